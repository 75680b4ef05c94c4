package io.skucast.core.score;

import java.util.Arrays;

/**
 * Forecasts of one period by one forecaster against its demand. Arrays by lag; NaN where there was
 * no forecast, and in the last four for any forecaster but the combination.
 *
 * @param error units, demand less forecast: positive where the forecast was too low
 * @param absoluteError units
 * @param squaredScaledError squared error over the mean squared change of demand from one period to
 *     the next up to the period before (the summand of RMSSE: Makridakis, Spiliotis and
 *     Assimakopoulos 2022, The M5 accuracy competition, equation 1); NaN before demand has changed
 * @param pinball units, mean of the quantile losses of all levels (Koenker and Bassett 1978)
 * @param inside50 1 where demand was in the 50 % band, ends included, else 0
 * @param inside80 the same of the 80 % band
 * @param inside90 the same of the 90 % band
 */
public record PeriodScore(
    double[] error,
    double[] absoluteError,
    double[] squaredScaledError,
    double[] pinball,
    double[] inside50,
    double[] inside80,
    double[] inside90) {

  static PeriodScore empty(int lags) {
    double[][] none = new double[7][lags];
    for (double[] figure : none) {
      Arrays.fill(figure, Double.NaN);
    }
    return new PeriodScore(none[0], none[1], none[2], none[3], none[4], none[5], none[6]);
  }

  boolean isEmpty() {
    for (double one : error) {
      if (!Double.isNaN(one)) {
        return false;
      }
    }
    return true;
  }
}
