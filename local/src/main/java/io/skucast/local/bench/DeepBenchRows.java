package io.skucast.local.bench;

import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepWindow;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Rows of made-up series of two years, the same on every run, and their codes. */
record DeepBenchRows(DeepLayout layout, int origin, float[][] rows, int[][] codes) {
  private static final int DAYS = 730;

  /**
   * @param origin that all rows are from
   * @param skus that the model has codes for
   */
  static DeepBenchRows of(DeepLayout layout, int origin, int series, int skus) {
    SplittableRandom random = new SplittableRandom(11);
    float[][] rows = new float[series][layout.rowSize()];
    int[][] codes = new int[series][];
    for (int s = 0; s < series; s++) {
      DeepWindow window = new DeepWindow(layout, 7);
      int mean = 1 + random.nextInt(20);
      for (int period = origin - DAYS + 1; period <= origin; period++) {
        int units = random.nextInt(2 * mean + 1);
        boolean promoted = random.nextInt(10) == 0;
        long revenueMilli = 1000L * units * (promoted ? 2 : 3);
        window.put(period, 1000L * units, revenueMilli, units, promoted ? units : 0, 1000);
      }
      layout.fill(window, origin, rows[s], 0);
      codes[s] = new int[] {1 + s % skus, 1, 1};
    }
    return new DeepBenchRows(layout, origin, rows, codes);
  }

  /** The first ones of them. */
  DeepBenchRows first(int count) {
    return new DeepBenchRows(
        layout, origin, Arrays.copyOf(rows, count), Arrays.copyOf(codes, count));
  }
}
