package io.skucast.core.score;

import java.util.Arrays;

/**
 * Where on a page a forecast is. All lags of a page are multiples of one step, so the forecasts of
 * one target, and those from one origin, lie on the page of the same remainder: one page is read to
 * score a target, one is read and written to remember an origin.
 *
 * <p>A lag has as many slots as targets of one page can wait at a time: from the one that is scored
 * next, {@code lateness} periods before the newest origin, to the one {@code lag} after it. Slots
 * carry no label. That a slot holds the target asked for, and not the one that had it a round
 * earlier, follows from the newest origin: every slot that an origin was skipped for is emptied
 * when the page moves on.
 */
final class PageLayout {
  private final int[] lags;
  private final int step;
  private final int width;

  /** Slots of each lag. */
  private final int[] slots;

  /** First value of each lag's slots. */
  private final int[] first;

  private final int length;

  /**
   * @param lags none, or ascending
   * @param lateness periods by which scoring lags behind the newest origin
   * @param width values in a slot
   */
  PageLayout(int[] lags, int lateness, int width) {
    this.lags = lags;
    this.width = width;
    this.step = Math.max(1, Arrays.stream(lags).reduce(0, PageLayout::divisor));
    this.slots = new int[lags.length];
    this.first = new int[lags.length];
    int at = 0;
    for (int i = 0; i < lags.length; i++) {
      slots[i] = (lags[i] + lateness + step - 1) / step;
      first[i] = at;
      at += slots[i] * width;
    }
    this.length = at;
  }

  private static int divisor(int a, int b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  /** Greatest common divisor of the lags; there are as many pages. */
  int step() {
    return step;
  }

  /** The page of an origin or a target. */
  int page(int period) {
    return Math.floorMod(period, step);
  }

  LedgerPage empty() {
    return new LedgerPage(length);
  }

  /**
   * Place of the values of a target at a lag, or -1 where the page cannot hold them.
   *
   * @param page or null
   */
  int find(LedgerPage page, int lagIndex, int target) {
    if (page == null || page.newestOrigin == LedgerPage.NONE) {
      return -1;
    }
    long ahead = (long) page.newestOrigin + lags[lagIndex] - target;
    return ahead >= 0 && ahead < (long) slots[lagIndex] * step ? place(lagIndex, target) : -1;
  }

  private int place(int lagIndex, int target) {
    int slot = Math.floorMod(Math.floorDiv(target, step), slots[lagIndex]);
    return first[lagIndex] + slot * width;
  }

  /**
   * Makes the origin the newest where it is newer, and empties what was skipped.
   *
   * @param scoredThrough last period scored
   * @throws IllegalStateException if a forecast would be lost that is not scored yet
   */
  void advance(LedgerPage page, int origin, int scoredThrough) {
    if (origin <= page.newestOrigin) {
      return;
    }
    for (int i = 0; i < lags.length; i++) {
      long round = (long) slots[i] * step;
      long from = Math.max((long) page.newestOrigin + step, origin - round + step);
      for (long skipped = from; skipped <= origin; skipped += step) {
        int at = place(i, (int) skipped + lags[i]);
        requireScored(page, at, skipped + lags[i] - round, origin, scoredThrough);
        Arrays.fill(page.slots, at, at + width, Float.NaN);
      }
    }
    page.newestOrigin = origin;
  }

  private void requireScored(LedgerPage page, int at, long target, int origin, int scoredThrough) {
    if (target <= scoredThrough || page.newestOrigin == LedgerPage.NONE) {
      return;
    }
    for (int i = at; i < at + width; i++) {
      if (!Float.isNaN(page.slots[i])) {
        throw new IllegalStateException(
            "period " + target + " has to be scored before origin " + origin + " is remembered");
      }
    }
  }
}
