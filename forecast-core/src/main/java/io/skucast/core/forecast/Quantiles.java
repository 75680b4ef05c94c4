package io.skucast.core.forecast;

/**
 * Quantiles of many horizons at the price of three: the distribution is worked out at the least,
 * the middle and the greatest mean, and quantiles in between are linear in the mean.
 */
public final class Quantiles {
  /** Means this near to each other share one distribution, scaled. */
  private static final double NEAR = 1.02;

  /**
   * Fraction of an error that levels take on, by which spread grows with the horizon as simple
   * exponential smoothing's does: √((1 + α² (h - 1)) / (1 + α² (lag - 1))) from the lag at which it
   * was learned (class 1 in Hyndman et al. 2008, section 6.3). 0.05 is the slow voters own.
   */
  private static final double LEVEL_GAIN = 0.05;

  private Quantiles() {}

  private static double growth(int horizon, int lag) {
    // Never below one: a quantile at zero would be drawn above it, and zeros be left out.
    double square = LEVEL_GAIN * LEVEL_GAIN;
    return Math.max(1, Math.sqrt((1 + square * (horizon - 1)) / (1 + square * (lag - 1))));
  }

  /**
   * @param widening variance over that of the combination
   * @param from first place of {@code mean}
   * @param to place after the last
   * @param quantiles takes one array a level, ascending by level
   */
  public static void fill(
      LagGroup group,
      double lot,
      double widening,
      double[] mean,
      int from,
      int to,
      double[] levels,
      double[][] quantiles) {
    if (from >= to) {
      return;
    }
    double least = mean[from];
    double greatest = mean[from];
    for (int h = from; h < to; h++) {
      least = Math.min(least, mean[h]);
      greatest = Math.max(greatest, mean[h]);
    }
    double[] learned = learned(group, levels);
    if (!(greatest > NEAR * least)) {
      double[] at = at(greatest, group, lot, widening, learned);
      for (int h = from; h < to; h++) {
        double scale = greatest > 0 ? mean[h] / greatest : 0;
        double growth = growth(h + 1, group.lag);
        for (int l = 0; l < levels.length; l++) {
          quantiles[l][h] = Math.max(0, mean[h] + (at[l] * scale - mean[h]) * growth);
        }
      }
      return;
    }
    double middle = (least + greatest) / 2;
    double[] low = at(least, group, lot, widening, learned);
    double[] mid = at(middle, group, lot, widening, learned);
    double[] high = at(greatest, group, lot, widening, learned);
    for (int h = from; h < to; h++) {
      boolean upper = mean[h] > middle;
      double part = (mean[h] - (upper ? middle : least)) / (middle - least);
      double[] below = upper ? mid : low;
      double[] above = upper ? high : mid;
      // Rounding may turn the order of two that are next to equal, or go below zero.
      double last = 0;
      double growth = growth(h + 1, group.lag);
      for (int l = 0; l < levels.length; l++) {
        double near = below[l] + part * (above[l] - below[l]);
        last = Math.max(last, mean[h] + (near - mean[h]) * growth);
        quantiles[l][h] = last;
      }
    }
  }

  /**
   * The bands that a group watches.
   *
   * @return lower and upper end of each of {@link LagGroup#TAILS}
   */
  public static double[] bands(LagGroup group, double lot, double mean) {
    int count = LagGroup.TAILS.length;
    double[] levels = new double[2 * count];
    for (int i = 0; i < count; i++) {
      levels[i] = LagGroup.TAILS[i];
      levels[2 * count - 1 - i] = 1 - levels[i];
    }
    double[] quantiles = at(mean, group, lot, 1, learned(group, levels));
    double[] bands = new double[2 * count];
    for (int i = 0; i < count; i++) {
      bands[2 * i] = quantiles[i];
      bands[2 * i + 1] = quantiles[2 * count - 1 - i];
    }
    return bands;
  }

  private static double[] at(
      double mean, LagGroup group, double lot, double widening, double[] levels) {
    double[] quantiles = new double[levels.length];
    double variance = widening * group.variance(mean, lot);
    CountDistribution.quantiles(mean, variance, Math.max(lot, 1e-9), levels, quantiles);
    return quantiles;
  }

  /** The levels that cover, by what was learned, what these ask for; ascending still. */
  private static double[] learned(LagGroup group, double[] levels) {
    double[] learned = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      learned[i] = levels[i] < 0.5 ? group.tail(levels[i]) : 1 - group.tail(1 - levels[i]);
    }
    return learned;
  }
}
