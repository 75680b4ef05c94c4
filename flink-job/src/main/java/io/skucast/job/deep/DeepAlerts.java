package io.skucast.job.deep;

import io.skucast.core.deep.DeepFault;
import io.skucast.core.score.Alert;
import io.skucast.job.config.Settings;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * From faults of deep models to alerts, one a version and kind, in one subtask. A fault waits until
 * the watermark says that its period is over, so that the earliest is the one that is told of,
 * whichever subtask found it first.
 */
public class DeepAlerts extends AbstractStreamOperator<Alert>
    implements OneInputStreamOperator<DeepFault, Alert>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final Comparator<DeepFault> EARLIEST =
      Comparator.comparingInt(DeepFault::period).thenComparing(DeepFault::message);

  private final Settings settings;

  private transient OriginClock clock;
  private transient TreeMap<String, DeepFault> open;
  private transient Set<String> told;
  private transient ListState<DeepFault> openState;
  private transient ListState<String> toldState;

  public DeepAlerts(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clock = new OriginClock(settings.calendars());
    openState = context.getOperatorStateStore().getListState(States.openFaults());
    toldState = context.getOperatorStateStore().getListState(States.faultEpisodes());
    open = new TreeMap<>();
    told = new TreeSet<>();
    for (DeepFault fault : openState.get()) {
      open.put(fault.episode(), fault);
    }
    for (String episode : toldState.get()) {
      told.add(episode);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    openState.update(new ArrayList<>(open.values()));
    toldState.update(new ArrayList<>(told));
  }

  @Override
  public void processElement(StreamRecord<DeepFault> record) {
    DeepFault fault = record.getValue();
    if (!told.contains(fault.episode())) {
      open.merge(fault.episode(), fault, (a, b) -> EARLIEST.compare(a, b) <= 0 ? a : b);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      tell(clock.lastEnded(mark.getTimestamp()));
    }
    super.processWatermark(mark);
  }

  @Override
  public void endInput() {
    tell(Integer.MAX_VALUE);
  }

  private void tell(int through) {
    List<DeepFault> due = open.values().stream().filter(f -> f.period() <= through).toList();
    for (DeepFault fault : due) {
      open.remove(fault.episode());
      told.add(fault.episode());
      output.collect(new StreamRecord<>(fault.alert()));
    }
  }
}
