package io.skucast.job.ml;

import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/**
 * Predicts rows, one for one, by the newest version effective at their period. A row waits until
 * the watermark of the models says that all versions effective at its period have come, so what it
 * gets depends on event time and not on what arrived first. Rows that waited leave by period.
 *
 * <p>The rows' own watermarks are not used: they count in time and not in periods. A row that comes
 * too late, or that nothing can predict, leaves with the reason in place of a prediction.
 */
public class PredictingOperator extends AbstractStreamOperator<Row>
    implements TwoInputStreamOperator<Row, Row, Row> {
  static final String ROWS_NOT_PREDICTED = "rows_not_predicted";

  private final PredictionReader reader;
  private final int lateness;
  private final TypeInformation<Row> rowType;

  private transient ServedModels models;
  private transient NavigableMap<Integer, List<Row>> waiting;
  private transient PeriodClock clock;

  /** All versions effective at this period or before have come; Flink does not keep it. */
  private transient long known;

  private transient ListState<ServedModel> modelState;
  private transient ListState<Row> waitingState;
  private transient ListState<Tuple2<Integer, Integer>> clockState;
  private transient Counter refusals;

  /**
   * @param lateness as of {@link PeriodClock}: how long versions are kept for rows to come; below
   *     0: until the end
   */
  PredictingOperator(PredictionReader reader, int lateness, TypeInformation<Row> rowType) {
    this.reader = reader;
    this.lateness = lateness;
    this.rowType = rowType;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var store = context.getOperatorStateStore();
    models = new ServedModels();
    waiting = new TreeMap<>();
    clock = new PeriodClock(lateness);
    known = Long.MIN_VALUE;
    modelState = store.getUnionListState(States.servedModels());
    waitingState = store.getListState(States.waitingRows(rowType));
    clockState = store.getUnionListState(States.periodClock());
    for (ServedModel model : modelState.get()) {
      models.add(model);
    }
    for (Row row : waitingState.get()) {
      hold(row, reader.period(row));
    }
    clock.restore(
        clockState, subtask(), getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks());
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    modelState.update(models.all());
    List<Row> rows = new ArrayList<>();
    waiting.values().forEach(rows::addAll);
    waitingState.update(rows);
    clock.store(clockState, subtask());
  }

  @Override
  public void open() throws Exception {
    super.open();
    refusals = getMetricGroup().counter(ROWS_NOT_PREDICTED);
  }

  private int subtask() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
  }

  @Override
  public void processElement1(StreamRecord<Row> record) {
    Row row = record.getValue();
    try {
      int period = reader.period(row);
      if (period <= clock.sealed()) {
        throw new BadRow(reader.period().name(), period, "above " + clock.sealed() + " by now");
      }
      if (period <= known) {
        predict(row);
      } else {
        hold(row, period);
      }
      if (clock.advance(period)) {
        prune();
      }
    } catch (BadRow bad) {
      refuse(row, bad);
    }
  }

  private void hold(Row row, int period) {
    waiting.computeIfAbsent(period, p -> new ArrayList<>()).add(row);
  }

  private void predict(Row row) {
    try {
      output.collect(new StreamRecord<>(reader.predicted(row, models)));
    } catch (BadRow bad) {
      refuse(row, bad);
    }
  }

  private void refuse(Row row, BadRow bad) {
    refusals.inc();
    output.collect(new StreamRecord<>(reader.refused(row, bad.getMessage())));
  }

  /** Versions that neither a row to come needs nor one that waits. */
  private void prune() {
    models.prune(
        waiting.isEmpty() ? clock.sealed() : Math.min(clock.sealed(), waiting.firstKey() - 1));
  }

  @Override
  public void processElement2(StreamRecord<Row> record) {
    models.add(ModelData.served(record.getValue()));
  }

  @Override
  public void processWatermark1(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      super.processWatermark1(mark);
    }
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    known = Math.max(known, mark.getTimestamp());
    while (!waiting.isEmpty() && waiting.firstKey() <= known) {
      waiting.pollFirstEntry().getValue().forEach(this::predict);
    }
    prune();
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      super.processWatermark2(mark);
    }
  }
}
