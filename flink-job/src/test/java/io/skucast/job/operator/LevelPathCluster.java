package io.skucast.job.operator;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.sale.Entry;
import io.skucast.core.score.Alert;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.ScoreSums;
import io.skucast.core.score.Scored;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.learn.JobLearningPlan;
import io.skucast.job.learn.LessonSummingOperator;
import io.skucast.job.learn.TrainingOperator;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The job from demand windows to roll-ups, as {@link io.skucast.job.SalesForecastPipeline} connects
 * it, {@link ModelPath} included. Sums on their way to the levels, outlooks and factors on their
 * way to the reconciliation are in {@link Channels}; at a barrier these are empty.
 */
final class LevelPathCluster implements SimulatedCluster {
  static final OutputTag<Forecast> LEVELS = tag("levels", Forecast.class);
  static final OutputTag<Scored> ACCURACY = tag("accuracy", Scored.class);
  static final OutputTag<SeriesScore> SCORES = tag("scores", SeriesScore.class);
  static final OutputTag<Alert> ALERTS = tag("alerts", Alert.class);

  /** The operators under test. */
  static class Parts {
    final Settings settings;
    final EventCalendar events;

    Parts(Settings settings) {
      this.settings = settings;
      this.events = LevelPathScenario.EVENTS;
    }

    DemandWindowOperator window() {
      return new DemandWindowOperator(
          settings::calendars,
          settings.get(Options.LATENESS_PERIODS),
          SeriesPath.LATE,
          SeriesPath.REJECTED);
    }

    DemandStateOperator demand() {
      return new DemandStateOperator(
          settings,
          SeriesPath.FORECASTS,
          SeriesPath.OUTLOOKS,
          SeriesPath.SEALED,
          SeriesPath.DEEP_LESSONS);
    }

    LessonFunction lessons() {
      return new LessonFunction(settings, events);
    }

    LessonSummingOperator lessonSums() {
      return new LessonSummingOperator(JobLearningPlan.of(settings, events));
    }

    TrainingOperator training() {
      return new TrainingOperator(JobLearningPlan.of(settings, events), ModelPath.REFUSALS);
    }

    ModelForecasts modelForecasts() {
      return new ModelForecasts(settings, events, ModelPath.FORECASTS, ModelPath.SHARES);
    }

    CellSummingOperator cellSums() {
      return new CellSummingOperator();
    }

    LevelOperator level() {
      return new LevelOperator(settings, LEVELS);
    }

    Reconciliation reconciliation() {
      return new Reconciliation(settings, ACCURACY, SCORES, ALERTS);
    }

    ScoreSummingOperator summing() {
      return new ScoreSummingOperator(settings);
    }

    ScoreRollUp rollUp() {
      return new ScoreRollUp(settings);
    }
  }

  /** What is read slowly. */
  enum Lag {
    NOTHING,
    LESSONS,
    VERSIONS,
    OUTLOOKS,
    SUMS,
    MODELLED,
    FACTORS,
    EVERYTHING;

    boolean is(Lag lag) {
      return this == lag || this == EVERYTHING;
    }
  }

  private final int parallelism;
  private final LevelPathAnswer answer;
  private final SeriesPath path;
  private final ModelPath models;
  private final Subtasks<OneInputStreamOperatorTestHarness<CellSums, Factors>> level;
  private final Subtasks<KeyedBroadcastOperatorTestHarness<String, Outlook, Factors, Forecast>>
      reconciliation;
  private final Subtasks<OneInputStreamOperatorTestHarness<SeriesScore, ScoreSums>> summing;
  private final Subtasks<KeyedOneInputStreamOperatorTestHarness<String, ScoreSums, RolledUp>>
      rollUp;

  private final Channels channels;
  private final List<Channels.Channel> sums = new ArrayList<>();
  private final List<Channels.Channel> modelled = new ArrayList<>();
  private final List<Channels.Channel> factors = new ArrayList<>();
  private final Valve atLevel;
  private final Valve atRollUp;
  private int endsAtLevel;
  private long watermark = Long.MIN_VALUE;

