package io.skucast.job.operator;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.sale.Entry;
import io.skucast.core.score.Alert;
import io.skucast.job.config.Options;
import io.skucast.job.deep.DeepAlerts;
import io.skucast.job.deep.DeepForecasts;
import io.skucast.job.deep.DeepJudge;
import io.skucast.job.deep.DeepRegistry;
import io.skucast.job.deep.DeepTrial;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The job from demand windows to outlooks of all models, as {@link
 * io.skucast.job.deep.DeepDataflow} connects it, linear models left out. What is on its way is in
 * {@link Channels}; at a barrier these are empty.
 */
final class DeepPathCluster implements SimulatedCluster {
  static final OutputTag<Forecast> FORECASTS =
      new OutputTag<>("forecasts", TypeInformation.of(Forecast.class));
  static final OutputTag<Share> SHARES = new OutputTag<>("shares", TypeInformation.of(Share.class));
  static final OutputTag<DeepFault> FAULTS =
      new OutputTag<>("faults", TypeInformation.of(DeepFault.class));

  /** The operators under test. */
  static class Parts {
    final DeepPathScenario scenario;

    Parts(DeepPathScenario scenario) {
      this.scenario = scenario;
    }

    DeepRegistry registry() {
      return new ScriptedRegistry(scenario);
    }

    DeepTrial trial() {
      return new DeepTrial(scenario.settings, new DeepPathScenario.Models());
    }

    DeepJudge judge() {
      return new DeepJudge(scenario.settings, FAULTS);
    }

    DeepForecasts forecasts() {
      return new DeepForecasts(
          scenario.settings, new DeepPathScenario.Models(), FORECASTS, SHARES, FAULTS);
    }
  }

  /** Finds an entry when the period has ended that it is there from. */
  static final class ScriptedRegistry extends DeepRegistry {
    private static final long serialVersionUID = 1;
    private final ArrayList<Candidate> entries;

    ScriptedRegistry(DeepPathScenario scenario) {
      super(scenario.settings, FAULTS);
      entries = new ArrayList<>(scenario.entries);
    }

    @Override
    protected List<Candidate> added(int known, int ended, int from) {
      return entries.stream()
          .filter(e -> e.entry() > known)
          .filter(e -> e.from() == Candidate.ALWAYS || e.taken() <= ended)
          .toList();
    }
  }

  /** What is read slowly. */
  enum Lag {
    NOTHING,
    CLOCK,
    LESSONS,
    CANDIDATES,
    SUMS,
    VERSIONS,
    OUTLOOKS,
    EVERYTHING;

    boolean is(Lag lag) {
      return this == lag || this == EVERYTHING;
    }
  }

  private final int parallelism;
  private final DeepPathAnswer answer;
  private final Channels channels;
  private final SeriesPath path;
  private final Subtasks<OneInputStreamOperatorTestHarness<DeepLesson, Candidate>> registry;
  private final Subtasks<TwoInputStreamOperatorTestHarness<DeepLesson, Candidate, TrialSums>> trial;
  private final Subtasks<TwoInputStreamOperatorTestHarness<TrialSums, Candidate, DeepVersion>>
      judge;
  private final Subtasks<
          KeyedTwoInputStreamOperatorTestHarness<String, Outlook, DeepVersion, Outlook>>
      forecasts;
  private final Subtasks<OneInputStreamOperatorTestHarness<DeepFault, Alert>> alerts;
  private final List<Channels.Channel> clock = new ArrayList<>();
  private final List<Channels.Channel> lessons = new ArrayList<>();
  private final List<Channels.Channel> candidates = new ArrayList<>();
  private final List<Channels.Channel> sums = new ArrayList<>();
  private final List<Channels.Channel> versions = new ArrayList<>();
  private final List<Channels.Channel> outlooks = new ArrayList<>();
  private final Channels.Channel candidatesToJudge;
  private final Valve atRegistry;
  private final Valve atJudge;
  private final Valve atAlerts;

