package io.skucast.job.operator;

import static io.skucast.core.sale.SignalKind.STOCK;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.demand.Observation;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import io.skucast.job.config.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Sales and signals in arrival order, with hopelessly late ones mixed in. */
final class SeriesPathScenario {
  static final long HOUR = 3_600_000L;
  static final long DISORDER = 6 * HOUR;
  private static final int LATENESS_PERIODS = 2;
  private static final long START = Instant.parse("2024-03-20T00:00:00Z").toEpochMilli();
  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  static final Settings SETTINGS =
      Settings.of(
          Map.of(
              "calendar.zone",
              ZONE.getId(),
              "forecast.every",
              "3",
              "time.lateness-periods",
              "" + LATENESS_PERIODS));

  private final List<Sale> inTime = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  final List<Entry> arrivals;
  final TreeSet<String> lateIds = new TreeSet<>();
  final long end;

  SeriesPathScenario(int seed) {
    Random random = new Random(seed);
    int sales = 30 + random.nextInt(120);
    int days = 12 + random.nextInt(10);
    int series = 1 + random.nextInt(5);
    for (int i = 0; i < sales; i++) {
      long time = START + (long) (random.nextDouble() * days * 24 * HOUR);
      int quantity = random.nextInt(10) == 0 ? -1000 : 1000 * (1 + random.nextInt(5));
      inTime.add(sale("s" + i, "sku" + random.nextInt(series), time, quantity));
    }
    // Disorder: arrival is time plus a delay inside the bound.
    Arrivals byArrival = new Arrivals(random);
    for (Sale sale : inTime) {
      byArrival.delayed(Entry.of(sale), sale.timeMillis(), DISORDER);
    }
    // Too late by any reading: a week behind everything that arrived before it.
    for (int i = 0; i < 4; i++) {
      long arrival = START + (9 + random.nextInt(days - 9)) * 24 * HOUR + random.nextInt(1000);
      long time = arrival - 8 * 24 * HOUR;
      String sku = "sku" + random.nextInt(series);
      if (byArrival.before(arrival).stream()
          .anyMatch(e -> e.sale() != null && e.sale().timeMillis() > arrival - 2 * 24 * HOUR)) {
        byArrival.at(arrival, Entry.of(sale("late" + i, sku, time, 1000)));
        lateIds.add("late" + i);
        if (seed % 2 == 0) {
          Signal late = new Signal("late" + i, sku, "all", time, SignalKind.STOCK, 1000);
          byArrival.at(arrival, Entry.of(late));
          lateIds.add("signal " + sku + "|all|stock|late" + i);
        }
      }
    }
    if (seed % 4 != 3) {
      addSignals(byArrival, days, series, random);
    }
    arrivals = byArrival.inOrder();
    end = START + (days + 1) * 24 * HOUR;
  }

  /** Of one series more than sells: signals of a series without sales have no observations. */
  private void addSignals(Arrivals byArrival, int days, int series, Random random) {
    // A period is sealed two days after its end: so late, a signal is a correction, never late.
    long mostDelay = DISORDER + 36 * HOUR;
    for (int i = random.nextInt(150); i >= 0; i--) {
      SignalKind kind = SignalKind.values()[random.nextInt(3)];
      // Whole hours, so that several are of the same instant.
      long time = START + random.nextInt(days * 24) * HOUR;
      int quantity = kind == SignalKind.STOCK ? random.nextInt(4) - 1 : 1 + random.nextInt(9);
      String sku = "sku" + random.nextInt(series + 1);
      Signal signal = new Signal("i" + i, sku, "all", time, kind, 1000L * quantity);
      signals.add(signal);
      byArrival.delayed(Entry.of(signal), time, mostDelay);
    }
  }

  /** What the pure step gives for the sums, in order, without any correction. */
  TreeMap<String, String> expectedResults() throws Exception {
    LatestResults results = new LatestResults();
    DemandStep step = SETTINGS.demandStep();
    for (String sku : sold()) {
      SeriesDemand demand = step.start();
      Map<Integer, long[]> history = new HashMap<>();
      for (Observation observation : model(sku)) {
        step.observe(demand, segments(history), observation, results);
      }
      step.finish(new Series(sku, "all"), demand, results);
    }
    return results.texts();
  }

