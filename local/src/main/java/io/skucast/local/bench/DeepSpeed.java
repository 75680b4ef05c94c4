package io.skucast.local.bench;

import java.util.Arrays;

/**
 * How fast a way of asking a deep model is.
 *
 * @param rowsPerSecond over the whole time that was measured
 * @param p50Millis time that half of the calls took at most; NaN where there are no calls to time
 * @param p99Millis time that 99 in 100 calls took at most
 */
record DeepSpeed(double rowsPerSecond, double p50Millis, double p99Millis) {
  /** One call of what is measured. */
  interface Call {
    void run() throws Exception;
  }

  /**
   * Calls it again and again.
   *
   * @param rows that each call forecasts
   * @param seconds that are measured, after a fifth of that to warm up
   */
  static DeepSpeed of(Call call, int rows, double seconds) throws Exception {
    long warm = System.nanoTime() + (long) (0.2e9 * seconds);
    while (System.nanoTime() < warm) {
      call.run();
    }
    long[] nanos = new long[1024];
    int calls = 0;
    long began = System.nanoTime();
    long end = began + (long) (1e9 * seconds);
    long last = began;
    while (last < end) {
      call.run();
      long now = System.nanoTime();
      if (calls == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * calls);
      }
      nanos[calls++] = now - last;
      last = now;
    }
    return of(Arrays.copyOf(nanos, calls), (double) rows * calls, last - began);
  }

  /** Of calls that were timed elsewhere. */
  static DeepSpeed of(long[] callNanos, double rows, long nanos) {
    long[] sorted = callNanos.clone();
    Arrays.sort(sorted);
    return new DeepSpeed(1e9 * rows / nanos, percentile(sorted, 0.5), percentile(sorted, 0.99));
  }

  private static double percentile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int at = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, at)] / 1e6;
  }
}
