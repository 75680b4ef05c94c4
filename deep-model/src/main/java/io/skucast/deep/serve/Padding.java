package io.skucast.deep.serve;

/**
 * How many rows a tensor has: 64 times a power of two, whatever is in it. The kernels of linear
 * algebra and the vectorized element-wise ones handle the last rows of an odd number in another way
 * than the first; with whole blocks every row is handled alike, and few shapes are seen.
 */
final class Padding {
  /** Rows of the smallest tensor. */
  static final int ROWS = 64;

  /** Calendars of the smallest tensor. */
  static final int CALENDARS = 16;

  private Padding() {}

  /** The least of {@code block}, twice, four times ... the block that holds the count. */
  static int padded(int count, int block) {
    int padded = block;
    while (padded < count) {
      padded = Math.multiplyExact(padded, 2);
    }
    return padded;
  }
}
