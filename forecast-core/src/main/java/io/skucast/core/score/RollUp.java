package io.skucast.core.score;

import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Sums of the scores of one period over series, in one {@code long[]}, for a category, a location
 * or the total. They are the same whatever the order and grouping in which scores are added and
 * sums merged: values are rounded to millionths once and added as integers, no sum is of mixed
 * sign, and one that would overflow stays at the largest long.
 */
public final class RollUp {
  /**
   * The most that a series' squared scaled error counts: an error of ten typical changes. A series
   * that hardly ever changes would decide the mean of a thousand others.
   */
  public static final double LARGEST_SQUARE = 100;

  private static final double LARGEST_UNITS = 9e9;

  /** Sums for each forecaster and lag. */
  private static final int SUMS = 9;

  private static final int SERIES = 0;
  private static final int DEMAND = 1;

  /** Errors by sign, so that neither sum can shrink. */
  private static final int TOO_LOW = 2;

  private static final int TOO_HIGH = 3;
  private static final int SCALED = 4;
  private static final int SQUARES = 5;
  private static final int PINBALL = 6;
  private static final int INSIDE_80 = 7;
  private static final int INSIDE_90 = 8;

  private final LedgerPlan plan;
  private final Bands bands;

  public RollUp(LedgerPlan plan) {
    this.plan = plan;
    this.bands = new Bands(plan.levels());
  }

  /** Sums of nothing. */
  public long[] empty() {
    return new long[plan.forecasters().size() * plan.lags().length * SUMS];
  }

  /** Adds the scores of one series and one forecaster. */
  public void add(long[] sums, Scored scored) {
    int forecaster = plan.forecasters().indexOf(scored.forecaster());
    if (forecaster < 0) {
      throw new IllegalArgumentException(
          "forecaster is " + scored.forecaster() + ", allowed is one of " + plan.forecasters());
    }
    PeriodScore score = scored.score();
    for (int lag = 0; lag < plan.lags().length; lag++) {
      double error = score.error()[lag];
      if (Double.isNaN(error)) {
        continue;
      }
      int at = at(forecaster, lag);
      add(sums, at + SERIES, 1);
      add(sums, at + DEMAND, micro(scored.demand(), LARGEST_UNITS));
      add(sums, at + (error > 0 ? TOO_LOW : TOO_HIGH), micro(Math.abs(error), LARGEST_UNITS));
      double square = score.squaredScaledError()[lag];
      if (!Double.isNaN(square)) {
        add(sums, at + SCALED, 1);
        add(sums, at + SQUARES, micro(square, LARGEST_SQUARE));
      }
      if (forecaster == 0) {
        // NaN becomes 0; a band that the plan lacks is not read.
        add(sums, at + PINBALL, micro(score.pinball()[lag], LARGEST_UNITS));
        add(sums, at + INSIDE_80, (long) score.inside80()[lag]);
        add(sums, at + INSIDE_90, (long) score.inside90()[lag]);
      }
    }
  }

  /** Adds other sums of the same plan to {@code sums}. */
  public void merge(long[] sums, long[] others) {
    if (sums.length != others.length || sums.length != empty().length) {
      throw new IllegalArgumentException(
          "sums are " + sums.length + " and " + others.length + ", allowed is " + empty().length);
    }
    for (int i = 0; i < sums.length; i++) {
      add(sums, i, others[i]);
    }
  }

  /** Neither is negative, so saturating addition is associative. */
  private static void add(long[] sums, int at, long more) {
    sums[at] = more > Long.MAX_VALUE - sums[at] ? Long.MAX_VALUE : sums[at] + more;
  }

  private static long micro(double value, double largest) {
    return Math.round(Math.min(value, largest) * 1e6);
  }

  private int at(int forecaster, int lag) {
    return (forecaster * plan.lags().length + lag) * SUMS;
  }

  /**
   * What the sums say, one for each forecaster that was scored.
   *
   * @param of see {@link io.skucast.core.level.Level#series}
   */
  public List<RolledUp> read(long[] sums, Series of, int period) {
    List<RolledUp> read = new ArrayList<>();
    for (int f = 0; f < plan.forecasters().size(); f++) {
      int lags = plan.lags().length;
      long[] series = new long[lags];
      double[][] figures = new double[7][lags];
      long scored = 0;
      for (int lag = 0; lag < lags; lag++) {
        int at = at(f, lag);
        series[lag] = sums[at + SERIES];
        scored += series[lag] > 0 ? 1 : 0;
        double demand = sums[at + DEMAND];
        double tooLow = sums[at + TOO_LOW];
        double tooHigh = sums[at + TOO_HIGH];
        figures[0][lag] = series[lag] > 0 ? demand / 1e6 : Double.NaN;
        figures[1][lag] = over(tooLow + tooHigh, demand);
        figures[2][lag] = over(tooLow - tooHigh, demand);
        figures[3][lag] = Math.sqrt(over(sums[at + SQUARES] / 1e6, sums[at + SCALED]));
        figures[4][lag] =
            f == 0 && plan.levels().length > 0 ? over(sums[at + PINBALL], demand) : Double.NaN;
        figures[5][lag] =
            f == 0 && bands.has(Ledger.INSIDE_80)
                ? over(sums[at + INSIDE_80], series[lag])
                : Double.NaN;
        figures[6][lag] =
            f == 0 && bands.has(Ledger.INSIDE_90)
                ? over(sums[at + INSIDE_90], series[lag])
                : Double.NaN;
      }
      if (scored > 0) {
        read.add(
            new RolledUp(
                of.sku(),
                of.location(),
                period,
                plan.forecasters().get(f),
                plan.lags().clone(),
                series,
                figures[0],
                figures[1],
                figures[2],
                figures[3],
                figures[4],
                figures[5],
                figures[6]));
      }
    }
    return read;
  }

  private static double over(double sum, double base) {
    return base > 0 ? sum / base : Double.NaN;
  }
}
