package io.skucast.job.io.elasticsearch;

import java.io.Serializable;

/**
 * How long to wait before a retry: the first delay, doubled each time, up to the longest.
 *
 * @param firstMillis the first delay, in milliseconds
 * @param longestMillis the longest delay, in milliseconds
 */
public record RetryDelay(long firstMillis, long longestMillis) implements Serializable {

  /** A fifth of a second at first, half a minute at most. */
  public static final RetryDelay USUAL = new RetryDelay(200, 30_000);

  /** Checks that the delays are positive and in order. */
  public RetryDelay {
    if (firstMillis < 1 || longestMillis < firstMillis) {
      throw new IllegalArgumentException("delays between retries are positive and in order");
    }
  }

  /** The delay after this many failures before the present one. */
  long afterFailures(int failures) {
    long delay = firstMillis;
    for (int i = 0; i < failures && delay < longestMillis; i++) {
      delay = Math.min(longestMillis, delay * 2);
    }
    return delay;
  }
}
