package io.skucast.core.deep;

/**
 * Prints of the sales that were seen, in 16 bytes or less each: M5 has tens of millions. Two sales
 * of n are taken for one with a probability of about n² / 2^65.
 */
final class SeenSales {
  private static final int LEAST_ROOM = 1024;

  /** Open addressing; 0 stands for nothing. */
  private long[] prints = new long[LEAST_ROOM];

  private int size;

  /** Adds a print, evenly spread; false where it is there already. */
  boolean add(long print) {
    long kept = print == 0 ? 1 : print;
    int place = placeOf(kept, prints);
    if (prints[place] == kept) {
      return false;
    }
    prints[place] = kept;
    if (++size > prints.length / 4 * 3) {
      grow();
    }
    return true;
  }

  private static int placeOf(long print, long[] in) {
    int mask = in.length - 1;
    int place = (int) print & mask;
    while (in[place] != 0 && in[place] != print) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    long[] larger = new long[Math.multiplyExact(2, prints.length)];
    for (long print : prints) {
      if (print != 0) {
        larger[placeOf(print, larger)] = print;
      }
    }
    prints = larger;
  }

  void clear() {
    prints = new long[LEAST_ROOM];
    size = 0;
  }
}
