package io.skucast.core.demand;

import java.util.Arrays;

/**
 * How far one series has come: which periods it has issued observations for. State: a POJO of
 * primitives and a primitive array.
 */
public class SeriesClock {
  public int version = 1;

  /** First period with a sale. */
  public int first;

  /** Last period that an observation was issued for; {@code first - 1} before the first. */
  public int lastClosed;

  /** Every bucket of a period up to this one has been removed. */
  public int lastSealed;

  /** Issued periods that have a bucket still: few, and most series have none on most days. */
  public int[] held = new int[0];

  void hold(int period) {
    for (int known : held) {
      if (known == period) {
        return;
      }
    }
    held = Arrays.copyOf(held, held.length + 1);
    held[held.length - 1] = period;
  }

  /** A copy that shares nothing with this one. */
  public SeriesClock copy() {
    SeriesClock copy = new SeriesClock();
    copy.version = version;
    copy.first = first;
    copy.lastClosed = lastClosed;
    copy.lastSealed = lastSealed;
    copy.held = held.clone();
    return copy;
  }
}
