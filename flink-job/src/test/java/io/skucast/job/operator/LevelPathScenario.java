package io.skucast.job.operator;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import io.skucast.job.config.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Sales of SKUs of three categories, and of some without, at two locations, with corrections as far
 * as the lateness allows them. Lateness, zones, origins and the end differ from seed to seed.
 */
final class LevelPathScenario {
  private static final long HOUR = 3_600_000L;
  static final long DISORDER = 6 * HOUR;

  /** Clocks change in it. */
  private static final long START = Instant.parse("2024-03-20T00:00:00Z").toEpochMilli();

  private static final List<String> LOCATIONS = List.of("north", "south");

  /** Before a day and after it, by SKU: some are named late, some move, one is never named. */
  private static final List<List<String>> CATEGORIES =
      List.of(
          List.of("", ""),
          List.of("toys", "toys"),
          List.of("", "food"),
          List.of("books", "toys"),
          List.of("food", "food"));

  private static final long RENAMING = START + 6 * 24 * HOUR;

  /** One named day, which moves nothing: it is enough that every subtask knows of it. */
  static final EventCalendar EVENTS =
      new EventCalendar.Builder().event(LocalDate.of(2024, 5, 1), "fair").build();

  /** Series teach from their fourth week on: from here on there is something to learn. */
  private static final int LONG_DAYS = 56;

  final int lateness;
  final Settings settings;

  /** Whether all periods that began have ended everywhere by the last watermark. */
  final boolean endsTogether;

  final long lastWatermark;
  final List<Entry> arrivals;

  LevelPathScenario(int seed) {
    Random random = new Random(seed);
    lateness = List.of(2, 2, 0, 1).get(seed % 4);
    boolean oneZone = seed / 4 % 3 > 0;
    boolean isLong = seed % 3 == 0;
    settings = settings(oneZone, random.nextInt(2) == 0 ? 1 : 3, seed / 3 % 2 == 0 ? 3 : 7);
    int days = isLong ? LONG_DAYS : 10 + random.nextInt(10);
    int skus = 2 + random.nextInt(4);
    Arrivals byArrival = new Arrivals(random);
    // Never beyond the end of the lateness, and days have 23 hours at least.
    long mostDelay = DISORDER + lateness * 23 * HOUR;
    int sales = isLong ? 350 : 30 + random.nextInt(100);
    long latest = START;
    for (int i = 0; i < sales; i++) {
      Sale sale = sale("s" + i, random, skus, days);
      latest = Math.max(latest, sale.timeMillis());
      byArrival.delayed(Entry.of(sale), sale.timeMillis(), correction(random, mostDelay));
    }
    for (int i = random.nextInt(60); i >= 0; i--) {
      Signal signal = signal("i" + i, random, skus, days);
      byArrival.delayed(Entry.of(signal), signal.timeMillis(), correction(random, mostDelay));
    }
    arrivals = byArrival.inOrder();
    boolean sealsLast = random.nextInt(2) == 0;
    lastWatermark = sealsLast ? START + (days + 1) * 24 * HOUR - 1 : latest - DISORDER - 1;
    endsTogether = oneZone && sealsLast;
  }

  private Settings settings(boolean oneZone, int every, int retrainEvery) {
    Map<String, String> options = new HashMap<>();
    options.put("time.lateness-periods", "" + lateness);
    options.put("forecast.every", "" + every);
    options.put("forecast.horizons", "9");
    options.put("forecast.publish", "combined,combined-unreconciled,linear,smoothers");
    options.put("accuracy.lags", "1,3,7");
    options.put("calendar.zone", "Europe/London");
    options.put("calendar.columns", "fair");
    options.put("linear.retrain-every", "" + retrainEvery);
    options.put("linear.teach-every", "2");
    options.put("linear.least-samples", "20");
    options.put("linear.held-out-blocks", "1");
    options.put("linear.largest-condition", "1.0E15");
    options.put("linear.tolerance", "3");
    options.put("linear.by-category", "toys:transform=log");
    if (!oneZone) {
      options.put("calendar.zones", "north:Asia/Tokyo,south:America/Los_Angeles");
    }
    return Settings.of(options);
  }

  private static long correction(Random random, long most) {
    return random.nextInt(3) == 0 ? most : DISORDER;
  }

  private static Sale sale(String id, Random random, int skus, int days) {
    int sku = random.nextInt(skus);
    long time = START + (long) (random.nextDouble() * days * 24 * HOUR);
    // After a month demand moves, so that there is something to alarm of.
    long shift = time > START + 35 * 24 * HOUR ? 12 : 1;
    long quantity = random.nextInt(10) == 0 ? -1000 : 1000 * (1 + random.nextInt(5)) * shift;
    return new Sale(
        id, "sku" + sku, location(random), time, quantity, 1500, false, category(sku, time));
  }

  private static Signal signal(String id, Random random, int skus, int days) {
    SignalKind kind = SignalKind.values()[random.nextInt(3)];
    long time = START + random.nextInt(days * 24) * HOUR;
    int quantity = kind == SignalKind.STOCK ? random.nextInt(4) - 1 : 1 + random.nextInt(9);
    String sku = "sku" + random.nextInt(skus);
    return new Signal(id, sku, location(random), time, kind, 1000L * quantity);
  }

  private static String location(Random random) {
    return LOCATIONS.get(random.nextInt(LOCATIONS.size()));
  }

  private static String category(int sku, long time) {
    return CATEGORIES.get(sku % CATEGORIES.size()).get(time < RENAMING ? 0 : 1);
  }

  /** As of a period: that of the last sale up to it that names one, empty where none does. */
  String categoryOf(String sku, String location, int period) {
    long end = settings.calendars().of(location).end(period);
    return arrivals.stream()
        .map(Entry::sale)
        .filter(s -> s != null && s.sku().equals(sku) && s.location().equals(location))
        .filter(s -> s.timeMillis() < end && !s.category().isEmpty())
        .max(Comparator.comparingLong(Sale::timeMillis))
        .map(Sale::category)
        .orElse("");
  }

  /** The same entries in the order of their own time. */
  List<Entry> inTimeOrder() {
    List<Entry> ordered = new ArrayList<>(arrivals);
    ordered.sort(Comparator.comparingLong(LevelPathScenario::timeOf));
    return ordered;
  }

  private static long timeOf(Entry entry) {
    return entry.sale() != null ? entry.sale().timeMillis() : entry.signal().timeMillis();
  }
}
