package io.skucast.core.demand;

import java.util.Arrays;

/**
 * The levels of stock that one series was said to have in one period, in the order of their times;
 * they depend on what was said alone, not on the order in which it arrived. Of two levels said of
 * the same instant the lower one holds.
 *
 * <p>At most {@value #MAX} changes are kept. Where there are more, the last one of every slot is:
 * slots are 2^{@link #slotShift} milliseconds long, as short as lets that many do. A slot of a
 * longer kind is made of two of a shorter, and one that holds a change never loses all of them, so
 * that both the length reached and the changes kept are the same in every order. State: a POJO of
 * primitives and primitive arrays.
 */
public class StockChanges {
  /** The level of a series before the first that was said of it. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Answered where the level is not known in any part of a period. */
  public static final int NO_SHARE = -1;

  /** Most changes kept for one period. */
  public static final int MAX = 64;

  public int version = 1;

  /** Slots are {@code 2^slotShift} milliseconds long. */
  public int slotShift;

  /** Ascending, milliseconds since the epoch, no two in the same slot. */
  public long[] timeMillis = new long[0];

  /** Thousandths of a unit from that time on. */
  public long[] levelMilli = new long[0];

  /** A copy that shares nothing with this one. */
  public StockChanges copy() {
    StockChanges copy = new StockChanges();
    copy.version = version;
    copy.slotShift = slotShift;
    copy.timeMillis = timeMillis.clone();
    copy.levelMilli = levelMilli.clone();
    return copy;
  }

  /** The level after the last change, or the given one where there is none. */
  long closing(long openingMilli) {
    return levelMilli.length == 0 ? openingMilli : levelMilli[levelMilli.length - 1];
  }

  /**
   * Share of the period in which stock was above zero, in thousandths of the part for which it is
   * known; it is 0 and 1000 only where that is so of the whole part, and {@link #NO_SHARE} where
   * nothing is known.
   *
   * @param start first instant of the period
   * @param end first instant after it
   * @param openingMilli level at the start, or {@link #UNKNOWN}
   */
  int inStockPermille(long start, long end, long openingMilli) {
    long knownFrom = openingMilli != UNKNOWN ? start : timeMillis.length > 0 ? timeMillis[0] : end;
    if (knownFrom >= end) {
      return NO_SHARE;
    }
    long inStock = 0;
    long from = start;
    long level = openingMilli;
    for (int i = 0; i < timeMillis.length; i++) {
      inStock += level > 0 ? timeMillis[i] - from : 0;
      from = timeMillis[i];
      level = levelMilli[i];
    }
    inStock += level > 0 ? end - from : 0;
    int permille = (int) (inStock * 1000 / (end - knownFrom));
    return permille == 0 && inStock > 0 ? 1 : permille;
  }

  void add(long millis, long milli) {
    int place = 0;
    while (place < timeMillis.length && slot(timeMillis[place]) < slot(millis)) {
      place++;
    }
    if (place < timeMillis.length && slot(timeMillis[place]) == slot(millis)) {
      if (isAfter(millis, milli, place)) {
        timeMillis[place] = millis;
        levelMilli[place] = milli;
      }
      return;
    }
    timeMillis = withRoom(timeMillis, place);
    levelMilli = withRoom(levelMilli, place);
    timeMillis[place] = millis;
    levelMilli[place] = milli;
    while (timeMillis.length > MAX) {
      slotShift++;
      keepTheLastOfEverySlot();
    }
  }

  private boolean isAfter(long millis, long milli, int place) {
    return millis > timeMillis[place] || millis == timeMillis[place] && milli < levelMilli[place];
  }

  private long slot(long millis) {
    return millis >> slotShift;
  }

  private void keepTheLastOfEverySlot() {
    int kept = 0;
    for (int i = 0; i < timeMillis.length; i++) {
      if (i + 1 == timeMillis.length || slot(timeMillis[i + 1]) != slot(timeMillis[i])) {
        timeMillis[kept] = timeMillis[i];
        levelMilli[kept] = levelMilli[i];
        kept++;
      }
    }
    timeMillis = Arrays.copyOf(timeMillis, kept);
    levelMilli = Arrays.copyOf(levelMilli, kept);
  }

  private static long[] withRoom(long[] values, int place) {
    long[] larger = new long[values.length + 1];
    System.arraycopy(values, 0, larger, 0, place);
    System.arraycopy(values, place, larger, place + 1, values.length - place);
    return larger;
  }
}
