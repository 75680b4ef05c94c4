package io.skucast.core.smooth;

import java.util.Arrays;

/**
 * A smoothed level times the share that each place of the season usually has of it: an index that
 * starts at one everywhere and moves only as far as the demands of many seasons agree. Where a
 * season's demands are few and noisy this beats one that is learned freely (shrinkage of seasonal
 * indices: Miller and Williams 2003; damped towards one as Bunn and Vassilopoulos 1999 discuss).
 * State: a POJO of primitives and a primitive array.
 */
public class SeasonalProfile implements Smoother {
  /** Seasons that the first index of one counts for. */
  static final double PRIOR_SEASONS = 15;

  /** A demand beyond so many levels counts as this many. */
  static final double LARGEST_RATIO = 6;

  public int version = 1;

  /** Fraction of an error that the level takes on, 0 to 1. */
  public double alpha;

  /** Least fraction of an error that an index takes on, 0 to 1. */
  public double gamma;

  /** Units. */
  public double level;

  /** Demand over level; the place of observation t (from 0) is {@code t % index.length}. */
  public double[] index;

  public long count;

  /** A week of days. */
  public SeasonalProfile() {
    this(7, 0.1, 0.02);
  }

  /**
   * @param period periods in a season
   */
  public SeasonalProfile(int period, double alpha, double gamma) {
    this.index = new double[Domain.atLeastOne("period", period)];
    this.alpha = Domain.fraction("alpha", alpha);
    this.gamma = Domain.fraction("gamma", gamma);
    Arrays.fill(index, 1);
  }

  @Override
  public void update(double demand) {
    Domain.demand(demand);
    int place = (int) (count % index.length);
    if (level > 0 && count >= index.length) {
      double ratio = Math.min(LARGEST_RATIO, demand / level);
      double seasons = (double) count / index.length;
      index[place] += Math.max(gamma, 1 / (seasons + PRIOR_SEASONS)) * (ratio - index[place]);
    }
    count++;
    level += Math.max(alpha, 1.0 / count) * (demand - level);
  }

  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.max(0, level) * index[place(horizon)] * index.length / sum();
  }

  @Override
  public void means(double[] units) {
    double base = Math.max(0, level) * index.length / sum();
    int place = place(1);
    for (int h = 0; h < units.length; h++) {
      units[h] = base * index[place];
      place = place + 1 == index.length ? 0 : place + 1;
    }
  }

  private int place(int horizon) {
    return (int) ((count + horizon - 1) % index.length);
  }

  /** Never zero: an index loses at most a fraction of itself, and demand is a share of a level. */
  private double sum() {
    double sum = 0;
    for (double one : index) {
      sum += one;
    }
    return Math.max(sum, 1e-9);
  }

  /** √(1 + α² (h - 1)), as of the level; that of the index is left out. */
  @Override
  public double errorGrowth(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.sqrt(1 + alpha * alpha * (horizon - 1));
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public SeasonalProfile copy() {
    SeasonalProfile copy = new SeasonalProfile(index.length, alpha, gamma);
    copy.version = version;
    copy.level = level;
    copy.index = index.clone();
    copy.count = count;
    return copy;
  }
}