  DeepPathCluster(
      int parallelism, boolean rocks, Parts parts, Lag lag, Channels channels, DeepPathAnswer to)
      throws Exception {
    this.parallelism = parallelism;
    this.answer = to;
    this.channels = channels;
    atRegistry = new Valve(parallelism);
    atJudge = new Valve(parallelism);
    atAlerts = new Valve(parallelism);
    int max = Subtasks.MAX_PARALLELISM;
    var settings = parts.scenario.settings;
    path =
        new SeriesPath(
            parallelism,
            rocks,
            () ->
                new DemandWindowOperator(
                    settings::calendars,
                    settings.get(Options.LATENESS_PERIODS),
                    SeriesPath.LATE,
                    SeriesPath.REJECTED),
            () ->
                new DemandStateOperator(
                    settings,
                    SeriesPath.FORECASTS,
                    SeriesPath.OUTLOOKS,
                    SeriesPath.SEALED,
                    SeriesPath.DEEP_LESSONS));
    registry =
        new Subtasks<>(
            1, 1, rocks, i -> new OneInputStreamOperatorTestHarness<>(parts.registry(), 1, 1, 0));
    trial =
        new Subtasks<>(
            parallelism,
            rocks,
            i -> new TwoInputStreamOperatorTestHarness<>(parts.trial(), max, parallelism, i));
    judge =
        new Subtasks<>(
            1, 1, rocks, i -> new TwoInputStreamOperatorTestHarness<>(parts.judge(), 1, 1, 0));
    forecasts =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedTwoInputStreamOperatorTestHarness<>(
                    parts.forecasts(),
                    Outlook::seriesKey,
                    null,
                    Types.STRING,
                    max,
                    parallelism,
                    i));
    alerts =
        new Subtasks<>(
            1,
            1,
            rocks,
            i -> new OneInputStreamOperatorTestHarness<>(new DeepAlerts(settings), 1, 1, 0));
    for (int i = 0; i < parallelism; i++) {
      int subtask = i;
      clock.add(channels.channel(lag.is(Lag.CLOCK), next -> readClock(subtask, next)));
      lessons.add(channels.channel(lag.is(Lag.LESSONS), next -> readLesson(subtask, next)));
      candidates.add(
          channels.channel(lag.is(Lag.CANDIDATES), next -> readCandidate(subtask, next)));
      sums.add(channels.channel(lag.is(Lag.SUMS), next -> readSums(subtask, next)));
      versions.add(channels.channel(lag.is(Lag.VERSIONS), next -> readVersion(subtask, next)));
      outlooks.add(channels.channel(lag.is(Lag.OUTLOOKS), next -> readOutlook(subtask, next)));
    }
    candidatesToJudge = channels.channel(lag.is(Lag.CANDIDATES), this::readCandidateAtJudge);
  }

  private Map<String, Subtasks<?>> operators() {
    return Map.of(
        "registry",
        registry,
        "trial",
        trial,
        "judge",
        judge,
        "forecasts",
        forecasts,
        "alerts",
        alerts);
  }

  @Override
  public void open(Checkpoint checkpoint) throws Exception {
    path.open(checkpoint);
    for (var operator : operators().entrySet()) {
      operator
          .getValue()
          .open(
              checkpoint == null ? null : checkpoint.of(operator.getKey()),
              operator.getValue().size() == 1 && !operator.getKey().matches("trial|forecasts")
                      || checkpoint == null
                  ? 1
                  : checkpoint.parallelism());
    }
  }

  @Override
  public Checkpoint snapshot(long id) throws Exception {
    takeDemands();
    channels.readAll();
    trial.prepareSnapshot(id);
    for (int i = 0; i < parallelism; i++) {
      takeSums(i);
    }
    channels.readAll();
    forecasts.prepareSnapshot(id);
    for (int i = 0; i < parallelism; i++) {
      takeForecasts(i);
    }
    Map<String, OperatorSubtaskState> states = new HashMap<>();
    path.snapshot(id, states);
    for (var operator : operators().entrySet()) {
      states.put(operator.getKey(), operator.getValue().snapshot(id));
    }
    return new Checkpoint(parallelism, states);
  }

  @Override
  public void process(Entry entry) throws Exception {
    path.process(entry);
    channels.read();
  }

  @Override
  public void watermark(long millis) throws Exception {
    path.watermark(millis, observation -> {});
    takeDemands();
    channels.read();
  }

  @Override
  public void endInput() throws Exception {
    path.endInput();
    takeDemands();
    channels.readAll();
    for (int i = 0; i < parallelism; i++) {
      forecasts.get(i).endInput1();
      forecasts.get(i).endInput2();
      takeForecasts(i);
    }
    alerts.get(0).endInput();
    takeAlerts();
  }

  private void takeDemands() {
    for (int i = 0; i < parallelism; i++) {
      var demand = path.demands.get(i);
      Subtasks.take(demand, SeriesPath.DEEP_LESSONS).forEach(lessons.get(i)::send);
      Subtasks.take(demand, SeriesPath.OUTLOOKS).forEach(outlooks.get(i)::send);
      for (Object out : Subtasks.take(demand)) {
        if (out instanceof Watermark) {
          clock.get(i).send(out);
          lessons.get(i).send(out);
          outlooks.get(i).send(out);
        }
      }
    }
  }

  private void readClock(int subtask, Object mark) throws Exception {
    if (atRegistry.moves(subtask, ((Watermark) mark).getTimestamp())) {
      registry.get(0).processWatermark(atRegistry.passed());
    }
    for (Object out : Subtasks.take(registry.get(0))) {
      candidates.forEach(channel -> channel.send(out));
      candidatesToJudge.send(out);
    }
  }

  private void readLesson(int subtask, Object next) throws Exception {
    if (next instanceof Watermark mark) {
      trial.get(subtask).processWatermark1(mark);
    } else {
      trial.get(subtask).processElement1(new StreamRecord<>((DeepLesson) next));
    }
    takeSums(subtask);
  }

  private void readCandidate(int subtask, Object next) throws Exception {
    if (next instanceof Watermark mark) {
      trial.get(subtask).processWatermark2(mark);
    } else {
      trial.get(subtask).processElement2(new StreamRecord<>((Candidate) next));
    }
    takeSums(subtask);
  }

  private void takeSums(int subtask) {
    Subtasks.take(trial.get(subtask)).forEach(sums.get(subtask)::send);
  }

  private void readSums(int subtask, Object next) throws Exception {
    if (next instanceof TrialSums part) {
      judge.get(0).processElement1(new StreamRecord<>(part));
    } else if (atJudge.moves(subtask, ((Watermark) next).getTimestamp())) {
      judge.get(0).processWatermark1(new Watermark(atJudge.passed()));
    }
    takeVersions();
  }

  private void readCandidateAtJudge(Object next) throws Exception {
    if (next instanceof Candidate candidate) {
      judge.get(0).processElement2(new StreamRecord<>(candidate));
    } else {
      judge.get(0).processWatermark2((Watermark) next);
    }
    takeVersions();
  }

  private void takeVersions() throws Exception {
    for (DeepFault fault : Subtasks.take(judge.get(0), FAULTS)) {
      alerts.get(0).processElement(fault, 0);
    }
    for (Object out : Subtasks.take(judge.get(0))) {
      if (out instanceof DeepVersion version) {
        answer.decision(version);
      }
      versions.forEach(channel -> channel.send(out));
    }
  }

  private void readVersion(int subtask, Object next) throws Exception {
    if (next instanceof Watermark mark) {
      forecasts.get(subtask).processWatermark2(mark);
    } else {
      forecasts.get(subtask).processElement2(new StreamRecord<>((DeepVersion) next));
    }
    takeForecasts(subtask);
  }

  private void readOutlook(int subtask, Object next) throws Exception {
    if (next instanceof Watermark mark) {
      forecasts.get(subtask).processWatermark1(mark);
    } else {
      forecasts.get(subtask).processElement1(new StreamRecord<>((Outlook) next));
    }
    takeForecasts(subtask);
  }

  private void takeForecasts(int subtask) throws Exception {
    var harness = forecasts.get(subtask);
    Subtasks.take(harness, FORECASTS).forEach(answer::forecast);
    Subtasks.take(harness, SHARES).forEach(answer::share);
    for (DeepFault fault : Subtasks.take(harness, FAULTS)) {
      alerts.get(0).processElement(fault, 0);
    }
    for (Object out : Subtasks.take(harness)) {
      if (out instanceof Outlook outlook) {
        answer.outlook(outlook);
      } else if (atAlerts.moves(subtask, ((Watermark) out).getTimestamp())) {
        alerts.get(0).processWatermark(atAlerts.passed());
      }
    }
    takeAlerts();
  }

  private void takeAlerts() {
    for (Object out : Subtasks.take(alerts.get(0))) {
      if (out instanceof Alert alert) {
        answer.alert(alert);
      }
    }
  }

  /** Keys whose outlooks still wait. */
  long waiting() {
    long keys = 0;
    for (var harness : forecasts.all()) {
      keys +=
          Subtasks.keys(
              harness.getOperator().getKeyedStateBackend(), States.outlooksForDeep().getName());
    }
    return keys;
  }

  int timers() {
    return path.timers() + forecasts.timers();
  }

  @Override
  public void close() throws Exception {
    path.close();
    for (Subtasks<?> operator : operators().values()) {
      operator.close();
    }
  }
}
