package io.skucast.job.deep;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.DeepVersions;
import io.skucast.core.deep.JudgeStep;
import io.skucast.core.deep.JudgedVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Decides which version serves, in one subtask: {@link JudgeStep} over operator state. Entries and
 * sums are taken period by period, when the watermark of both says that it is over, whatever the
 * order in which they came; decisions go out before that watermark.
 */
public class DeepJudge extends AbstractStreamOperator<DeepVersion>
    implements TwoInputStreamOperator<TrialSums, Candidate, DeepVersion> {
  private static final long serialVersionUID = 1;

  private final Settings settings;
  private final OutputTag<DeepFault> faults;

  private transient JudgeStep step;
  private transient OriginClock clock;
  private transient int after;
  private transient int lateness;
  private transient TreeMap<Integer, JudgedVersion> judged;
  private transient DeepVersions decided;
  private transient TreeMap<Integer, Candidate> entries;
  private transient NavigableMap<Integer, TreeMap<Integer, TrialSums>> sums;
  private transient ListState<JudgedVersion> judgedState;
  private transient ListState<DeepVersion> decidedState;
  private transient ListState<Candidate> entryState;
  private transient ListState<TrialSums> sumState;

  public DeepJudge(Settings settings, OutputTag<DeepFault> faults) {
    this.settings = settings;
    this.faults = faults;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    step = new JudgeStep(DeepOptions.rules(settings));
    clock = new OriginClock(settings.calendars());
    lateness = settings.get(Options.LATENESS_PERIODS);
    after = DeepOptions.trialHorizons(settings) + lateness;
    judgedState = context.getOperatorStateStore().getListState(States.judgedVersions());
    decidedState = context.getOperatorStateStore().getListState(States.deepDecisions());
    entryState = context.getOperatorStateStore().getListState(States.openCandidates());
    sumState = context.getOperatorStateStore().getListState(States.openTrialSums());
    judged = new TreeMap<>();
    decided = new DeepVersions();
    entries = new TreeMap<>();
    sums = new TreeMap<>();
    for (JudgedVersion version : judgedState.get()) {
      judged.put(version.entry, version);
    }
    for (DeepVersion decision : decidedState.get()) {
      decided.put(decision);
    }
    for (Candidate candidate : entryState.get()) {
      entries.put(candidate.entry(), candidate);
    }
    for (TrialSums part : sumState.get()) {
      add(part);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    judgedState.update(judged.values().stream().map(JudgedVersion::copy).toList());
    decidedState.update(new ArrayList<>(decided.all()));
    entryState.update(new ArrayList<>(entries.values()));
    List<TrialSums> all = new ArrayList<>();
    sums.values().forEach(ofOrigin -> all.addAll(ofOrigin.values()));
    sumState.update(all);
  }

  @Override
  public void processElement1(StreamRecord<TrialSums> record) {
    add(record.getValue());
  }

  private void add(TrialSums part) {
    sums.computeIfAbsent(part.origin(), origin -> new TreeMap<>())
        .merge(part.entry(), part, TrialSums::plus);
  }

  @Override
  public void processElement2(StreamRecord<Candidate> record) {
    entries.put(record.getValue().entry(), record.getValue());
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      advance(clock.lastEnded(mark.getTimestamp()));
      JudgeStep.forget(clock.oldestAsked(mark.getTimestamp(), lateness), judged, decided);
    }
    super.processWatermark(mark);
  }

  /** Takes what there is of periods up to this one, entries of a period before its scores. */
  private void advance(int through) {
    Outputs outlet = new Outputs();
    while (true) {
      int entry =
          entries.isEmpty() ? Integer.MAX_VALUE : entries.firstEntry().getValue().from() - 1;
      int scores = sums.isEmpty() ? Integer.MAX_VALUE : sums.firstKey() + after;
      if (Math.min(entry, scores) > through) {
        return;
      }
      if (entry <= scores) {
        step.take(entries.pollFirstEntry().getValue(), judged, decided, outlet);
      } else {
        step.judge(scores, sums.pollFirstEntry().getValue().values(), judged, decided, outlet);
      }
    }
  }

  private final class Outputs implements JudgeStep.Outlet {
    @Override
    public void version(DeepVersion version) {
      output.collect(new StreamRecord<>(version));
    }

    @Override
    public void fault(DeepFault fault) {
      output.collect(faults, new StreamRecord<>(fault));
    }
  }
}
