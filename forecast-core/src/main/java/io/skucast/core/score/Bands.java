package io.skucast.core.score;

import java.util.Arrays;

/** Quantiles of one forecast against demand. */
final class Bands {
  /** Levels of the lower ends of the 50, 80 and 90 % bands; the upper ones mirror them. */
  private static final double[] LOWER = {0.25, 0.1, 0.05};

  /** Levels closer than this are the same: 1 - 0.95 is not 0.05 in doubles. */
  private static final double SAME = 1e-9;

  private final double[] levels;
  private final int[] low = new int[LOWER.length];
  private final int[] high = new int[LOWER.length];

  Bands(double[] levels) {
    this.levels = levels;
    for (int band = 0; band < LOWER.length; band++) {
      low[band] = indexOf(LOWER[band]);
      high[band] = indexOf(1 - LOWER[band]);
    }
  }

  private int indexOf(double level) {
    for (int i = 0; i < levels.length; i++) {
      if (Math.abs(levels[i] - level) < SAME) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether both levels of a band are there.
   *
   * @param inside its place in {@link Ledger#bands}
   */
  boolean has(int inside) {
    return low[inside - Ledger.INSIDE] >= 0 && high[inside - Ledger.INSIDE] >= 0;
  }

  /**
   * Scores quantiles in the order of {@link Ledger#bands}; NaN where a level is missing.
   *
   * @param at place of the first quantile
   */
  double[] scores(float[] slots, int at, double demand) {
    double[] scores = new double[Ledger.BAND_FIGURES];
    Arrays.fill(scores, Double.NaN);
    if (levels.length == 0) {
      return scores;
    }
    double loss = 0;
    for (int i = 0; i < levels.length; i++) {
      loss += PinballLoss.of(levels[i], demand - slots[at + i]);
    }
    scores[Ledger.PINBALL] = loss / levels.length;
    // Quantiles went through float, so demand does too: an end that it equals must stay equal.
    float units = (float) demand;
    for (int band = 0; band < LOWER.length; band++) {
      if (has(Ledger.INSIDE + band)) {
        float from = slots[at + low[band]];
        float to = slots[at + high[band]];
        scores[Ledger.INSIDE + band] = from <= units && units <= to ? 1 : 0;
        if (Ledger.INSIDE + band == Ledger.INSIDE_80) {
          scores[Ledger.WITHIN_80] = from < units && units < to ? 1 : 0;
        }
      }
    }
    return scores;
  }
}
