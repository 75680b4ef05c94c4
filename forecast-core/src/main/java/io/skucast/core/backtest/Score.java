package io.skucast.core.backtest;

import io.skucast.core.forecast.Forecast;

/**
 * The scores of one forecaster over many series and origins.
 *
 * <p>RMSSE of a series is √(mean squared error over the horizons / mean squared change from one
 * period to the next between its first sale and the origin). Series weigh by their revenue in the
 * scored periods, which for M5 makes the value-weighted RMSSE.
 */
public final class Score {
  private final int low80;
  private final int high80;
  private final int low90;
  private final int high90;
  private double sumRmsse;
  private double sumWeightedRmsse;
  private double sumWeights;
  private double sumForecast;
  private double sumDemand;
  private long series;
  private long inside80;
  private long inside90;
  private long targets;

  /**
   * @param levels quantile levels of the forecasts, 0.05, 0.1, 0.9 and 0.95 among them
   */
  public Score(double[] levels) {
    low80 = indexOf(levels, 0.1);
    high80 = indexOf(levels, 0.9);
    low90 = indexOf(levels, 0.05);
    high90 = indexOf(levels, 0.95);
  }

  private static int indexOf(double[] levels, double level) {
    for (int i = 0; i < levels.length; i++) {
      if (levels[i] == level) {
        return i;
      }
    }
    throw new IllegalArgumentException("forecast.levels must hold " + level);
  }

  /**
   * Scores one forecast.
   *
   * @param scale mean squared change of the series before the origin, above zero
   */
  public void add(Forecast forecast, SeriesHistory history, double scale) {
    int horizons = forecast.mean().length;
    double squares = 0;
    for (int h = 1; h <= horizons; h++) {
      double demand = history.demand(forecast.origin() + h);
      double error = demand - forecast.mean()[h - 1];
      squares += error * error;
      sumForecast += forecast.mean()[h - 1];
      sumDemand += demand;
      inside80 += isInside(forecast, low80, high80, h, demand) ? 1 : 0;
      inside90 += isInside(forecast, low90, high90, h, demand) ? 1 : 0;
      targets++;
    }
    double rmsse = Math.sqrt(squares / horizons / scale);
    double weight = history.revenue(forecast.origin() + 1, forecast.origin() + horizons);
    sumRmsse += rmsse;
    sumWeightedRmsse += Math.max(0, weight) * rmsse;
    sumWeights += Math.max(0, weight);
    series++;
  }

  private static boolean isInside(Forecast forecast, int low, int high, int h, double demand) {
    return demand >= forecast.quantiles()[low][h - 1]
        && demand <= forecast.quantiles()[high][h - 1];
  }

  /** Series and origins scored. */
  public long series() {
    return series;
  }

  public double meanRmsse() {
    return sumRmsse / series;
  }

  public double weightedRmsse() {
    return sumWeightedRmsse / sumWeights;
  }

  /** Forecast over demand, less one: positive where forecasts are too high. */
  public double bias() {
    return sumForecast / sumDemand - 1;
  }

  /** Share of demands between the quantiles 0.1 and 0.9. */
  public double coverage80() {
    return (double) inside80 / targets;
  }

  /** Share of demands between the quantiles 0.05 and 0.95. */
  public double coverage90() {
    return (double) inside90 / targets;
  }
}
