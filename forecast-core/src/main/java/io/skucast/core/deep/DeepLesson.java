package io.skucast.core.deep;

/**
 * What deep models are judged by: what one series knew at an origin, and what then happened.
 *
 * @param category of the series, empty where it is not known
 * @param row see {@link DeepLayout}
 * @param actual units of the periods after the origin, the next one first; NaN where stock ran out
 */
public record DeepLesson(
    String seriesKey, String category, int origin, float[] row, float[] actual) {}
