package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows and versions in any order, crashes and rescales: the predictions stay the same. */
class PredictingOperatorTest {
  private static final int LATENESS = 3;
  private static final int MAX_PARALLELISM = 8;
  private static final PredictionReader READER =
      new PredictionReader(
          Prediction.LINEAR,
          new RowColumn("features", 2),
          new RowColumn("product", 0),
          new RowColumn("period", 1));

  private List<TwoInputStreamOperatorTestHarness<Row, Row, Row>> subtasks = List.of();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void predictionsDependOnNoOrderOfArrivalAndOnNoCrash(int most) throws Exception {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Row> rows = rows(random);
      List<String> expected = run(new Random(1), rows, 1, false);
      assertThat(expected).hasSameSizeAs(rows).anyMatch(row -> row.contains("null]"));
      assertThat(run(random, rows, most, true)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** Model events and rows, merged at random, with one crash and rescale on the way. */
  private List<String> run(Random random, List<Row> rows, int most, boolean crashes)
      throws Exception {
    List<Object> events = merged(random, rows, crashes);
    int crash = crashes ? random.nextInt(events.size()) : events.size();
    int snapshot = crash == 0 ? 0 : random.nextInt(crash);
    List<String> out = new ArrayList<>();
    start(1 + random.nextInt(most), null, 0);
    OperatorSubtaskState state = null;
    for (int i = 0; i < crash; i++) {
      if (i == snapshot) {
        take(out);
        state = snapshot();
      }
      process(events.get(i), i);
    }
    if (crashes) {
      // What came out after the snapshot is lost with the crash.
      int before = subtasks.size();
      close();
      start(1 + random.nextInt(most), state, before);
      for (int i = state == null ? 0 : snapshot; i < events.size(); i++) {
        process(events.get(i), i);
      }
    }
    process(Watermark.MAX_WATERMARK, 0);
    take(out);
    close();
    Collections.sort(out);
    return out;
  }

  private void start(int parallelism, OperatorSubtaskState state, int before) throws Exception {
    subtasks = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      var harness =
          new TwoInputStreamOperatorTestHarness<Row, Row, Row>(
              new PredictingOperator(READER, LATENESS, TestTables.TYPE),
              MAX_PARALLELISM,
              parallelism,
              i);
      harness.setup();
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, before, parallelism, i));
      }
      harness.open();
      subtasks.add(harness);
    }
  }

  private OperatorSubtaskState snapshot() throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[subtasks.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = subtasks.get(i).snapshot(1, 1);
    }
    return AbstractStreamOperatorTestHarness.repackageState(parts);
  }

  private void process(Object event, int number) throws Exception {
    if (event instanceof Row row && row.getArity() == TestTables.TYPE.getArity()) {
      subtasks.get(number % subtasks.size()).processElement1(new StreamRecord<>(row));
      return;
    }
    for (var subtask : subtasks) {
      if (event instanceof Watermark mark) {
        subtask.processWatermark2(mark);
      } else {
        subtask.processElement2(new StreamRecord<>((Row) event));
      }
    }
  }

  private void take(List<String> out) {
    for (var subtask : subtasks) {
      for (Row row : subtask.extractOutputValues()) {
        out.add(row.toString());
      }
      subtask.getOutput().clear();
    }
  }

  private void close() throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
  }

  /** Rows of periods 1 to 30, out of order within the lateness. */
  private static List<Row> rows(Random random) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int period = Math.max(1, i / 2 + 1 - random.nextInt(LATENESS + 1));
      rows.add(TestTables.row(random.nextBoolean() ? "A" : "B", period, (double) i, i));
    }
    return rows;
  }

  /**
   * A version of all rows every 4 periods, and one of A every 6: value = version x feature. They
   * come for 10 periods at once, as after training on several blocks, and only then the watermarks.
   */
  private static List<Object> modelEvents() {
    List<Object> events = new ArrayList<>();
    for (int first = 1; first <= 30; first += 10) {
      for (int period = first; period < first + 10; period++) {
        if (period % 4 == 0) {
          events.add(version("*", period));
        }
        if (period % 6 == 0) {
          events.add(version("A", period));
        }
      }
      for (int period = first; period < first + 10; period++) {
        events.add(new Watermark(period));
      }
    }
    return events;
  }

  private static Row version(String group, int period) {
    Row row = Row.withNames();
    row.setField(ModelData.COEFFICIENT, new DenseVector(new double[] {period, 0}));
    row.setField(ModelData.MODEL_GROUP, group);
    row.setField(ModelData.VERSION, (long) period);
    row.setField(ModelData.EFFECTIVE_ORIGIN, period);
    return row;
  }

  private static List<Object> merged(Random random, List<Row> rows, boolean atRandom) {
    List<Object> models = modelEvents();
    List<Object> merged = new ArrayList<>();
    int row = 0;
    int model = 0;
    // Now one side is ahead for a while, and now the other.
    double share = 0.5;
    while (row < rows.size() || model < models.size()) {
      if (random.nextInt(10) == 0) {
        share = random.nextDouble();
      }
      boolean takesRow = atRandom ? random.nextDouble() < share : model == models.size();
      if (row < rows.size() && (takesRow || model == models.size())) {
        merged.add(rows.get(row++));
      } else {
        merged.add(models.get(model++));
      }
    }
    return merged;
  }

  @Test
  void aRowWaitsForTheWatermarkOfTheVersionsAndNotForAVersion() throws Exception {
    start(1, null, 0);
    var subtask = subtasks.get(0);
    subtask.processElement2(new StreamRecord<>(version("A", 6)));
    process(TestTables.row("A", 7, 0.0, 2), 0);
    assertThat(subtask.extractOutputValues()).isEmpty();
    subtask.processWatermark2(new Watermark(6));
    assertThat(subtask.extractOutputValues()).as("7 may still come").isEmpty();
    subtask.processElement2(new StreamRecord<>(version("A", 7)));
    subtask.processWatermark2(new Watermark(7));
    assertThat(subtask.extractOutputValues())
        .extracting(row -> row.getField(TestTables.TYPE.getArity()))
        .containsExactly(14.0);
    close();
  }

  @Test
  void aRowThatCannotBePredictedLeavesWithTheReason() throws Exception {
    start(1, null, 0);
    var subtask = subtasks.get(0);
    subtask.processElement2(new StreamRecord<>(version("*", 1)));
    subtask.processWatermark2(new Watermark(100));
    process(TestTables.row("A", null, 0.0, 1), 0);
    process(TestTables.row("A", 8, 0.0, 1, 2), 0);
    process(TestTables.row("A", 8, 0.0, Double.NaN), 0);
    process(Row.of("A", 8, null, 0.0, 1L), 0);
    process(TestTables.row("*", 8, 0.0, 1), 0);
    process(TestTables.row("A", 8 - LATENESS - 1, 0.0, 1), 0);
    assertThat(subtask.extractOutputValues())
        .extracting(row -> row.getField(row.getArity() - 1))
        .containsExactly(
            "period has the value null, allowed is a whole number from -1000000000 to 1000000000",
            "features has the value [1.0, 2.0], allowed is a vector of 1 finite numbers",
            "features has the value [NaN], allowed is a vector of 1 finite numbers",
            "features has the value null, allowed is a vector of 1 finite numbers",
            "product has the value '*', allowed is a name, but for '*'",
            "period has the value 4, allowed is above 4 by now");
    assertThat(subtask.extractOutputValues())
        .allSatisfy(row -> assertThat(row.getField(row.getArity() - 2)).isNull());
    close();
  }

  @Test
  void versionsThatNoRowCanNeedAreForgotten() {
    ServedModels models = new ServedModels();
    for (int period : Arrays.asList(2, 4, 6)) {
      models.add(new ServedModel("A", period, period, new double[] {0}));
    }
    models.prune(4);
    assertThat(models.all()).as("4 is in force at 5").hasSize(2);
    models.prune(5);
    assertThat(models.all()).hasSize(1);
    models.prune(99);
    assertThat(models.at("A", 99).modelVersion).isEqualTo(6);
  }
}
