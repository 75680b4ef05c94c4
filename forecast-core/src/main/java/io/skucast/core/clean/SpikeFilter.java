package io.skucast.core.clean;

import io.skucast.core.smooth.Domain;
import java.util.Arrays;

/**
 * Clips a demand far outside the last ones for learning, and gives way where that lasts: Hampel's
 * identifier (Davies and Gather 1993) on the square roots of the sizes that are not zero. State: a
 * POJO of primitives and a primitive array.
 *
 * <pre>
 * y = √(size / M), M the median of the last sizes      (about 1)
 * s = max(1.4826 · median |y − 1|, 1.2533 · mean |y − 1|, 1/8)
 * kept as it is: (1 − k s)₊² M ≤ demand ≤ (1 + k s)² M
 * </pre>
 *
 * The root makes the spread of counts independent of their mean (Bartlett 1936) and the tails of
 * skewed sizes short, so that one k fits a steady series and a lumpy one. The mean deviation keeps
 * a weekend that is 3 of 15 periods, which the median does not see; 1.2533 is √(π/2), which like
 * 1.4826 makes it a normal standard deviation. The floor of 1/8 leaves every size between 1/16 and
 * 3 times the median alone, so that units of 1, 2 and 3 are one thing. All is relative to M: the
 * verdict does not depend on the unit.
 *
 * <p>A zero is no size: it never enters the window, and it is a dip only where the lower bound is
 * above zero and the last 15 periods all had demand.
 */
public class SpikeFilter {
  /** What a demand is to the filter. */
  public enum Verdict {
    /** Inside the bounds, or too early to tell. */
    NORMAL,
    /** Above the upper bound, and clipped to it. */
    SPIKE,
    /** Below the lower bound, and raised to it. */
    DIP,
    /** The last of so many outside in a row that the level has moved; kept as it is. */
    LEVEL_SHIFT
  }

  /** Sizes kept: two weeks of days, so that every weekday is in the window. */
  public static final int WINDOW = 15;

  /** Default of {@link #k}. */
  public static final float K = 6;

  /** Default of {@link #patience}. */
  public static final int PATIENCE = 5;

  /** Least s, as a share of the root of the median. */
  static final double LEAST_SPREAD = 0.125;

  static final double MEDIAN_TO_DEVIATION = 1.4826;
  static final double MEAN_TO_DEVIATION = 1.2533;

  private static final Verdict[] VERDICTS = Verdict.values();

  public int version = 1;

  /** Last sizes after clipping, in units, oldest overwritten at {@link #next}. */
  public float[] window;

  /** Sizes in the window. */
  public byte kept;

  public byte next;

  /** Spreads from the median that a demand may lie. */
  public float k;

  /** Demands in a row outside the bounds that make a level shift. */
  public byte patience;

  /** Demands in a row above the bounds, or, negative, below them. */
  public byte run;

  /** Periods with demand since the last without, up to the window's size. */
  public byte sinceZero;

  /** {@link Verdict#ordinal()} of the last demand. */
  public byte last;

  public SpikeFilter() {
    this(WINDOW, K, PATIENCE);
  }

  /**
   * @param window sizes kept, odd, 5 to 99
   * @param k spreads from the median that a demand may lie, 1 to 100
   * @param patience demands in a row that make a level shift, 2 to 99
   */
  public SpikeFilter(int window, float k, int patience) {
    if (window % 2 == 0) {
      throw new IllegalArgumentException("window is " + window + ", allowed is an odd number");
    }
    this.window = new float[(int) Domain.within("window", window, 5, 99)];
    this.k = (float) Domain.within("k", k, 1, 100);
    this.patience = (byte) Domain.within("patience", patience, 2, 99);
  }

  /** What the last demand was. */
  public Verdict verdict() {
    return VERDICTS[last];
  }

  /**
   * Judges the next period's demand, see {@link #verdict}.
   *
   * @param demand units, finite and not negative; the caller has clamped net returns to zero
   * @return what to learn from: the demand, or the bound that it is outside of
   */
  public double clean(double demand) {
    Domain.demand(demand);
    double median = 1;
    double reach = Double.POSITIVE_INFINITY;
    if (kept > window.length / 2) {
      float[] sorted = Arrays.copyOf(window, kept);
      Arrays.sort(sorted);
      median = middle(sorted);
      reach = k * spread(sorted, median);
    }
    double root = Math.sqrt(demand / median);
    boolean mayDip = demand > 0 || sinceZero >= window.length || run < 0;
    if (root > 1 + reach) {
      run = (byte) Math.max(1, run + 1);
    } else if (root < 1 - reach && mayDip) {
      run = (byte) Math.min(-1, run - 1);
    } else {
      return keep(demand, bound(median, 1 + reach));
    }
    sinceZero = demand > 0 ? (byte) Math.min(window.length, sinceZero + 1) : 0;
    if (Math.abs(run) >= patience) {
      return shift(demand);
    }
    last = (byte) (run > 0 ? Verdict.SPIKE : Verdict.DIP).ordinal();
    return run > 0
        ? Math.min(demand, bound(median, 1 + reach))
        : Math.max(demand, bound(median, 1 - reach));
  }

  private static double bound(double median, double root) {
    return median * root * root;
  }

  /**
   * A size inside the bounds ends a run. Of a run of spikes one enters the window, clipped: sizes
   * that recur in more than 2 of 15 widen the bounds until they are accepted, and within a run the
   * bounds stay where they are. A zero ends no run of spikes, as it says nothing of sizes.
   */
  private double keep(double demand, double upper) {
    last = (byte) Verdict.NORMAL.ordinal();
    if (demand == 0) {
      sinceZero = 0;
      return demand;
    }
    sinceZero = (byte) Math.min(window.length, sinceZero + 1);
    if (run > 0) {
      remember(upper);
    }
    run = 0;
    remember(demand);
    return demand;
  }

  /** Starts anew from the new level; after zeros the old sizes are still what demand looks like. */
  private double shift(double demand) {
    last = (byte) Verdict.LEVEL_SHIFT.ordinal();
    run = 0;
    if (demand > 0) {
      kept = 0;
      next = 0;
      remember(demand);
    }
    return demand;
  }

  private void remember(double size) {
    // A float has no smaller size that can be divided by.
    window[next] = Math.max(Float.MIN_NORMAL, (float) size);
    next = (byte) ((next + 1) % window.length);
    kept = (byte) Math.min(window.length, kept + 1);
  }

  /** s of the class comment. */
  private static double spread(float[] sorted, double median) {
    float[] deviations = new float[sorted.length];
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      double deviation = Math.abs(Math.sqrt(sorted[i] / median) - 1);
      deviations[i] = (float) deviation;
      sum += deviation;
    }
    Arrays.sort(deviations);
    double ofMedian = MEDIAN_TO_DEVIATION * middle(deviations);
    double ofMean = MEAN_TO_DEVIATION * sum / sorted.length;
    return Math.max(LEAST_SPREAD, Math.max(ofMedian, ofMean));
  }

  private static double middle(float[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : ((double) sorted[half - 1] + sorted[half]) / 2;
  }

  /** A copy that shares nothing with this one. */
  public SpikeFilter copy() {
    SpikeFilter copy = new SpikeFilter(window.length, k, patience);
    copy.version = version;
    copy.window = window.clone();
    copy.kept = kept;
    copy.next = next;
    copy.run = run;
    copy.sinceZero = sinceZero;
    copy.last = last;
    return copy;
  }
}
