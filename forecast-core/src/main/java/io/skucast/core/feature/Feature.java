package io.skucast.core.feature;

/**
 * One number of a feature row.
 *
 * @param name unique within its layout
 * @param unit what it is counted in, such as {@code units} or {@code 0/1}
 * @param description one sentence without its full stop
 */
public record Feature(String name, String unit, String description) {}