  private static UnitsHistory.Segments segments(Map<Integer, long[]> history) {
    return new UnitsHistory.Segments() {
      @Override
      public long[] get(int segment) {
        return history.get(segment);
      }

      @Override
      public void put(int segment, long[] units) {
        history.put(segment, units);
      }

      @Override
      public void remove(int segment) {
        history.remove(segment);
      }
    };
  }

  TreeMap<String, String> expected() {
    TreeMap<String, String> expected = new TreeMap<>();
    for (String sku : sold()) {
      model(sku).forEach(o -> expected.put(sku + "/" + o.period(), text(o)));
    }
    return expected;
  }

  private TreeSet<String> sold() {
    TreeSet<String> skus = new TreeSet<>();
    inTime.forEach(sale -> skus.add(sale.sku()));
    return skus;
  }

  /** The model: sums by day, with zeros, from the series' first day with a sale to the end. */
  private List<Observation> model(String sku) {
    BusinessCalendar calendar = SETTINGS.calendars().of("all");
    List<Sale> sales = inTime.stream().filter(s -> s.sku().equals(sku)).toList();
    List<Signal> known = signals.stream().filter(s -> s.sku().equals(sku)).toList();
    int first = sales.stream().mapToInt(s -> calendar.index(s.timeMillis())).min().orElseThrow();
    List<Observation> model = new ArrayList<>();
    for (int day = first; day <= calendar.lastEndedBy(end); day++) {
      int today = day;
      List<Sale> sold =
          sales.stream().filter(s -> calendar.index(s.timeMillis()) == today).toList();
      int counts = count(known, s -> s.kind() != STOCK && day(s) == today);
      int stocks = count(known, s -> s.kind() == STOCK && day(s) <= today);
      model.add(
          new Observation(
              Series.key(sku, "all"),
              day,
              sold.stream().mapToLong(Sale::quantityMilli).sum(),
              0,
              sold.stream().mapToLong(Sale::revenueMilli).sum(),
              0,
              sold.size() + counts + stocks,
              day - LATENESS_PERIODS + 1,
              sum(known, SignalKind.VIEW, day),
              sum(known, SignalKind.CART, day),
              inStock(known, calendar.start(day), calendar.end(day)),
              counts + stocks,
              ""));
    }
    return model;
  }

  private static int day(Signal signal) {
    return SETTINGS.calendars().of("all").index(signal.timeMillis());
  }

  private static int count(List<Signal> signals, Predicate<Signal> which) {
    return (int) signals.stream().filter(which).count();
  }

  private static int sum(List<Signal> signals, SignalKind kind, int day) {
    return signals.stream()
        .filter(s -> s.kind() == kind && day(s) == day)
        .mapToInt(s -> (int) (s.quantityMilli() / 1000))
        .sum();
  }

  /** Every span between one level and the next, as far as it lies in the day. */
  private static int inStock(List<Signal> signals, long start, long end) {
    List<Signal> levels =
        signals.stream()
            .filter(s -> s.kind() == STOCK && s.timeMillis() < end)
            .sorted(
                Comparator.comparingLong(Signal::timeMillis)
                    .thenComparing(Comparator.comparingLong(Signal::quantityMilli).reversed()))
            .toList();
    long known = 0;
    long there = 0;
    for (int i = 0; i < levels.size(); i++) {
      long from = Math.max(start, levels.get(i).timeMillis());
      long to = i + 1 < levels.size() ? levels.get(i + 1).timeMillis() : end;
      long span = Math.max(0, to - from);
      known += span;
      there += levels.get(i).quantityMilli() > 0 ? span : 0;
    }
    return known == 0 ? -1 : (int) (there * 1000 / known);
  }

  private static Sale sale(String id, String sku, long time, long quantityMilli) {
    return new Sale(id, sku, "all", time, quantityMilli, 1500, false, "");
  }

  static String text(Observation o) {
    return "%d in %d: %d views, %d carts, %d in stock, revision %d"
        .formatted(
            o.unitsMilli(), o.sales(), o.views(), o.carts(), o.inStockPermille(), o.revision());
  }
}
