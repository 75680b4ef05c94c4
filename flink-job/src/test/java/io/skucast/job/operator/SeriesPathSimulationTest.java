package io.skucast.job.operator;

import static io.skucast.core.sale.SignalKind.STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.level.CellSums;
import io.skucast.core.sale.Entry;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import io.skucast.job.config.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/**
 * Drives both keyed operators with seeded sales and signals through shuffles inside the allowed
 * disorder, crashes and rescales, and compares the last revision of every observation with a model
 * that sums the sorted list, and every trend and forecast, to the last bit, with the pure step over
 * those sums in order. Sales come before their period closes, signals before it is sealed. A
 * failing seed is in the message.
 */
class SeriesPathSimulationTest {
  private static final int SEEDS = 240;
  private static final int MAX_PARALLELISM = 16;
  private static final int LATENESS_PERIODS = 2;
  private static final long HOUR = 3_600_000L;
  private static final long START = Instant.parse("2024-03-20T00:00:00Z").toEpochMilli();
  private static final long DISORDER = 6 * HOUR;
  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final Settings SETTINGS =
      Settings.of(Map.of("calendar.zone", ZONE.getId(), "forecast.every", "3"));
  private static final OutputTag<Forecast> FORECASTS =
      new OutputTag<>("forecasts", TypeInformation.of(Forecast.class));
  private static final OutputTag<Outlook> OUTLOOKS =
      new OutputTag<>("outlooks", TypeInformation.of(Outlook.class));
  private static final OutputTag<CellSums> SUMS =
      new OutputTag<>("sums", TypeInformation.of(CellSums.class));
  private static final OutputTag<Sale> LATE = new OutputTag<>("late", Types.POJO(Sale.class));
  private static final OutputTag<Rejection> REJECTED =
      new OutputTag<>("rejected", TypeInformation.of(Rejection.class));

