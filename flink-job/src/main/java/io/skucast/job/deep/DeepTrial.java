package io.skucast.job.deep;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.TrialLoss;
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
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores every live version on the lessons of its subtask, a chunk at a time. A version is tried on
 * origins that it was not trained beyond, from the first whose lessons were still to come when its
 * entry was taken. A lesson waits until the watermark of the entries says that all those have come;
 * what waits for more of its chunk goes out before a watermark and a barrier.
 */
public class DeepTrial extends AbstractStreamOperator<TrialSums>
    implements TwoInputStreamOperator<DeepLesson, Candidate, TrialSums> {
  private static final long serialVersionUID = 1;

  private final Settings settings;
  private final ModelSource source;

  private transient OriginClock clock;
  private transient int chunk;

  /** Periods from an origin to the end of the one by which its lessons have come. */
  private transient int after;

  private transient TrialLoss loss;
  private transient Served served;
  private transient String fault;
  private transient BroadcastState<Integer, Candidate> candidateState;
  private transient NavigableMap<Integer, Candidate> candidates;
  private transient ListState<DeepLesson> waitingState;
  private transient NavigableMap<Integer, List<DeepLesson>> waiting;
  private transient int size;

  /** Watermark of the entries. */
  private transient long known;

  public DeepTrial(Settings settings, ModelSource source) {
    this.settings = settings;
    this.source = source;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    clock = new OriginClock(settings.calendars());
    chunk = settings.get(DeepOptions.CHUNK);
    after = DeepOptions.trialHorizons(settings) + settings.get(Options.LATENESS_PERIODS);
    loss = new TrialLoss(DeepOptions.layout(settings));
    known = Long.MIN_VALUE;
    waiting = new TreeMap<>();
    candidates = new TreeMap<>();
    candidateState = context.getOperatorStateStore().getBroadcastState(States.candidates());
    candidateState.immutableEntries().forEach(e -> candidates.put(e.getKey(), e.getValue()));
    waitingState = context.getOperatorStateStore().getListState(States.waitingDeepLessons());
    for (DeepLesson lesson : waitingState.get()) {
      add(lesson);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    served = new Served(source, chunk, this::remember);
  }

  /** The judge is told of it with the sums. */
  private void remember(DeepFault said) {
    fault = said.message();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    List<DeepLesson> all = new ArrayList<>();
    waiting.values().forEach(all::addAll);
    waitingState.update(all);
  }

  @Override
  public void processElement1(StreamRecord<DeepLesson> record) {
    add(record.getValue());
    if (size >= chunk && isKnown(record.getValue().origin())) {
      score();
    }
  }

  private void add(DeepLesson lesson) {
    waiting.computeIfAbsent(lesson.origin(), origin -> new ArrayList<>()).add(lesson);
    size++;
  }

  /** Whether all entries that may be tried at an origin have come. */
  private boolean isKnown(int origin) {
    return clock.end(origin + after - 1) - 1 <= known;
  }

  @Override
  public void processElement2(StreamRecord<Candidate> record) throws Exception {
    Candidate candidate = record.getValue();
    candidates.put(candidate.entry(), candidate);
    candidateState.put(candidate.entry(), candidate);
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    known = Math.max(known, mark.getTimestamp());
    super.processWatermark2(mark);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    known = Math.max(known, mark.getTimestamp());
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      score();
      forget(clock.lastEnded(mark.getTimestamp()) - after);
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    score();
  }

  @Override
  public void close() throws Exception {
    if (served != null) {
      served.close();
    }
    super.close();
  }

  private void score() {
    while (!waiting.isEmpty() && isKnown(waiting.firstKey())) {
      List<DeepLesson> lessons = waiting.pollFirstEntry().getValue();
      size -= lessons.size();
      for (Candidate candidate : candidates.values()) {
        if (isOnTrial(candidate, lessons.get(0).origin())) {
          output.collect(new StreamRecord<>(sums(candidate, lessons)));
        }
      }
    }
  }

  private int firstOrigin(Candidate candidate) {
    return candidate.from() - after;
  }

  private boolean isOnTrial(Candidate candidate, int origin) {
    return candidate.publishes()
        && candidate.fault().isEmpty()
        && origin >= Math.max(candidate.trainedThrough(), firstOrigin(candidate))
        && !isWithdrawn(candidate, origin);
  }

  private boolean isWithdrawn(Candidate candidate, int origin) {
    return candidates.tailMap(candidate.entry(), false).values().stream()
        .anyMatch(
            later ->
                !later.publishes()
                    && later.version().equals(candidate.version())
                    && origin >= firstOrigin(later));
  }

  private TrialSums sums(Candidate candidate, List<DeepLesson> lessons) {
    int origin = lessons.get(0).origin();
    DeepVersion version =
        new DeepVersion(candidate.version(), candidate.sha256(), candidate.entry(), origin);
    List<DeepRow> rows = new ArrayList<>(lessons.size());
    for (DeepLesson lesson : lessons) {
      rows.add(new DeepRow(lesson.seriesKey(), lesson.category(), origin, lesson.row()));
    }
    fault = "";
    List<DeepAnswer> answers = served.ask(version, rows);
    long scored = 0;
    long pinball = 0;
    long yardstick = 0;
    for (int i = 0; i < answers.size(); i++) {
      DeepAnswer answer = answers.get(i);
      if (answer != null) {
        scored++;
        pinball += loss.answer(lessons.get(i), answer);
        yardstick += loss.yardstick(lessons.get(i), answer.mean().length);
      }
    }
    String said = scored == answers.size() || !fault.isEmpty() ? fault : "it gave no forecast";
    return new TrialSums(candidate.entry(), origin, scored, pinball, yardstick, said);
  }

  /** Removes entries that no lesson can ask for any more. */
  private void forget(int oldest) throws Exception {
    List<Integer> over = new ArrayList<>();
    for (Candidate candidate : candidates.values()) {
      boolean isOver =
          candidate.publishes() ? isWithdrawn(candidate, oldest) : isLast(candidate, oldest);
      if (isOver || candidate.publishes() && !candidate.fault().isEmpty()) {
        over.add(candidate.entry());
      }
    }
    for (int entry : over) {
      candidates.remove(entry);
      candidateState.remove(entry);
    }
    if (!over.isEmpty()) {
      served.keep(
          version -> candidates.values().stream().anyMatch(c -> c.version().equals(version)));
    }
  }

  private boolean isLast(Candidate withdrawal, int oldest) {
    return firstOrigin(withdrawal) <= oldest;
  }
}
