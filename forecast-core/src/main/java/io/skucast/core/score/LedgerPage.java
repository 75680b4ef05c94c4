package io.skucast.core.score;

import java.util.Arrays;

/**
 * Forecasts that wait for their targets, of origins that are a whole number of {@link
 * PageLayout#step()}s apart. State: a POJO of primitives and a primitive array.
 */
public class LedgerPage {
  /** Stands for no origin yet. */
  static final int NONE = Integer.MIN_VALUE;

  public int version = 1;

  /** Newest origin on the page. With it, the place of a slot says which target the slot holds. */
  public int newestOrigin = NONE;

  /**
   * Units. For each lag a ring of slots by target, each with the means of the forecasters and the
   * quantiles of the combination; NaN where there is no forecast.
   */
  public float[] slots = new float[0];

  public LedgerPage() {}

  LedgerPage(int length) {
    this.slots = new float[length];
    Arrays.fill(slots, Float.NaN);
  }

  /** A copy that shares nothing with this one. */
  public LedgerPage copy() {
    LedgerPage copy = new LedgerPage();
    copy.version = version;
    copy.newestOrigin = newestOrigin;
    copy.slots = slots.clone();
    return copy;
  }
}
