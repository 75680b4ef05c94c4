package io.skucast.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Sale;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/**
 * Drives the operator with seeded sales through shuffles inside the allowed disorder, crashes and
 * rescales, and compares the last revision of every observation with a model that sums the sorted
 * list. A failing seed is in the message.
 */
class DemandWindowSimulationTest {
  private static final int SEEDS = 240;
  private static final int MAX_PARALLELISM = 16;
  private static final int LATENESS_PERIODS = 2;
  private static final long HOUR = 3_600_000L;
  private static final long START = Instant.parse("2024-03-20T00:00:00Z").toEpochMilli();
  private static final long DISORDER = 6 * HOUR;
  private static final ZoneId ZONE = ZoneId.of("Europe/London");
  private static final OutputTag<Sale> LATE = new OutputTag<>("late", Types.POJO(Sale.class));

  @Test
  void theAnswerIsTheSameThroughShufflesCrashesAndRescales() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      Scenario scenario = new Scenario(seed);
      Outcome outcome = run(scenario, seed, correct());
      assertThat(outcome.observations).as("seed %d", seed).isEqualTo(scenario.expected());
      assertThat(outcome.lateIds).as("late sales of seed %d", seed).isEqualTo(scenario.lateIds);
      assertThat(outcome.timersLeft).as("timers after the end of seed %d", seed).isZero();
    }
  }

  @Test
  void aPlantedBugIsCaught() throws Exception {
    int caught = 0;
    for (int seed = 0; seed < 40; seed++) {
      Scenario scenario = new Scenario(seed);
      Outcome outcome = run(scenario, seed, ForgetsItsWatermark::new);
      if (!outcome.observations.equals(scenario.expected())
          || !outcome.lateIds.equals(scenario.lateIds)) {
        caught++;
      }
    }
    assertThat(caught).as("seeds that see an operator losing its watermark").isPositive();
  }

  private static IntFunction<DemandWindowOperator> correct() {
    return subtask ->
        new DemandWindowOperator(DemandWindowSimulationTest::calendars, LATENESS_PERIODS, LATE);
  }

  private static Calendars calendars() {
    return new Calendars(PeriodUnit.DAY, ZONE, Map.of());
  }

  /** The planted bug: what would happen if the watermark were not part of the checkpoint. */
  private static final class ForgetsItsWatermark extends DemandWindowOperator {
    ForgetsItsWatermark(int subtask) {
      super(DemandWindowSimulationTest::calendars, LATENESS_PERIODS, LATE);
    }

    @Override
    public void initializeState(org.apache.flink.runtime.state.StateInitializationContext context)
        throws Exception {
      super.initializeState(context);
      forgetWatermark();
    }
  }

  private record Outcome(
      TreeMap<String, String> observations, Set<String> lateIds, int timersLeft) {}

  /** Sales in arrival order, with hopelessly late ones mixed in. */
  private static final class Scenario {
    private final List<Sale> arrivals = new ArrayList<>();
    private final List<Sale> inTime = new ArrayList<>();
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
      TreeMap<Long, Sale> byArrival = new TreeMap<>();
      for (Sale sale : inTime) {
        place(byArrival, sale.timeMillis() + (long) (random.nextDouble() * DISORDER), sale);
        if (random.nextInt(8) == 0) { // a repeat of the same order line
          place(byArrival, sale.timeMillis() + (long) (random.nextDouble() * DISORDER), sale);
        }
      }
      // Too late by any reading: a week behind everything that arrived before it.
      for (int i = 0; i < 4; i++) {
        long arrival = START + (9 + random.nextInt(days - 9)) * 24 * HOUR + random.nextInt(1000);
        Sale late = sale("late" + i, "sku" + random.nextInt(series), arrival - 8 * 24 * HOUR, 1000);
        if (byArrival.headMap(arrival).values().stream()
            .anyMatch(s -> s.timeMillis() > arrival - 2 * 24 * HOUR)) {
          place(byArrival, arrival, late);
          lateIds.add(late.id());
        }
      }
      arrivals.addAll(byArrival.values());
      end = START + (days + 1) * 24 * HOUR;
    }

    private static void place(TreeMap<Long, Sale> byArrival, long at, Sale sale) {
      long free = at;
      while (byArrival.containsKey(free)) {
        free++;
      }
      byArrival.put(free, sale);
    }

    /** The model: sum by series and day, zeros from each series' first day to the end. */
    TreeMap<String, String> expected() {
      Calendars calendars = calendars();
      TreeMap<String, TreeMap<Integer, long[]>> sums = new TreeMap<>();
      for (Sale sale : inTime) {
        long[] cell =
            sums.computeIfAbsent(sale.sku(), k -> new TreeMap<>())
                .computeIfAbsent(calendars.of("all").index(sale.timeMillis()), k -> new long[2]);
        cell[0] += sale.quantityMilli();
        cell[1]++;
      }
      TreeMap<String, String> expected = new TreeMap<>();
      int last = calendars.of("all").lastEndedBy(end);
      sums.forEach(
          (sku, byDay) -> {
            for (int day = byDay.firstKey(); day <= last; day++) {
              long[] cell = byDay.getOrDefault(day, new long[2]);
              expected.put(sku + "/" + day, cell[0] + " in " + cell[1]);
            }
          });
      return expected;
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
    Cluster cluster = new Cluster(1 + random.nextInt(3), rocks, operators);
    cluster.open(null, 0);
    long maxTime = Long.MIN_VALUE;
    int checkpointAt = 0;
    int checkpointParallelism = 0;
    long checkpointMaxTime = maxTime;
    OperatorSubtaskState checkpoint = null;
    int crashesLeft = 1 + random.nextInt(3);
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
        cluster.collect(latest, late); // what was emitted before the crash is upserted again
        cluster.close();
        cluster = new Cluster(1 + random.nextInt(3), rocks, operators);
        cluster.open(checkpoint, checkpointParallelism);
        i = checkpointAt;
        maxTime = checkpointMaxTime;
        continue;
      }
      Sale sale = scenario.arrivals.get(i++);
      cluster.process(sale);
      maxTime = Math.max(maxTime, sale.timeMillis());
      // After a restart the first watermark comes late, as from a source that starts anew.
      if (random.nextInt(3) > 0) {
        cluster.watermark(maxTime - DISORDER - 1);
      }
    }
    cluster.watermark(scenario.end - 1);
    cluster.watermark(Long.MAX_VALUE);
    cluster.collect(latest, late);
    int timers = cluster.timers();
    cluster.close();
    TreeMap<String, String> answer = new TreeMap<>();
    latest.forEach((key, o) -> answer.put(key, o.unitsMilli() + " in " + o.revision()));
    return new Outcome(answer, late, timers);
  }

  /** Subtasks of the operator, keyed as a cluster would key them. */
  private static final class Cluster {
    private final List<KeyedOneInputStreamOperatorTestHarness<String, Sale, Observation>> subtasks =
        new ArrayList<>();

    Cluster(int parallelism, boolean rocks, IntFunction<DemandWindowOperator> operators)
        throws Exception {
      for (int i = 0; i < parallelism; i++) {
        var harness =
            new KeyedOneInputStreamOperatorTestHarness<String, Sale, Observation>(
                operators.apply(i), Sale::seriesKey, Types.STRING, MAX_PARALLELISM, parallelism, i);
        harness.setStateBackend(
            rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
        subtasks.add(harness);
      }
    }

    void open(OperatorSubtaskState checkpoint, int checkpointParallelism) throws Exception {
      for (int i = 0; i < subtasks.size(); i++) {
        subtasks.get(i).setup();
        if (checkpoint != null) {
          subtasks
              .get(i)
              .initializeState(
                  AbstractStreamOperatorTestHarness.repartitionOperatorState(
                      checkpoint, MAX_PARALLELISM, checkpointParallelism, subtasks.size(), i));
        }
        subtasks.get(i).open();
      }
    }

    OperatorSubtaskState snapshot(long id) throws Exception {
      List<OperatorSubtaskState> parts = new ArrayList<>();
      for (var harness : subtasks) {
        parts.add(harness.snapshot(id, id));
      }
      return AbstractStreamOperatorTestHarness.repackageState(
          parts.toArray(new OperatorSubtaskState[0]));
    }

    void process(Sale sale) throws Exception {
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              sale.seriesKey(), MAX_PARALLELISM, subtasks.size());
      subtasks.get(subtask).processElement(sale, sale.timeMillis());
    }

    void watermark(long millis) throws Exception {
      for (var harness : subtasks) {
        harness.processWatermark(millis);
      }
    }

    void collect(TreeMap<String, Observation> latest, Set<String> late) {
      for (var harness : subtasks) {
        for (Observation o : harness.extractOutputValues()) {
          latest.merge(
              o.sku() + "/" + o.period(), o, (a, b) -> b.revision() >= a.revision() ? b : a);
        }
        var lateRecords = harness.getSideOutput(LATE);
        if (lateRecords != null) {
          lateRecords.forEach(r -> late.add(r.getValue().id()));
        }
      }
    }

    int timers() {
      return subtasks.stream().mapToInt(h -> h.numEventTimeTimers()).sum();
    }

    void close() throws Exception {
      for (var harness : subtasks) {
        harness.close();
      }
    }
  }
}
