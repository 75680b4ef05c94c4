package io.skucast.job.operator;

import io.skucast.core.forecast.SealedRow;
import io.skucast.core.sale.Series;

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
    double[] expected) {

  /**
   * What a sealed period adds.
   *
   * @param expected units by all models, horizon 1 first
   */
  public static Share of(SealedRow sealed, double[] expected) {
    return new Share(
        sealed.category(),
        Series.ofKey(sealed.seriesKey()).location(),
        sealed.period(),
        sealed.unitsMilli(),
        sealed.trust(),
        expected);
  }
}
