package io.skucast.core.deep;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.demand.Fingerprint;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The pasts of all series of a feed of sales. */
public final class DeepHistories {
  private final Calendars calendars;
  private final NavigableMap<String, DeepHistory> byKey = new TreeMap<>();
  private final SeenSales seen = new SeenSales();
  private long sales;
  private long repeats;
  private int first = Integer.MAX_VALUE;
  private int last = Integer.MIN_VALUE;

  public DeepHistories(Calendars calendars) {
    this.calendars = calendars;
  }

  /**
   * Adds a sale; they may come in any order. A sale whose id its series and period have already is
   * a repeat, as it is to the job, and counts once.
   */
  public void add(Sale sale) {
    String key = sale.seriesKey();
    int period = calendars.of(sale.location()).index(sale.timeMillis());
    sales++;
    if (!seen.add(print(key, sale.id(), period))) {
      repeats++;
      return;
    }
    byKey
        .computeIfAbsent(key, k -> new DeepHistory(new Series(sale.sku(), sale.location())))
        .add(sale, period);
    first = Math.min(first, period);
    last = Math.max(last, period);
  }

  private static long print(String key, String id, int period) {
    Fingerprint series = Fingerprint.of(key);
    return Fingerprint.of(id).high()
        ^ Long.rotateLeft(series.high() + period * 0x9E3779B97F4A7C15L, 17);
  }

  /** Series that sales were added of. */
  public int size() {
    return byKey.size();
  }

  /** Sales added, repeats among them. */
  public long sales() {
    return sales;
  }

  public long repeats() {
    return repeats;
  }

  /** Period of the first sale of all; only where there is one. */
  public int first() {
    return first;
  }

  /** Period of the last sale of all; only where there is one. */
  public int last() {
    return last;
  }

  /** The pasts in the order of their series' keys. */
  public List<DeepHistory> all() {
    return Collections.unmodifiableList(new ArrayList<>(byKey.values()));
  }

  /**
   * Takes the pasts out, one by one in the order of their series' keys, as what they are made into,
   * so that never all of both are held. Afterwards nothing is left here.
   */
  public <T> List<T> drain(Function<DeepHistory, T> into) {
    seen.clear();
    List<T> made = new ArrayList<>(byKey.size());
    while (!byKey.isEmpty()) {
      made.add(into.apply(byKey.pollFirstEntry().getValue()));
    }
    return made;
  }
}
