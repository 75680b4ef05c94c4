package io.skucast.core.clean;

import io.skucast.core.smooth.Domain;

/**
 * Whether a series still sells, by the length of its present run of periods without demand and how
 * improbable that run is for this series. State: a POJO of primitives.
 *
 * <p>The run's probability is the product of the probabilities of its zeros, each by Laplace's rule
 * of succession from all before it: (periods - demands + 1) / (periods + 2). With much history this
 * is (1 - p)^run, p the share of periods with demand; with little it takes longer to be sure. No
 * more than {@link #MEMORY} periods count, so that p stays current, and no more than {@link #END}
 * of a run, so that a series is not taken for a slow one after a sleep, yet a slow one is found
 * out.
 */
public class SeriesLife {
  /** Where a series is in its life. */
  public enum Stage {
    /** Fewer than 28 observations. */
    NEW,
    /** Sells as it usually does. */
    ACTIVE,
    /** At least 14 periods without demand, with a probability below 1/1,000. */
    SLEEPING,
    /** At least 182 periods without demand, with a probability below 1/1,000,000. */
    ENDED,
    /** The first 28 observations from the sale on that ends a sleep of at least 182 periods. */
    RESTARTED
  }

  /** Observations for which a series is new, and restarted: four weeks of days. */
  public static final int YOUNG = 28;

  /** Least run that is a sleep: two weeks of days, the longest of ordinary closures. */
  public static final int SLEEP = 14;

  /** Least run that is an end: half a year of days. */
  public static final int END = 182;

  /** Periods that the demand probability is drawn from: a year of days, in whole weeks. */
  public static final int MEMORY = 364;

  static final double SLEEP_PROBABILITY = 1e-3;
  static final double END_PROBABILITY = 1e-6;

  public int version = 1;
  public int count;

  /** Periods without demand since the last demand. */
  public int zeroRun;

  /** Observations since the restart and with it, up to {@link #YOUNG}; 0: no restart, or over. */
  public int sinceRestart;

  /** Periods up to the last demand, at most {@link #MEMORY}. */
  public float periods;

  /** Demands in {@link #periods}. */
  public float demands;

  /** Probability of the present run. */
  public float probability = 1;

  /**
   * Folds in the next period's demand.
   *
   * @param demand units, finite and not negative; the caller has clamped net units to zero, so that
   *     a period with more returns than sales is one without demand
   */
  public void update(double demand) {
    Domain.demand(demand);
    count = count == Integer.MAX_VALUE ? count : count + 1;
    if (sinceRestart > 0) {
      sinceRestart = sinceRestart == YOUNG ? 0 : sinceRestart + 1;
    }
    if (demand > 0) {
      sell();
    } else {
      probability *= (periods - demands + zeroRun + 1) / (periods + zeroRun + 2);
      zeroRun = zeroRun == Integer.MAX_VALUE ? zeroRun : zeroRun + 1;
    }
  }

  private void sell() {
    if (isAsleep() && zeroRun >= END) {
      sinceRestart = 1;
    }
    periods += Math.min(END, zeroRun) + 1;
    demands++;
    if (periods > MEMORY) {
      demands *= MEMORY / periods;
      periods = MEMORY;
    }
    zeroRun = 0;
    probability = 1;
  }

  private boolean isAsleep() {
    return zeroRun >= SLEEP && probability < SLEEP_PROBABILITY;
  }

  /** Where the series is after the last observation. */
  public Stage stage() {
    if (count < YOUNG) {
      return Stage.NEW;
    }
    if (zeroRun >= END && probability < END_PROBABILITY) {
      return Stage.ENDED;
    }
    if (isAsleep()) {
      return Stage.SLEEPING;
    }
    return sinceRestart > 0 ? Stage.RESTARTED : Stage.ACTIVE;
  }

  /** Periods without demand since the last demand. */
  public int zeroRun() {
    return zeroRun;
  }

  /** A copy that shares nothing with this one. */
  public SeriesLife copy() {
    SeriesLife copy = new SeriesLife();
    copy.version = version;
    copy.count = count;
    copy.zeroRun = zeroRun;
    copy.sinceRestart = sinceRestart;
    copy.periods = periods;
    copy.demands = demands;
    copy.probability = probability;
    return copy;
  }
}
