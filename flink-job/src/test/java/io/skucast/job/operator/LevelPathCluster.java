package io.skucast.job.operator;

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
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * The job from demand windows to roll-ups, as {@link io.skucast.job.SalesForecastPipeline} connects
 * it. Sums on their way to the levels, outlooks and factors on their way to the reconciliation are
 * in {@link Channels}; at a barrier these are empty.
 */
final class LevelPathCluster implements SimulatedCluster {
  static final OutputTag<Forecast> LEVELS = tag("levels", Forecast.class);
  static final OutputTag<Scored> ACCURACY = tag("accuracy", Scored.class);
  static final OutputTag<SeriesScore> SCORES = tag("scores", SeriesScore.class);
  static final OutputTag<Alert> ALERTS = tag("alerts", Alert.class);

  /** The operators under test. */
  static class Parts {
    final Settings settings;

    Parts(Settings settings) {
      this.settings = settings;
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
          settings, SeriesPath.FORECASTS, SeriesPath.OUTLOOKS, SeriesPath.SUMS);
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
    SUMS,
    OUTLOOKS,
    FACTORS,
    EVERYTHING;

    boolean is(Lag lag) {
      return this == lag || this == EVERYTHING;
    }
  }

  /** Sent after the last record. */
  private static final Object END = new Object();

  private final int parallelism;
  private final LevelPathAnswer answer;
  private final SeriesPath path;
  private final Subtasks<OneInputStreamOperatorTestHarness<CellSums, Factors>> level;
  private final Subtasks<KeyedBroadcastOperatorTestHarness<String, Outlook, Factors, Forecast>>
      reconciliation;
  private final Subtasks<OneInputStreamOperatorTestHarness<SeriesScore, ScoreSums>> summing;
  private final Subtasks<KeyedOneInputStreamOperatorTestHarness<String, ScoreSums, RolledUp>>
      rollUp;

  private final Channels channels;
  private final List<Channels.Channel> sums = new ArrayList<>();
  private final List<Channels.Channel> outlooks = new ArrayList<>();
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
      outlooks.add(channels.channel(lag.is(Lag.OUTLOOKS), next -> readOutlook(subtask, next)));
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
              operator.getValue() == level || checkpoint == null ? 1 : checkpoint.parallelism());
    }
  }

  private Map<String, Subtasks<?>> operators() {
    return Map.of(
        "level", level, "reconciliation", reconciliation, "summing", summing, "roll-up", rollUp);
  }

  @Override
  public Checkpoint snapshot(long id) throws Exception {
    path.demands.prepareSnapshot(id);
    sendSumsAndOutlooks();
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
    sendSumsAndOutlooks();
    channels.read();
  }

  @Override
  public void endInput() throws Exception {
    path.endInput();
    sendSumsAndOutlooks();
    sums.forEach(channel -> channel.send(END));
    channels.readAll();
  }

  /** Records, then the watermark that came after them. */
  private void sendSumsAndOutlooks() {
    for (int i = 0; i < parallelism; i++) {
      var demand = path.demands.get(i);
      Subtasks.take(demand, SeriesPath.SUMS).forEach(sums.get(i)::send);
      Subtasks.take(demand, SeriesPath.OUTLOOKS).forEach(outlooks.get(i)::send);
      for (Object out : Subtasks.take(demand)) {
        if (out instanceof Watermark) {
          sums.get(i).send(out);
          outlooks.get(i).send(out);
        }
      }
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
    return path.timers() + reconciliation.timers() + rollUp.timers();
  }

  /** Keys that hold what should have gone by the end: outlooks, and sums of scores. */
  long waiting() {
    long keys = 0;
    for (var harness : reconciliation.all()) {
      keys +=
          keys(harness.getOperator().getKeyedStateBackend(), States.waitingOutlooks().getName());
    }
    for (var harness : rollUp.all()) {
      keys += keys(harness.getOperator().getKeyedStateBackend(), States.openScoreSums().getName());
    }
    return keys;
  }

  private static long keys(KeyedStateBackend<?> backend, String state) {
    try (var keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  @Override
  public void close() throws Exception {
    path.close();
    for (Subtasks<?> operator : operators().values()) {
      operator.close();
    }
  }
}
