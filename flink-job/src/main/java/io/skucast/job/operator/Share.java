package io.skucast.job.operator;

/**
 * What one series adds to the sums of its cell for one sealed period.
 *
 * @param trust of the series in itself, see {@link io.skucast.core.forecast.Newcomer}
 * @param expected units, horizon 1 first
 */
public record Share(
    String category,
    String location,
    int period,
    long unitsMilli,
    double trust,
    double[] expected) {}
