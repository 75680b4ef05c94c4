package io.skucast.core.forecast;

/**
 * Quantiles of demand that comes in multiples of a lot: a quantile between two multiples would
 * leave the lower one out of its band although the band means to hold it, zero above all.
 */
final class Lots {
  private Lots() {}

  /**
   * The multiple nearest to a quantile; from halfway between two, the one away from the median, so
   * that bands rather hold too much than too little.
   *
   * @param units the quantile, not negative
   * @param lot smallest demand above zero; 0 where it is not known: the quantile stays as it is
   * @param level of the quantile, 0 to 1
   */
  static double nearest(double units, double lot, double level) {
    if (!(lot > 0)) {
      return units;
    }
    double lots = units / lot;
    return lot * (level < 0.5 ? Math.ceil(lots - 0.5) : Math.floor(lots + 0.5));
  }

  /** All quantiles of a level, horizon by horizon. */
  static double[] nearest(double[] units, double lot, double level) {
    double[] all = new double[units.length];
    for (int h = 0; h < units.length; h++) {
      all[h] = nearest(units[h], lot, level);
    }
    return all;
  }
}
