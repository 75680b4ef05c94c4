package io.skucast.local.bench;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import java.io.Serializable;

/**
 * Sales made in memory: event i is a function of i, so both jobs get the same.
 *
 * @param events in all
 * @param series sold every day, each equally often
 * @param perPeriod events per series and day
 * @param readers subtasks of the source: each reads a range of numbers, and all ranges run through
 *     the same days, so that no reader is days ahead of another
 */
record BenchInput(long events, int series, int perPeriod, int readers) implements Serializable {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long START_MILLIS = 1_704_067_200_000L;

  /** Coprime to every number of series used here: neighbours in time are different series. */
  private static final long STRIDE = 7919;

  BenchInput {
    if (series % STRIDE == 0) {
      throw new IllegalArgumentException("the number of series is a multiple of " + STRIDE);
    }
  }

  Incoming event(long number) {
    long range = (events + readers - 1) / readers;
    long i = number % range * readers + number / range;
    long aDay = (long) series * perPeriod;
    long ofDay = i % aDay;
    int which = (int) (ofDay * STRIDE % series);
    long time = START_MILLIS + i / aDay * DAY_MILLIS + ofDay * DAY_MILLIS / aDay;
    return Incoming.accepted(
        new Sale(
            Long.toString(i),
            "sku-" + which,
            "all",
            time,
            1000L * (1 + (i * 31 + which) % 5),
            2500,
            false,
            ""));
  }
}
