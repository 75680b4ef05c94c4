package io.skucast.core.demand;

import java.util.Arrays;

/**
 * How far one series has come: which periods it has issued observations for, and what is known of
 * its stock. State: a POJO of primitives and primitive arrays.
 */
public class SeriesClock {
  /** {@link #first} of a series of which only signals are known. */
  public static final int NOT_STARTED = Integer.MAX_VALUE;

  public int version = 2;

  /** First period with a sale. */
  public int first;

  /** Last period that an observation was issued for; {@code first - 1} before the first. */
  public int lastClosed;

  /** Every bucket of sales of a period up to this one has been removed. */
  public int lastSealed;

  /** Issued periods that have a bucket still: few, and most series have none on most days. */
  public int[] held = new int[0];

  /** Periods that have a bucket of signals, ascending; since version 2. */
  public int[] signalled = new int[0];

  /** Stock after all sealed periods, in thousandths; since version 2. */
  public long stockMilli = StockChanges.UNKNOWN;

  /** Accepted signals of stock in all sealed periods; since version 2. */
  public int stockSignals;

  /** The clock of a series without sales so far. */
  public static SeriesClock notStarted() {
    SeriesClock clock = new SeriesClock();
    clock.first = NOT_STARTED;
    clock.lastClosed = NOT_STARTED - 1;
    clock.lastSealed = NOT_STARTED - 1;
    return clock;
  }

  public boolean isStarted() {
    return first != NOT_STARTED;
  }

  /** Whether nothing is known any more that would have to be kept. */
  public boolean isEmpty() {
    return !isStarted() && signalled.length == 0 && stockMilli == StockChanges.UNKNOWN;
  }

  /** A copy that shares nothing with this one. */
  public SeriesClock copy() {
    SeriesClock copy = new SeriesClock();
    copy.version = version;
    copy.first = first;
    copy.lastClosed = lastClosed;
    copy.lastSealed = lastSealed;
    copy.held = held.clone();
    copy.signalled = signalled.clone();
    copy.stockMilli = stockMilli;
    copy.stockSignals = stockSignals;
    return copy;
  }

  void startAt(int period) {
    first = period;
    lastClosed = period - 1;
    lastSealed = period - 1;
  }

  void hold(int period) {
    for (int known : held) {
      if (known == period) {
        return;
      }
    }
    held = Arrays.copyOf(held, held.length + 1);
    held[held.length - 1] = period;
  }

  boolean hasSignals(int period) {
    return signalled.length > 0 && Arrays.binarySearch(signalled, period) >= 0;
  }

  void addSignals(int period) {
    int found = Arrays.binarySearch(signalled, period);
    if (found < 0) {
      int place = -found - 1;
      int[] larger = Arrays.copyOf(signalled, signalled.length + 1);
      System.arraycopy(signalled, place, larger, place + 1, signalled.length - place);
      larger[place] = period;
      signalled = larger;
    }
  }
}
