package io.skucast.local.bench;

import io.skucast.core.sale.Incoming;
import io.skucast.savepoints.bootstrap.History;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Sales made in memory, one a series and day.
 *
 * @param firstDay of those told, counted from 0
 * @param days told
 */
record BenchHistory(int series, int firstDay, int days) implements History {
  @Override
  public Iterator<Incoming> open() {
    long end = (long) series * (firstDay + days);
    BenchInput input = new BenchInput(end, series, 1, 1);
    return new Iterator<>() {
      private long next = (long) series * firstDay;

      @Override
      public boolean hasNext() {
        return next < end;
      }

      @Override
      public Incoming next() {
        if (!hasNext()) {
          throw new NoSuchElementException("all " + end + " sales have been told");
        }
        return input.event(next++);
      }
    };
  }
}
