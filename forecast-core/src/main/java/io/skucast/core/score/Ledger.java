package io.skucast.core.score;

import io.skucast.core.drift.PageHinkley;
import io.skucast.core.drift.TrackingSignal;
import java.util.Arrays;

/**
 * What scoring knows of one series, apart from the pages of forecasts at lags above 1. State: a
 * POJO of POJOs, primitives and primitive arrays.
 *
 * <p>Running figures are means x̄ ← x̄ + (x − x̄) / min(n, {@link #MEMORY}) of what is scored:
 * exact averages of the first 56, exponentially forgetting from then on. Eight weeks of days are
 * enough to tell forecasters apart and few enough to notice when that changes.
 */
public class Ledger {
  /** Scores after which the oldest begin to be forgotten. */
  public static final int MEMORY = 56;

  /** Figures of {@link #errors} for each forecaster and lag. */
  static final int ERROR_FIGURES = 3;

  static final int MEAN_ERROR = 0;
  static final int MEAN_ABSOLUTE = 1;
  static final int MEAN_SQUARE = 2;

  /** Figures of {@link #bands} for each lag. */
  static final int BAND_FIGURES = 5;

  static final int PINBALL = 0;

  /** Shares inside the bands of 50, 80 and 90 %, ends included. */
  static final int INSIDE = 1;

  static final int INSIDE_80 = 2;
  static final int INSIDE_90 = 3;

  /** Share inside the 80 % band, ends excluded. */
  static final int WITHIN_80 = 4;

  public int version = 1;

  /** Last period scored; {@link Integer#MIN_VALUE} before the first. */
  public int scoredThrough = Integer.MIN_VALUE;

  /** Forecasts at lag 1. */
  public LedgerPage next;

  /** Of the last origins, by origin modulo their number; the least long where there is none. */
  public long[] revisions = new long[0];

  /** Scores so far up to {@link #MEMORY}, by forecaster and lag. */
  public byte[] counts = new byte[0];

  /** Mean error, absolute error (units) and squared error, by forecaster and lag. */
  public float[] errors = new float[0];

  /**
   * Of the combination by lag: mean pinball loss (units), shares inside the bands of 50, 80 and 90
   * %, and inside the 80 % band without its ends. The count is that of the combination.
   */
  public float[] bands = new float[0];

  /** Demand of the last period scored, in units; NaN if none. */
  public float lastDemand = Float.NaN;

  /** Changes of demand from one period to the next, over the whole series. */
  public int changes;

  /** Mean absolute change, in units. */
  public float meanAbsoluteChange;

  /** Mean squared change, in units squared. */
  public float meanSquareChange;

  /** Of the combination at lag 1, in units. */
  public TrackingSignal tracking = new TrackingSignal();

  /** Of the combination at lag 1, over its root mean squared error. */
  public PageHinkley drift = new PageHinkley();

  /** Alerts that are on: bit 0 bias, bit 1 + i the band at the i-th lag. */
  public int episodes;

  public Ledger() {}

  Ledger(LedgerPlan plan) {
    int lags = plan.lags().length;
    this.next = LedgerStep.nextLayout(plan).empty();
    this.revisions = new long[plan.lateness() + 1];
    Arrays.fill(revisions, Long.MIN_VALUE);
    this.counts = new byte[plan.forecasters().size() * lags];
    this.errors = new float[counts.length * ERROR_FIGURES];
    this.bands = new float[lags * BAND_FIGURES];
  }

  /** Folds a score into a running figure, {@code count} with it. */
  static void fold(float[] figures, int at, double score, int count) {
    figures[at] += (float) ((score - figures[at]) / count);
  }

  /** Takes the demand of the next period into the scale of errors. */
  void scale(double demand) {
    if (!Float.isNaN(lastDemand)) {
      changes = changes == Integer.MAX_VALUE ? changes : changes + 1;
      double change = Math.abs(demand - lastDemand);
      meanAbsoluteChange += (float) ((change - meanAbsoluteChange) / changes);
      meanSquareChange += (float) ((change * change - meanSquareChange) / changes);
    }
    lastDemand = (float) demand;
  }

  /** A copy that shares nothing with this one. */
  public Ledger copy() {
    Ledger copy = new Ledger();
    copy.version = version;
    copy.scoredThrough = scoredThrough;
    copy.next = next.copy();
    copy.revisions = revisions.clone();
    copy.counts = counts.clone();
    copy.errors = errors.clone();
    copy.bands = bands.clone();
    copy.lastDemand = lastDemand;
    copy.changes = changes;
    copy.meanAbsoluteChange = meanAbsoluteChange;
    copy.meanSquareChange = meanSquareChange;
    copy.tracking = tracking.copy();
    copy.drift = drift.copy();
    copy.episodes = episodes;
    return copy;
  }
}
