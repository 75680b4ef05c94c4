package io.skucast.core.stock;

import io.skucast.core.smooth.Domain;

/**
 * Demand of one period as a function of its level, from the quantiles that were issued.
 *
 * <p>Between issued levels a quantile is linear in the level, as in the forecasts themselves. Below
 * the lowest it is linear down to no units at level 0, for demand is not negative. Above the
 * highest nothing was issued: an exponential tail through the two highest stands in, which has no
 * end and whose probability is all that lies above the highest level.
 *
 * @param levels two or more, ascending by at least {@value #LEAST_STEP}, above 0 and below 1
 * @param units one quantile a level, never going down, 0 to {@link Domain#LARGEST_DEMAND}
 */
public record QuantileFunction(double[] levels, double[] units) {
  /** Levels nearer to each other than this would say nothing of a tail. */
  static final double LEAST_STEP = 1e-9;

  /**
   * @throws IllegalArgumentException naming the array, its place from 1, and what is allowed
   */
  public QuantileFunction {
    if (levels.length < 2) {
      throw new IllegalArgumentException(
          "levels has " + levels.length + " items: allowed is 2 or more");
    }
    if (units.length != levels.length) {
      throw new IllegalArgumentException(
          "quantiles has "
              + units.length
              + " items: allowed is as many as levels, which has "
              + levels.length);
    }
    double lastLevel = 0;
    double lastUnits = 0;
    for (int i = 0; i < levels.length; i++) {
      if (!(levels[i] >= lastLevel + LEAST_STEP && levels[i] <= 1 - LEAST_STEP)) {
        throw refused("levels", i, levels[i], "above 0 and below 1, ascending");
      }
      if (!(units[i] >= lastUnits && units[i] <= Domain.LARGEST_DEMAND)) {
        throw refused("quantiles", i, units[i], "0 to 1e16, never below the one before");
      }
      lastLevel = levels[i];
      lastUnits = units[i];
    }
  }

  private static IllegalArgumentException refused(String name, int i, double value, String what) {
    return new IllegalArgumentException(
        name + "[" + (i + 1) + "] is " + value + ": allowed is " + what);
  }

  /**
   * The units that demand stays below with this probability.
   *
   * @param level above 0 and below 1
   * @throws IllegalArgumentException if the level is not
   */
  public double quantile(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level is " + level + ": allowed is above 0 and below 1");
    }
    int last = levels.length - 1;
    if (level > levels[last]) {
      return units[last] + tail() * (StrictMath.log1p(-levels[last]) - StrictMath.log1p(-level));
    }
    int above = 0;
    while (levels[above] < level) {
      above++;
    }
    double lowLevel = above == 0 ? 0 : levels[above - 1];
    double lowUnits = above == 0 ? 0 : units[above - 1];
    if (level == levels[above]) {
      return units[above];
    }
    double part = (level - lowLevel) / (levels[above] - lowLevel);
    return lowUnits + part * (units[above] - lowUnits);
  }

  /**
   * The probability that demand is above these units: 1 less the highest level whose quantile is
   * not above them.
   *
   * @param demand units, finite
   */
  public double probabilityAbove(double demand) {
    if (demand < 0) {
      return 1;
    }
    int last = levels.length - 1;
    if (demand >= units[last]) {
      double tail = tail();
      double left = 1 - levels[last];
      return tail > 0 ? left * StrictMath.exp((units[last] - demand) / tail) : 0;
    }
    int above = 0;
    while (units[above] <= demand) {
      above++;
    }
    double lowLevel = above == 0 ? 0 : levels[above - 1];
    double lowUnits = above == 0 ? 0 : units[above - 1];
    double part = (demand - lowUnits) / (units[above] - lowUnits);
    return 1 - (lowLevel + part * (levels[above] - lowLevel));
  }

  /** Units that the tail's mean excess is: what the two highest quantiles say of it. */
  private double tail() {
    int last = levels.length - 1;
    double decay = StrictMath.log1p(-levels[last - 1]) - StrictMath.log1p(-levels[last]);
    return (units[last] - units[last - 1]) / decay;
  }
}
