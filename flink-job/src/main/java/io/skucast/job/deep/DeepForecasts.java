package io.skucast.job.deep;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.DeepVersions;
import io.skucast.core.forecast.DeepBlend;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.CountName;
import io.skucast.job.operator.Share;
import io.skucast.job.operator.StoredCounts;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedMultiInput;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * From what smoothers and linear models expect of series to what they and the deep model expect
 * together: {@link DeepBlend} with the version that was decided on. An operator and not a process
 * function, because it asks the model of many series at once.
 *
 * <p>An outlook uses the version of its origin, whatever moment that arrived: it waits until the
 * watermark of the decisions says that the period before its origin is over, by whose end all of
 * them have been made. What waits, and what is not yet a chunk, is on the heap, and goes out before
 * a watermark and a barrier; only what still waits for a decision at a barrier is state. A series'
 * answer does not depend on what else is in its chunk, so that none of this shows in results.
 *
 * <p>Sealed periods are asked too, since cells add up what their series expect with all models.
 */
public class DeepForecasts extends AbstractStreamOperator<Outlook>
    implements TwoInputStreamOperator<Outlook, DeepVersion, Outlook>, BoundedMultiInput {
  private static final long serialVersionUID = 1;
  private static final List<String> COUNTS =
      List.of(
          CountName.FORECASTS, CountName.FORECASTS_AGAIN, CountName.DEEP, CountName.WITHOUT_DEEP);
  private static final int FORECAST = 0;
  private static final int DEEP = 2;
  private static final int WITHOUT_DEEP = 3;

  private final Settings settings;
  private final ModelSource source;
  private final OutputTag<Forecast> forecasts;
  private final OutputTag<Share> shares;
  private final OutputTag<DeepFault> faults;

  private transient DeepBlend blend;
  private transient Served served;
  private transient OriginClock clock;
  private transient int chunk;
  private transient int lateness;
  private transient boolean reconciles;
  private transient boolean publishes;
  private transient boolean publishesUnreconciled;
  private transient StoredCounts counts;
  private transient BroadcastState<Integer, DeepVersion> versionState;
  private transient DeepVersions versions;
  private transient WaitingOutlooks waiting;

  /** Watermark of the decisions. */
  private transient long decided;

  /**
   * @param forecasts takes the deep model's forecasts, and those of the combination before it is
   *     reconciled
   * @param shares takes what sealed periods add to their cells
   * @param faults takes why a model has no part
   */
  public DeepForecasts(
      Settings settings,
      ModelSource source,
      OutputTag<Forecast> forecasts,
      OutputTag<Share> shares,
      OutputTag<DeepFault> faults) {
    this.settings = settings;
    this.source = source;
    this.forecasts = forecasts;
    this.shares = shares;
    this.faults = faults;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    counts = new StoredCounts(COUNTS);
    counts.restore(context.getOperatorStateStore(), States.resultCounts());
    versionState = context.getOperatorStateStore().getBroadcastState(States.deepVersions());
    versions = new DeepVersions();
    for (Map.Entry<Integer, DeepVersion> entry : versionState.immutableEntries()) {
      versions.put(entry.getValue());
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    chunk = settings.get(DeepOptions.CHUNK);
    lateness = settings.get(Options.LATENESS_PERIODS);
    reconciles = settings.get(Options.RECONCILE);
    List<String> published = settings.rehearses() ? List.of() : settings.get(Options.PUBLISH);
    publishes = published.contains(ForecasterBank.DEEP);
    publishesUnreconciled = published.contains(ForecasterBank.UNRECONCILED);
    clock = new OriginClock(settings.calendars());
    decided = Long.MIN_VALUE;
    blend =
        new DeepBlend(
            settings.get(DeepOptions.WEIGHT),
            settings.get(Options.LEVELS),
            settings.lags(),
            settings.scored().indexOf(ForecasterBank.DEEP));
    served = new Served(source, chunk, fault -> output.collect(faults, new StreamRecord<>(fault)));
    waiting = new WaitingOutlooks(this, getRuntimeContext().getMapState(States.outlooksForDeep()));
    waiting.restore();
    counts.show(getRuntimeContext(), getMetricGroup());
    getMetricGroup().gauge("deep_versions_loaded", () -> served.size());
  }

  @Override
  public void processElement1(StreamRecord<Outlook> record) throws Exception {
    waiting.add(record.getValue());
    if (waiting.size() >= chunk && release(record.getValue().origin()) <= decided) {
      ask();
    }
  }

  /** The watermark by which all that is decided of an origin has come. */
  long release(int origin) {
    return clock.end(origin - 1) - 1;
  }

  @Override
  public void processElement2(StreamRecord<DeepVersion> record) throws Exception {
    versionState.put(record.getValue().effectiveOrigin(), record.getValue());
    versions.put(record.getValue());
  }

  @Override
  public void processWatermark2(Watermark mark) throws Exception {
    decided = Math.max(decided, mark.getTimestamp());
    super.processWatermark2(mark);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    // An idle side of decisions has none to wait for.
    decided = Math.max(decided, mark.getTimestamp());
    ask();
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      forget(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  @Override
  public void endInput(int input) throws Exception {
    // The last outlooks come after the last watermark.
    ask();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    ask();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    counts.snapshot();
    waiting.snapshot();
  }

  @Override
  public void close() throws Exception {
    if (served != null) {
      served.close();
    }
    super.close();
  }

  /**
   * Removes decisions that no origin can ask for any more. By the watermark of both inputs, which
   * at a barrier is the same on every subtask, so that any copy of the state serves any subtask.
   */
  private void forget(long watermark) throws Exception {
    int[] over = versions.forget(clock.oldestAsked(watermark, lateness));
    for (int origin : over) {
      versionState.remove(origin);
    }
    if (over.length > 0) {
      served.keep(version -> versions.all().stream().anyMatch(v -> v.version().equals(version)));
    }
  }

  /** Asks of all that is decided on, a chunk at a time, and lets it go. */
  private void ask() throws Exception {
    List<Outlook> ready = waiting.take(origin -> release(origin) <= decided);
    int from = 0;
    while (from < ready.size()) {
      Questions questions = new Questions(versions);
      int to = from;
      while (to < ready.size() && (to == from || questions.size() < chunk)) {
        questions.add(ready.get(to), reconciles);
        to++;
      }
      questions.ask(served);
      for (Outlook outlook : ready.subList(from, to)) {
        issue(outlook, questions);
      }
      from = to;
    }
  }

  private void issue(Outlook outlook, Questions asked) {
    DeepVersion version = versions.at(outlook.origin());
    DeepAnswer answer = asked.answer(outlook.window());
    counts.add(answer != null ? DEEP : WITHOUT_DEEP);
    if (reconciles) {
      for (SealedRow sealed : outlook.sealed()) {
        double[] expected = blend.mean(sealed.expected(), asked.answer(sealed.window()));
        output.collect(shares, new StreamRecord<>(Share.of(sealed, expected)));
      }
    }
    if (publishes && outlook.issued() && version != null) {
      counts.add(FORECAST);
      output.collect(
          forecasts, new StreamRecord<>(blend.forecast(outlook, answer, version.version())));
    }
    Outlook made = blend.apply(outlook, answer, version == null ? "" : version.version());
    if (publishesUnreconciled && outlook.issued()) {
      counts.add(FORECAST);
      output.collect(forecasts, new StreamRecord<>(made.forecast(ForecasterBank.UNRECONCILED)));
    }
    output.collect(new StreamRecord<>(made));
  }
}
