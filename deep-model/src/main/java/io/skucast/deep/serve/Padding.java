package io.skucast.deep.serve;

/**
 * How many rows a tensor has: 256 times a power of two, whatever is in it, so that a row's forecast
 * has the same bits alone and in any batch. Kernels of linear algebra and vectorized element-wise
 * ones handle the last rows of an odd number in another way than the first; in whole blocks every
 * row is handled alike, and few shapes are seen.
 *
 * <p>What was found, with a network of random weights and batches of 3 to 1,024 rows on a processor
 * with AVX-512: on one thread of an operation no bit differs from blocks of 8 on, with and without
 * oneDNN (TF_ENABLE_ONEDNN_OPTS); with blocks of 4 most rows differ, by up to 2e-5. On two threads
 * that holds with oneDNN; without it small batches differ from large ones up to blocks of 64, since
 * Eigen then splits sums among threads. Hence {@link SessionConfig#ONE_THREAD}. On a processor with
 * AVX2 alone, where oneDNN leaves the work to Eigen, one row of every full batch of 128 had other
 * bits than alone in blocks of 64; in blocks of 256 no row of 400 batches of up to 1,000 had.
 */
final class Padding {
  /** Rows of the smallest tensor. */
  static final int ROWS = 256;

  /**
   * Calendars of the smallest tensor. On a processor with AVX2 and no AVX-512, where oneDNN leaves
   * the work to Eigen, a few in a hundred batches of 43 rows had a row of other bits in tensors of
   * 64 calendars than in those of 16 or 32; from 64 on there was none, up to 512.
   */
  static final int CALENDARS = 64;

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
