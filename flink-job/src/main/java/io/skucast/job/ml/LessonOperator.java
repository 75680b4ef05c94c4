package io.skucast.job.ml;

import io.skucast.core.learn.Lesson;
import io.skucast.job.state.States;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/**
 * Reads the rows of a table as lessons and tells their event time. A row that is none, or comes too
 * late, leaves by the side with the reason: no row stops a stream.
 *
 * <p>Watermarks of the input are not used: they count in time, and lessons count in periods. Nor is
 * its idleness: time does not go on without a subtask that may still have rows.
 */
public class LessonOperator extends AbstractStreamOperator<Lesson>
    implements OneInputStreamOperator<Row, Lesson> {
  static final String ROWS_REFUSED = "rows_refused";

  private final LessonReader reader;
  private final int lateness;
  private final OutputTag<Row> refused;

  private transient PeriodClock clock;
  private transient ListState<Tuple2<Integer, Integer>> clockState;
  private transient Counter refusals;

  /**
   * @param lateness as of {@link PeriodClock}; below 0 where rows come to an end, and may come in
   *     any order
   * @param refused takes the row with the reason as one more field
   */
  LessonOperator(LessonReader reader, int lateness, OutputTag<Row> refused) {
    this.reader = reader;
    this.lateness = lateness;
    this.refused = refused;
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clock = new PeriodClock(lateness);
    clockState = context.getOperatorStateStore().getUnionListState(States.periodClock());
    clock.restore(clockState, subtask(), subtasks());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    clock.store(clockState, subtask());
  }

  @Override
  public void open() throws Exception {
    super.open();
    refusals = getMetricGroup().counter(ROWS_REFUSED);
  }

  private int subtask() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  private int subtasks() {
    return getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
  }

  @Override
  public void processElement(StreamRecord<Row> record) {
    try {
      Lesson lesson = reader.read(record.getValue());
      if (lesson.period() <= clock.sealed()) {
        throw new BadRow(
            reader.period().name(), lesson.period(), "above " + clock.sealed() + " by now");
      }
      output.collect(new StreamRecord<>(lesson));
      if (clock.advance(lesson.period())) {
        output.emitWatermark(new Watermark(clock.sealed()));
      }
    } catch (BadRow bad) {
      refusals.inc();
      output.collect(refused, new StreamRecord<>(Rows.with(record.getValue(), bad.getMessage())));
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) {}
}
