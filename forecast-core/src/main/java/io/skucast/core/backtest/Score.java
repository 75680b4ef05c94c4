package io.skucast.core.backtest;

import java.util.Arrays;
import java.util.List;

/**
 * The scores of one forecaster from one origin over the series of a level, added in a fixed order.
 * {@link Metric} says what each number is.
 */
public final class Score {
  private long series;
  private long targets;
  private double squares;
  private double absolutes;
  private double forecast;
  private double demand;
  private double rmsse;
  private double weightedRmsse;
  private double weights;
  private double mase;
  private double scaledPinball;
  private final long[] inside = new long[Bands.count()];
  private final long[] banded = new long[Bands.count()];

  /**
   * Mean over origins of the mean of RMSSE and revenue-weighted RMSSE.
   *
   * @param runs of each series one score an origin, or null; added in their order
   */
  static double loss(List<SeriesScore[]> runs, int origins) {
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < origins; i++) {
      Score score = new Score();
      for (SeriesScore[] ofSeries : runs) {
        if (ofSeries[i] != null) {
          score.add(ofSeries[i]);
        }
      }
      double rmsse = score.get(Metric.RMSSE);
      double weighted = score.get(Metric.WEIGHTED_RMSSE);
      if (!Double.isNaN(rmsse)) {
        // Without prices nothing has a weight.
        sum += Double.isNaN(weighted) ? rmsse : (rmsse + weighted) / 2;
        counted++;
      }
    }
    return sum / counted;
  }

  /** Adds one series. */
  public void add(SeriesScore score) {
    series++;
    targets += score.horizons();
    squares += score.squares();
    absolutes += score.absolutes();
    forecast += score.forecast();
    demand += score.demand();
    rmsse += score.rmsse();
    weightedRmsse += score.revenue() * score.rmsse();
    weights += score.revenue();
    mase += score.mase();
    scaledPinball += score.scaledPinball();
    for (int band = 0; band < inside.length; band++) {
      if (score.inside()[band] >= 0) {
        inside[band] += score.inside()[band];
        banded[band] += score.horizons();
      }
    }
  }

  long series() {
    return series;
  }

  double meanSquare() {
    return squares / targets;
  }

  double meanAbsolute() {
    return absolutes / targets;
  }

  double weightedAbsolutePercentage() {
    return absolutes / demand;
  }

  double meanScaledAbsolute() {
    return mase / series;
  }

  double meanRmsse() {
    return rmsse / series;
  }

  double weightedRmsse() {
    return weightedRmsse / weights;
  }

  double meanScaledPinball() {
    return scaledPinball / series;
  }

  double coverage(int band) {
    return banded[band] == 0 ? Double.NaN : (double) inside[band] / banded[band];
  }

  double bias() {
    return forecast / demand - 1;
  }

  /** One number of this score; NaN where it is not defined. */
  public double get(Metric metric) {
    double value = metric.of(this);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  @Override
  public String toString() {
    return Arrays.stream(Metric.values())
        .map(metric -> metric.code() + " " + get(metric))
        .reduce((a, b) -> a + ", " + b)
        .orElseThrow();
  }
}
