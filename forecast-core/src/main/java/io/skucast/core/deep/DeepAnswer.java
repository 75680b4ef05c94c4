package io.skucast.core.deep;

/**
 * What a deep model says of one series from one origin.
 *
 * @param mean units, horizon 1 first
 * @param quantiles units, one array a level of the layout, each with a value a horizon
 */
public record DeepAnswer(double[] mean, double[][] quantiles) {}
