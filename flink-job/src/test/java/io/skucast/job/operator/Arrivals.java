package io.skucast.job.operator;

import io.skucast.core.sale.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/** Entries by the instant at which they arrive. */
final class Arrivals {
  private final TreeMap<Long, Entry> byArrival = new TreeMap<>();
  private final Random random;

  Arrivals(Random random) {
    this.random = random;
  }

  /** Within {@code most} milliseconds after {@code time}; one in eight arrives a second time. */
  void delayed(Entry entry, long time, long most) {
    at(delayed(time, most), entry);
    if (random.nextInt(8) == 0) {
      at(delayed(time, most), entry);
    }
  }

  private long delayed(long time, long most) {
    return time + (long) (random.nextDouble() * most);
  }

  /** At an instant, or the first free one after it. */
  void at(long instant, Entry entry) {
    long free = instant;
    while (byArrival.containsKey(free)) {
      free++;
    }
    byArrival.put(free, entry);
  }

  List<Entry> before(long instant) {
    return List.copyOf(byArrival.headMap(instant).values());
  }

  List<Entry> inOrder() {
    return new ArrayList<>(byArrival.values());
  }
}
