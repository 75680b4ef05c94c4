package io.skucast.core.backtest;

import io.skucast.core.score.PinballLoss;

/**
 * One forecast of one series against what then happened.
 *
 * @param horizons periods scored
 * @param squares sum of squared errors, units squared
 * @param absolutes sum of absolute errors, units
 * @param pinball mean pinball loss over horizons and quantile levels, units; NaN without quantiles
 * @param inside periods whose demand lay in each of the {@link Bands}; -1 where there is no band
 * @param forecast sum of the means, units
 * @param demand sum of what was sold, units
 * @param revenue of the scored periods, not negative: the weight of the series
 * @param scale of the series at the origin
 */
public record SeriesScore(
    int horizons,
    double squares,
    double absolutes,
    double pinball,
    int[] inside,
    double forecast,
    double demand,
    double revenue,
    Scale scale) {

  /**
   * Scores a forecast.
   *
   * @param mean units, horizon 1 first
   * @param quantiles units, one array a level of {@code bands}, or null where there are none
   */
  public static SeriesScore of(
      SeriesHistory history,
      Scale scale,
      int origin,
      double[] mean,
      double[][] quantiles,
      Bands bands) {
    double squares = 0;
    double absolutes = 0;
    double sumForecast = 0;
    double sumDemand = 0;
    double pinball = 0;
    int[] inside = new int[Bands.count()];
    for (int h = 0; h < mean.length; h++) {
      double demand = history.demand(origin + 1 + h);
      double error = demand - mean[h];
      squares += error * error;
      absolutes += Math.abs(error);
      sumForecast += mean[h];
      sumDemand += demand;
      if (quantiles != null) {
        for (int l = 0; l < quantiles.length; l++) {
          pinball += PinballLoss.of(bands.levels()[l], demand - quantiles[l][h]);
        }
        for (int band = 0; band < inside.length; band++) {
          inside[band] += isInside(quantiles, bands, band, h, demand) ? 1 : 0;
        }
      }
    }
    for (int band = 0; band < inside.length; band++) {
      if (quantiles == null || !bands.has(band)) {
        inside[band] = -1;
      }
    }
    return new SeriesScore(
        mean.length,
        squares,
        absolutes,
        quantiles == null ? Double.NaN : pinball / mean.length / quantiles.length,
        inside,
        sumForecast,
        sumDemand,
        Math.max(0, history.revenue(origin + 1, origin + mean.length)),
        scale);
  }

  private static boolean isInside(
      double[][] quantiles, Bands bands, int band, int h, double demand) {
    return bands.has(band)
        && demand >= quantiles[bands.low(band)][h]
        && demand <= quantiles[bands.high(band)][h];
  }

  /** Root mean squared scaled error (M5 accuracy competition, section 2.4). */
  public double rmsse() {
    return Math.sqrt(squares / horizons / scale.meanSquareChange());
  }

  /** Mean absolute scaled error (Hyndman and Koehler 2006, equation for q_t, with lag one). */
  public double mase() {
    return absolutes / horizons / scale.meanAbsoluteChange();
  }

  /** Scaled pinball loss (M5 uncertainty competition, 2022, section 2.4), mean over levels. */
  public double scaledPinball() {
    return pinball / scale.meanAbsoluteChange();
  }
}
