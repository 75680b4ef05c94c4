package io.skucast.job.deep;

/**
 * What a deep model is asked: one series at one origin.
 *
 * @param category of the series, empty where it is not known
 * @param numbers see {@link io.skucast.core.deep.DeepLayout}
 */
public record DeepRow(String seriesKey, String category, int origin, float[] numbers) {}