  @Test
  void theAnswerIsTheSameThroughShufflesCrashesAndRescales() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Scenario scenario = new Scenario(seed);
      Outcome outcome = run(scenario, seed, correct());
      assertThat(outcome.observations).as("seed %d", seed).isEqualTo(scenario.expected());
      assertThat(outcome.results)
          .as("trends and forecasts of seed %d", seed)
          .isEqualTo(scenario.expectedResults());
      assertThat(outcome.lateIds).as("late ones of seed %d", seed).isEqualTo(scenario.lateIds);
      assertThat(outcome.timersLeft).as("timers after the end of seed %d", seed).isZero();
    }
  }

  @Test
  void aPlantedBugIsCaught() throws Exception {
    int caught = 0;
    for (int seed = 0; seed < 40; seed++) {
      Scenario scenario = new Scenario(seed);
      try {
        Outcome outcome = run(scenario, seed, ForgetsItsWatermark::new);
        if (!outcome.observations.equals(scenario.expected())
            || !outcome.results.equals(scenario.expectedResults())
            || !outcome.lateIds.equals(scenario.lateIds)) {
          caught++;
        }
      } catch (IllegalStateException e) {
        // The demand state refuses to reopen what is final: caught as well.
        assertThat(e).hasMessageContaining("is sealed");
        caught++;
      }
    }
    assertThat(caught).as("seeds that see an operator losing its watermark").isPositive();
  }

  private static IntFunction<DemandWindowOperator> correct() {
    return subtask ->
        new DemandWindowOperator(
            SeriesPathSimulationTest::calendars, LATENESS_PERIODS, LATE, REJECTED);
  }

  private static Calendars calendars() {
    return new Calendars(PeriodUnit.DAY, ZONE, Map.of());
  }

  /** The planted bug: what would happen if the watermark were not part of the checkpoint. */
  private static final class ForgetsItsWatermark extends DemandWindowOperator {
    ForgetsItsWatermark(int subtask) {
      super(SeriesPathSimulationTest::calendars, LATENESS_PERIODS, LATE, REJECTED);
    }

    @Override
    public void initializeState(org.apache.flink.runtime.state.StateInitializationContext context)
        throws Exception {
      super.initializeState(context);
      forgetWatermark();
    }
  }

  private record Outcome(
      TreeMap<String, String> observations,
      TreeMap<String, String> results,
      Set<String> lateIds,
      int timersLeft) {}

  /** Sales and signals in arrival order, with hopelessly late ones mixed in. */
  private static final class Scenario {
    private final List<Entry> arrivals = new ArrayList<>();
    private final List<Sale> inTime = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final TreeSet<String> lateIds = new TreeSet<>();
    private final long end;

    Scenario(int seed) {
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
      TreeMap<Long, Entry> byArrival = new TreeMap<>();
      for (Sale sale : inTime) {
        place(byArrival, delayed(sale.timeMillis(), DISORDER, random), Entry.of(sale));
        if (random.nextInt(8) == 0) { // a repeat of the same order line
          place(byArrival, delayed(sale.timeMillis(), DISORDER, random), Entry.of(sale));
        }
      }
      // Too late by any reading: a week behind everything that arrived before it.
      for (int i = 0; i < 4; i++) {
        long arrival = START + (9 + random.nextInt(days - 9)) * 24 * HOUR + random.nextInt(1000);
        long time = arrival - 8 * 24 * HOUR;
        String sku = "sku" + random.nextInt(series);
        if (byArrival.headMap(arrival).values().stream()
            .anyMatch(e -> e.sale() != null && e.sale().timeMillis() > arrival - 2 * 24 * HOUR)) {
          place(byArrival, arrival, Entry.of(sale("late" + i, sku, time, 1000)));
          lateIds.add("late" + i);
          if (seed % 2 == 0) {
            Signal late = new Signal("late" + i, sku, "all", time, SignalKind.STOCK, 1000);
            place(byArrival, arrival, Entry.of(late));
            lateIds.add("signal " + sku + "|all|stock|late" + i);
          }
        }
      }
      if (seed % 4 != 3) {
        addSignals(byArrival, days, series, random);
      }
      arrivals.addAll(byArrival.values());
      end = START + (days + 1) * 24 * HOUR;
    }

    /** Of one series more than sells: signals of a series without sales have no observations. */
    private void addSignals(TreeMap<Long, Entry> byArrival, int days, int series, Random random) {
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
        place(byArrival, delayed(time, mostDelay, random), Entry.of(signal));
        if (random.nextInt(8) == 0) {
          place(byArrival, delayed(time, mostDelay, random), Entry.of(signal));
        }
      }
    }

    private static long delayed(long time, long most, Random random) {
      return time + (long) (random.nextDouble() * most);
    }

    private static void place(TreeMap<Long, Entry> byArrival, long at, Entry entry) {
      long free = at;
      while (byArrival.containsKey(free)) {
        free++;
      }
      byArrival.put(free, entry);
    }

    /** What the pure step gives for the sums, in order, without any correction. */
    TreeMap<String, String> expectedResults() throws Exception {
      Results results = new Results();
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
      BusinessCalendar calendar = calendars().of("all");
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
      return calendars().of("all").index(signal.timeMillis());
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
  }

  private Outcome run(Scenario scenario, int seed, IntFunction<DemandWindowOperator> operators)
      throws Exception {
    Random random = new Random(seed * 31L + 7);
    boolean rocks = seed % 6 == 0;
    TreeMap<String, Observation> latest = new TreeMap<>();
    TreeSet<String> late = new TreeSet<>();
    Results results = new Results();
    Cluster cluster = new Cluster(1 + random.nextInt(3), rocks, operators);
    cluster.open(null, 0);
    long maxTime = Long.MIN_VALUE;
    int checkpointAt = 0;
    int checkpointParallelism = 0;
    long checkpointMaxTime = maxTime;
    Checkpoint checkpoint = null;
    int crashesLeft = 1 + random.nextInt(3);
    long quietUntil = Long.MIN_VALUE;
    int i = 0;
    while (i < scenario.arrivals.size()) {
      if (random.nextInt(15) == 0) {
        checkpoint = cluster.snapshot(i);
        checkpointParallelism = cluster.subtasks.size();
        checkpointAt = i;
        checkpointMaxTime = maxTime;
      }
      if (checkpoint != null && crashesLeft > 0 && random.nextInt(25) == 0) {
        crashesLeft--;
        cluster.collect(
            latest, late, results); // what was emitted before the crash is upserted again
        cluster.close();
        cluster = new Cluster(1 + random.nextInt(3), rocks, operators);
        cluster.open(checkpoint, checkpointParallelism);
        i = checkpointAt;
        maxTime = checkpointMaxTime;
        // After a restart the first watermark comes late, as from a source that starts anew.
        quietUntil = maxTime + random.nextInt(30) * HOUR;
        continue;
      }
      Entry entry = scenario.arrivals.get(i++);
      cluster.process(entry);
      // Sales alone move the clock.
      maxTime = entry.sale() == null ? maxTime : Math.max(maxTime, entry.sale().timeMillis());
      if (maxTime > quietUntil && random.nextInt(3) > 0) {
        cluster.watermark(maxTime - DISORDER - 1);
      }
    }
    cluster.watermark(scenario.end - 1);
    cluster.watermark(Long.MAX_VALUE);
    cluster.endInput();
    cluster.collect(latest, late, results);
    int timers = cluster.timers();
    cluster.close();
    TreeMap<String, String> answer = new TreeMap<>();
    latest.forEach((key, o) -> answer.put(key, text(o)));
    return new Outcome(answer, results.texts(), late, timers);
  }

  private static String text(Observation o) {
    return "%d in %d: %d views, %d carts, %d in stock, revision %d"
        .formatted(
            o.unitsMilli(), o.sales(), o.views(), o.carts(), o.inStockPermille(), o.revision());
  }

  /** The last revision of every trend and forecast. */
  private static final class Results implements DemandStep.Outlet {
    private record Result(long revision, String text) {}

    private final TreeMap<String, Result> byKey = new TreeMap<>();

    @Override
    public void trend(Trend t) {
      put("trend " + t.sku() + "/" + t.period(), t.revision(), t.toString());
    }

    @Override
    public void forecast(Forecast f) {
      put(
          "forecast " + f.sku() + "/" + f.origin() + "/" + f.forecaster(),
          f.revision(),
          Arrays.toString(f.mean()) + Arrays.deepToString(f.quantiles()));
    }

    @Override
    public void outlook(Outlook o) {
      String from = o.seriesKey() + "/" + o.origin();
      if (o.issued()) {
        put("quantiles " + from, o.revision(), Arrays.deepToString(o.quantiles()));
      }
      put(
          "outlook " + from,
          o.revision(),
          Arrays.toString(o.mean())
              + Arrays.deepToString(o.lagMeans())
              + Arrays.deepToString(o.lagQuantiles()));
      for (int i = 0; i < o.sealedMilli().length; i++) {
        put("sealed " + o.seriesKey() + "/" + (o.firstSealed() + i), 0, "" + o.sealedMilli()[i]);
      }
    }

    /** Sums have no revision: what becomes of them is seen where they are joined. */
    @Override
    public void share(
        String category, String location, int period, long units, double trust, double[] e) {}

    private void put(String key, long revision, String text) {
      byKey.merge(key, new Result(revision, text), (a, b) -> b.revision() >= a.revision() ? b : a);
    }

    TreeMap<String, String> texts() {
      TreeMap<String, String> texts = new TreeMap<>();
      byKey.forEach((key, result) -> texts.put(key, result.text()));
      return texts;
    }
  }

  private record Checkpoint(OperatorSubtaskState windows, OperatorSubtaskState demands) {}

  /** Subtasks of both operators, one after the other, keyed as a cluster would key them. */
  private static final class Cluster {
    private final List<KeyedOneInputStreamOperatorTestHarness<String, Entry, Observation>>
        subtasks = new ArrayList<>();
    private final List<KeyedOneInputStreamOperatorTestHarness<String, Observation, Trend>> demands =
        new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();

    Cluster(int parallelism, boolean rocks, IntFunction<DemandWindowOperator> operators)
        throws Exception {
      for (int i = 0; i < parallelism; i++) {
        var window =
            new KeyedOneInputStreamOperatorTestHarness<String, Entry, Observation>(
                operators.apply(i),
                Entry::seriesKey,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                i);
        window.setStateBackend(backend(rocks));
        subtasks.add(window);
        var demand =
            new KeyedOneInputStreamOperatorTestHarness<String, Observation, Trend>(
                new DemandStateOperator(SETTINGS, FORECASTS, OUTLOOKS, SUMS),
                Observation::seriesKey,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                i);
        demand.setStateBackend(backend(rocks));
        demands.add(demand);
      }
    }

    private static StateBackend backend(boolean rocks) {
      return rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend();
    }

    void open(Checkpoint checkpoint, int checkpointParallelism) throws Exception {
      for (int i = 0; i < subtasks.size(); i++) {
        open(
            subtasks.get(i),
            checkpoint == null ? null : checkpoint.windows(),
            checkpointParallelism,
            i);
        open(
            demands.get(i),
            checkpoint == null ? null : checkpoint.demands(),
            checkpointParallelism,
            i);
      }
    }

    private void open(
        AbstractStreamOperatorTestHarness<?> harness,
        OperatorSubtaskState state,
        int checkpointParallelism,
        int subtask)
        throws Exception {
      harness.setup();
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, checkpointParallelism, subtasks.size(), subtask));
      }
      harness.open();
    }

    Checkpoint snapshot(long id) throws Exception {
      return new Checkpoint(snapshot(id, subtasks), snapshot(id, demands));
    }

    private static OperatorSubtaskState snapshot(
        long id, List<? extends AbstractStreamOperatorTestHarness<?>> harnesses) throws Exception {
      List<OperatorSubtaskState> parts = new ArrayList<>();
      for (var harness : harnesses) {
        parts.add(harness.snapshot(id, id));
      }
      return AbstractStreamOperatorTestHarness.repackageState(
          parts.toArray(new OperatorSubtaskState[0]));
    }

    void process(Entry entry) throws Exception {
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              entry.seriesKey(), MAX_PARALLELISM, subtasks.size());
      subtasks.get(subtask).processElement(entry, 0);
    }

    void watermark(long millis) throws Exception {
      for (int i = 0; i < subtasks.size(); i++) {
        subtasks.get(i).processWatermark(millis);
        for (Observation observation : subtasks.get(i).extractOutputValues()) {
          observations.add(observation);
          demands.get(i).processElement(observation, 0);
        }
        subtasks.get(i).getOutput().clear();
      }
    }

    void endInput() throws Exception {
      for (var demand : demands) {
        demand.endInput();
      }
    }

    void collect(TreeMap<String, Observation> latest, Set<String> late, Results results) {
      for (Observation o : observations) {
        latest.merge(
            Series.ofKey(o.seriesKey()).sku() + "/" + o.period(),
            o,
            (a, b) -> b.revision() >= a.revision() ? b : a);
      }
      for (var harness : subtasks) {
        sideOutput(harness, LATE, sale -> late.add(sale.id()));
        sideOutput(harness, REJECTED, rejection -> late.add(rejection.source()));
      }
      for (var harness : demands) {
        harness.extractOutputValues().forEach(results::trend);
        sideOutput(harness, FORECASTS, results::forecast);
        sideOutput(harness, OUTLOOKS, results::outlook);
      }
    }

    private static <T> void sideOutput(
        AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag, Consumer<T> taker) {
      var records = harness.getSideOutput(tag);
      if (records != null) {
        records.forEach(r -> taker.accept(r.getValue()));
      }
    }

    int timers() {
      return subtasks.stream().mapToInt(h -> h.numEventTimeTimers()).sum();
    }

    void close() throws Exception {
      for (var harness : subtasks) {
        harness.close();
      }
      for (var harness : demands) {
        harness.close();
      }
    }
  }
}
