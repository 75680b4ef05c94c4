package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From rows to lessons: what is refused, and how event time goes on. */
class LessonOperatorTest {
  private static final OutputTag<Row> REFUSED =
      new OutputTag<>(
          "refused-rows",
          new RowTypeInfo(
              Stream.concat(Stream.of(TestTables.TYPE.getFieldTypes()), Stream.of(Types.STRING))
                  .toArray(TypeInformation<?>[]::new)));

  private static LessonReader reader(boolean isBinary) {
    RowColumn none = new RowColumn("none", -1);
    return new LessonReader(
        ModelGroup.LINEAR,
        isBinary,
        1,
        new RowColumn("features", 2),
        new RowColumn("label", 3),
        none,
        new RowColumn("product", 0),
        new RowColumn("period", 1),
        new RowColumn("id", 4));
  }

  private final List<OneInputStreamOperatorTestHarness<Row, Lesson>> harnesses = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var harness : harnesses) {
      harness.close();
    }
  }

  private OneInputStreamOperatorTestHarness<Row, Lesson> harness(
      int lateness, int parallelism, int subtask) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Row, Lesson>(
            new LessonOperator(reader(false), lateness, REFUSED), 8, parallelism, subtask);
    harnesses.add(harness);
    return harness;
  }

  private static Row row(int period) {
    return TestTables.row("A", period, 1.0, period);
  }

  private static List<Object> reasons(OneInputStreamOperatorTestHarness<Row, Lesson> harness) {
    List<Object> reasons = new ArrayList<>();
    if (harness.getSideOutput(REFUSED) != null) {
      harness.getSideOutput(REFUSED).forEach(record -> reasons.add(record.getValue().getField(5)));
    }
    return reasons;
  }

  private static List<Long> watermarks(OneInputStreamOperatorTestHarness<Row, Lesson> harness) {
    return harness.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> ((Watermark) mark).getTimestamp())
        .toList();
  }

  @Test
  void aPeriodIsSealedByARowOfALaterOneAndThenLateRowsAreRefused() throws Exception {
    OneInputStreamOperatorTestHarness<Row, Lesson> harness = harness(1, 1, 0);
    harness.open();
    for (int period : new int[] {5, 7, 6, 5, 8}) {
      harness.processElement(new StreamRecord<>(row(period)));
    }
    assertThat(watermarks(harness)).containsExactly(3L, 5L, 6L);
    assertThat(reasons(harness))
        .containsExactly("period has the value 5, allowed is above 5 by now");
    assertThat(harness.extractOutputValues())
        .extracting(Lesson::period)
        .containsExactly(5, 7, 6, 8);
  }

  @Test
  void rowsThatEndComeInAnyOrderAndOnlyTheirEndSealsThem() throws Exception {
    OneInputStreamOperatorTestHarness<Row, Lesson> harness = harness(-1, 1, 0);
    harness.open();
    harness.processElement(new StreamRecord<>(row(9)));
    harness.processElement(new StreamRecord<>(row(1)));
    assertThat(watermarks(harness)).isEmpty();
    harness.processWatermark(new Watermark(1_000_000));
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(harness.getOutput()).as("two lessons").hasSize(2);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(watermarks(harness)).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void whatIsNoLessonLeavesByTheSideWithTheReasonAndTheStreamGoesOn() throws Exception {
    OneInputStreamOperatorTestHarness<Row, Lesson> harness = harness(0, 1, 0);
    harness.open();
    harness.processElement(new StreamRecord<>(TestTables.row("A", 1, null, 1)));
    harness.processElement(new StreamRecord<>(TestTables.row("A", 1, Double.NaN, 1)));
    harness.processElement(new StreamRecord<>(TestTables.row("A", 1, 1.0, 1, 2)));
    harness.processElement(
        new StreamRecord<>(TestTables.row("A", 1, 1.0, Double.NEGATIVE_INFINITY)));
    harness.processElement(new StreamRecord<>(TestTables.row("", 1, 1.0, 1)));
    harness.processElement(new StreamRecord<>(TestTables.row("A", null, 1.0, 1)));
    harness.processElement(new StreamRecord<>(row(1)));
    assertThat(reasons(harness))
        .containsExactly(
            "label has the value null, allowed is a finite number",
            "label has the value NaN, allowed is a finite number",
            "features has the value [1.0, 2.0], allowed is a vector of 1 finite numbers",
            "features has the value [-Infinity], allowed is a vector of 1 finite numbers",
            "product has the value '', allowed is a name, but for '*'",
            "id has the value null, allowed is what tells rows apart");
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void aLabelOfALogisticRegressionIs0Or1() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> reader(true).read(TestTables.row("A", 1, 0.5, 1))))
        .hasMessage("label has the value 0.5, allowed is 0 or 1");
  }

  @Test
  void afterACrashTimeGoesOnWhereItWas() throws Exception {
    OperatorSubtaskState state;
    OneInputStreamOperatorTestHarness<Row, Lesson> harness = harness(0, 1, 0);
    harness.open();
    harness.processElement(new StreamRecord<>(row(7)));
    state = harness.snapshot(1, 1);
    harness = harness(0, 1, 0);
    harness.setup();
    harness.initializeState(state);
    harness.open();
    harness.processElement(new StreamRecord<>(row(6)));
    harness.processElement(new StreamRecord<>(row(7)));
    assertThat(reasons(harness)).hasSize(1);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void afterARescaleTimeGoesOnWhereTheSlowestWas() throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[2];
    for (int subtask = 0; subtask < 2; subtask++) {
      OneInputStreamOperatorTestHarness<Row, Lesson> harness = harness(0, 2, subtask);
      harness.open();
      harness.processElement(new StreamRecord<>(row(subtask == 0 ? 9 : 4)));
      parts[subtask] = harness.snapshot(1, 1);
    }
    OperatorSubtaskState state = AbstractStreamOperatorTestHarness.repackageState(parts);
    for (int parallelism : new int[] {1, 2, 3}) {
      for (int subtask = 0; subtask < parallelism; subtask++) {
        OneInputStreamOperatorTestHarness<Row, Lesson> harness = harness(0, parallelism, subtask);
        harness.setup();
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, 8, 2, parallelism, subtask));
        harness.open();
        harness.processElement(new StreamRecord<>(row(3)));
        harness.processElement(new StreamRecord<>(row(4)));
        int refused = parallelism == 2 && subtask == 0 ? 2 : 1;
        assertThat(reasons(harness)).as("%d of %d", subtask, parallelism).hasSize(refused);
      }
    }
  }

  @Test
  void theTagOfARowIsThatOfItsGroupPeriodAndId() throws Exception {
    Lesson lesson = reader(false).read(row(3));
    assertThat(reader(false).read(TestTables.row("A", 3, 9.0, 8)).tag()).isEqualTo(lesson.tag());
    assertThat(reader(false).read(row(4)).tag()).isNotEqualTo(lesson.tag());
    assertThat(reader(false).read(TestTables.row("B", 3, 1.0, 3)).tag()).isNotEqualTo(lesson.tag());
  }
}