  LevelPathCluster(
      int parallelism, boolean rocks, Parts parts, Lag lag, Channels channels, LevelPathAnswer to)
      throws Exception {
    this.parallelism = parallelism;
    this.answer = to;
    this.channels = channels;
    this.atLevel = new Valve(parallelism);
    this.atRollUp = new Valve(parallelism);
    int max = Subtasks.MAX_PARALLELISM;
    path = new SeriesPath(parallelism, rocks, parts::window, parts::demand);
    models =
        new ModelPath(
            parallelism,
            rocks,
            parts,
            lag,
            channels,
            to,
            (subtask, outlook) -> modelled.get(subtask).send(outlook),
            (subtask, cells) -> sums.get(subtask).send(cells));
    level =
        new Subtasks<>(
            1, 1, rocks, i -> new OneInputStreamOperatorTestHarness<>(parts.level(), 1, 1, 0));
    reconciliation =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedBroadcastOperatorTestHarness<>(
                    new CoBroadcastWithKeyedOperator<>(
                        parts.reconciliation(), List.of(States.factors())),
                    Outlook::seriesKey,
                    Types.STRING,
                    max,
                    parallelism,
                    i));
    summing =
        new Subtasks<>(
            parallelism,
            rocks,
            i -> new OneInputStreamOperatorTestHarness<>(parts.summing(), max, parallelism, i));
    rollUp =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(parts.rollUp()),
                    ScoreSums::seriesKey,
                    Types.STRING,
                    max,
                    parallelism,
                    i));
    for (int i = 0; i < parallelism; i++) {
      int subtask = i;
      sums.add(channels.channel(lag.is(Lag.SUMS), next -> readSums(subtask, next)));
      modelled.add(channels.channel(lag.is(Lag.MODELLED), next -> readOutlook(subtask, next)));
      factors.add(channels.channel(lag.is(Lag.FACTORS), next -> readFactors(subtask, next)));
    }
  }

  private static <T> OutputTag<T> tag(String name, Class<T> type) {
    return new OutputTag<>(name, TypeInformation.of(type));
  }

  @Override
  public void open(Checkpoint checkpoint) throws Exception {
    path.open(checkpoint);
    for (var operator : operators().entrySet()) {
      operator
          .getValue()
          .open(
              checkpoint == null ? null : checkpoint.of(operator.getKey()),
              isAlone(operator.getKey()) || checkpoint == null ? 1 : checkpoint.parallelism());
    }
  }

  /** Whether the operator has one subtask whatever the parallelism. */
  private static boolean isAlone(String operator) {
    return operator.equals("level") || operator.equals("training");
  }

  private Map<String, Subtasks<?>> operators() {
    Map<String, Subtasks<?>> all = new HashMap<>(models.operators());
    all.put("level", level);
    all.put("reconciliation", reconciliation);
    all.put("summing", summing);
    all.put("roll-up", rollUp);
    return all;
  }

  @Override
  public Checkpoint snapshot(long id) throws Exception {
    takeDemands();
    channels.readAll();
    models.prepareSnapshot(id);
    channels.readAll();
    summing.prepareSnapshot(id);
    for (var sum : summing.all()) {
      forward(sum);
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
    watermark = millis;
    path.watermark(millis, observation -> {});
    takeDemands();
    channels.read();
  }

  @Override
  public void endInput() throws Exception {
    path.endInput();
    takeDemands();
    models.end();
    channels.readAll();
  }

  private void takeDemands() throws Exception {
    for (int i = 0; i < parallelism; i++) {
      models.take(i, path.demands.get(i));
    }
  }

  private void readSums(int subtask, Object next) throws Exception {
    var harness = level.get(0);
    if (next instanceof CellSums cell) {
      harness.processElement(cell, 0);
    } else if (next instanceof Watermark mark) {
      if (atLevel.moves(subtask, mark.getTimestamp())) {
        harness.processWatermark(atLevel.passed());
      }
    } else if (++endsAtLevel == parallelism) {
      harness.endInput();
    }
    Subtasks.take(harness, LEVELS).forEach(answer::level);
    for (Object out : Subtasks.take(harness)) {
      factors.forEach(channel -> channel.send(out));
    }
  }

  private void readOutlook(int subtask, Object next) throws Exception {
    if (next instanceof Watermark mark) {
      reconciliation.get(subtask).processWatermark(mark);
    } else {
      reconciliation.get(subtask).processElement((Outlook) next, 0);
    }
    takeReconciled(subtask);
  }

  private void readFactors(int subtask, Object next) throws Exception {
    if (next instanceof Watermark mark) {
      reconciliation.get(subtask).processBroadcastWatermark(mark);
    } else {
      reconciliation.get(subtask).processBroadcastElement((Factors) next, 0);
    }
    takeReconciled(subtask);
  }

  private void takeReconciled(int subtask) throws Exception {
    var harness = reconciliation.get(subtask);
    Subtasks.take(harness, ACCURACY).forEach(answer::accuracy);
    Subtasks.take(harness, ALERTS).forEach(answer::alert);
    for (SeriesScore score : Subtasks.take(harness, SCORES)) {
      answer.score(score, watermark);
      summing.get(subtask).processElement(score, 0);
    }
    for (Object out : Subtasks.take(harness)) {
      if (out instanceof Watermark mark) {
        summing.get(subtask).processWatermark(mark);
      } else {
        answer.forecast((Forecast) out);
      }
    }
    forward(summing.get(subtask));
  }

  private void forward(OneInputStreamOperatorTestHarness<SeriesScore, ScoreSums> from)
      throws Exception {
    for (Object out : Subtasks.take(from)) {
      if (out instanceof ScoreSums scoreSums) {
        rollUp.of(scoreSums.seriesKey()).processElement(scoreSums, 0);
      } else if (atRollUp.moves(summing.all().indexOf(from), ((Watermark) out).getTimestamp())) {
        for (var harness : rollUp.all()) {
          harness.processWatermark(atRollUp.passed());
          for (Object rolledUp : Subtasks.take(harness)) {
            if (rolledUp instanceof RolledUp r) {
              answer.rollUp(r);
            }
          }
        }
      }
    }
  }

  /** Sales and signals that came too late. */
  int late() {
    return path.windows.all().stream()
        .mapToInt(
            w ->
                Subtasks.take(w, SeriesPath.LATE).size()
                    + Subtasks.take(w, SeriesPath.REJECTED).size())
        .sum();
  }

  int timers() {
    return path.timers() + models.timers() + reconciliation.timers() + rollUp.timers();
  }

  /** Keys that hold what should have gone by the end: outlooks, and sums of scores. */
  long waiting() {
    long keys = models.waiting();
    for (var harness : reconciliation.all()) {
      keys +=
          Subtasks.keys(
              harness.getOperator().getKeyedStateBackend(), States.waitingOutlooks().getName());
    }
    for (var harness : rollUp.all()) {
      keys +=
          Subtasks.keys(
              harness.getOperator().getKeyedStateBackend(), States.openScoreSums().getName());
    }
    return keys;
  }

  @Override
  public void close() throws Exception {
    path.close();
    for (Subtasks<?> operator : operators().values()) {
      operator.close();
    }
  }
}
