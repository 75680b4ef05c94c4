package io.skucast.core.demand;

import java.util.Arrays;

/**
 * The signals of one series in one open period. Apart from the sales' {@link PeriodBucket}, so that
 * a sale does not pay for them. State: a POJO of POJOs, primitives and primitive arrays.
 */
public class SignalBucket {
  /**
   * Most signals accepted of one series in one period: enough for one every two minutes of a day,
   * few enough that the bucket stays in some kilobytes.
   */
  public static final int MAX_SIGNALS = 1000;

  public int version = 1;
  public int views;
  public int carts;
  public StockChanges stock = new StockChanges();

  /** Accepted signals of stock, those that {@link #stock} no longer keeps among them. */
  public int stockSignals;

  /** Accepted signals of all kinds. */
  public int signals;

  /** Whether a signal was added after the period's observation was issued. */
  public boolean dirty;

  /** Whether one of those tells of stock, which later periods start with. */
  public boolean stockDirty;

  /**
   * Signal ids as 64-bit fingerprints; the first {@link #signals} are in use. Among a thousand, two
   * are the same with a probability of 3e-14.
   */
  public long[] ids = new long[2];

  /** Whether a signal with this fingerprint is in the bucket. */
  public boolean contains(long id) {
    for (int i = 0; i < signals; i++) {
      if (ids[i] == id) {
        return true;
      }
    }
    return false;
  }

  /** A copy that shares nothing with this one. */
  public SignalBucket copy() {
    SignalBucket copy = new SignalBucket();
    copy.version = version;
    copy.views = views;
    copy.carts = carts;
    copy.stock = stock.copy();
    copy.stockSignals = stockSignals;
    copy.signals = signals;
    copy.dirty = dirty;
    copy.stockDirty = stockDirty;
    copy.ids = ids.clone();
    return copy;
  }

  /** Counts a signal with this fingerprint. */
  void remember(long id) {
    if (signals == ids.length) {
      ids = Arrays.copyOf(ids, 2 * ids.length);
    }
    ids[signals++] = id;
  }
}
