package io.skucast.core.level;

import io.skucast.core.calendar.PeriodUnit;

/**
 * How demand went on from here a year ago: what was sold around each target's place in the last
 * year over what was sold in the weeks up to the origin's. It carries the seasons of the year,
 * which a forecaster with a short memory learns too late, and moves with demand's level.
 */
public final class YearAgo {
  /** Beyond these a ratio says something broke then, not how a year goes. */
  private static final double LARGEST = 2;

  private final int year;
  private final int before;
  private final int around;

  public YearAgo(PeriodUnit unit) {
    this.year = unit.year();
    this.before = 4 * unit.lag();
    this.around = unit.lag() / 2;
  }

  /** Periods of history that the farthest look back needs. */
  public int memory() {
    return year + before;
  }

  /** Demand by period. */
  public interface History {
    /** Units, zero or more, of a period up to the origin; NaN where it is not known. */
    double demand(int period);
  }

  /**
   * @param ratios takes a ratio a horizon, horizon 1 first: between a half and two, 1 where the
   *     past does not reach back
   */
  public void ratios(History history, int origin, double[] ratios) {
    double base = mean(history, origin - year - before + 1, origin - year);
    for (int h = 1; h <= ratios.length; h++) {
      int centre = origin + h - year;
      int last = Math.min(centre + around, origin);
      double ratio = mean(history, centre - around, last) / base;
      // Written so that NaN, nothing known, and infinity, nothing sold, give 1.
      ratios[h - 1] =
          ratio >= 0 && ratio < Double.POSITIVE_INFINITY
              ? Math.max(1 / LARGEST, Math.min(LARGEST, ratio))
              : 1;
    }
  }

  private static double mean(History history, int from, int to) {
    double sum = 0;
    for (int period = from; period <= to; period++) {
      sum += history.demand(period);
    }
    return sum / (to - from + 1);
  }
}
