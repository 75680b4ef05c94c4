package io.skucast.core.feature;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The histories of all series of a feed of sales, in the order of their keys. */
public final class DemandHistories {
  private final Calendars calendars;
  private final Map<String, DemandHistory> byKey = new TreeMap<>();
  private long sales;
  private long repeats;
  private int first = Integer.MAX_VALUE;
  private int last = Integer.MIN_VALUE;

  public DemandHistories(Calendars calendars) {
    this.calendars = calendars;
  }

  /** Adds a sale; they may come in any order. */
  public void add(Sale sale) {
    String key = sale.seriesKey();
    int period = calendars.of(sale.location()).index(sale.timeMillis());
    DemandHistory history =
        byKey.computeIfAbsent(key, k -> new DemandHistory(new Series(sale.sku(), sale.location())));
    sales++;
    repeats += history.add(sale, period) ? 0 : 1;
    first = Math.min(first, period);
    last = Math.max(last, period);
  }

  public Collection<DemandHistory> all() {
    return byKey.values();
  }

  /** Calendar of the series' location. */
  public BusinessCalendar calendar(DemandHistory history) {
    return calendars.of(history.series().location());
  }

  /** Sales added, repeats among them. */
  public long sales() {
    return sales;
  }

  /** Sales whose id their series and period had already: they count once. */
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

  /** Categories of the most series, at most the limit, in alphabetical order. */
  public List<String> categories(int limit) {
    return mostFrequent(DemandHistory::category, limit);
  }

  /** Locations of the most series, at most the limit, in alphabetical order. */
  public List<String> locations(int limit) {
    return mostFrequent(history -> history.series().location(), limit);
  }

  private List<String> mostFrequent(Function<DemandHistory, String> value, int limit) {
    Map<String, Long> counts =
        all().stream()
            .map(value)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())) // stable: equals by name
        .limit(limit)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
