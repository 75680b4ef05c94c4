package io.skucast.job.operator;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Refusal;
import io.skucast.core.level.CellSums;
import io.skucast.core.score.Alert;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.operator.LevelPathCluster.Lag;
import io.skucast.job.operator.LevelPathCluster.Parts;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * From sealed rows to lessons, their sums, training and versions, and from outlooks and versions to
 * what smoothers and models expect together, and to the sums of cells: the part of the job between
 * demand state and levels. Sums of lessons, outlooks and versions are on their way in {@link
 * Channels}.
 */
final class ModelPath {
  static final OutputTag<Forecast> FORECASTS =
      new OutputTag<>("model-forecasts", TypeInformation.of(Forecast.class));
  static final OutputTag<Share> SHARES = new OutputTag<>("shares", TypeInformation.of(Share.class));
  static final OutputTag<Refusal> REFUSALS =
      new OutputTag<>("refusals", TypeInformation.of(Refusal.class));

  /** Sent after the last record. */
  static final Object END = new Object();

  /** Takes what leaves one subtask: records, watermarks and at last {@link #END}. */
  interface Next {
    void send(int subtask, Object record);
  }

  private final int parallelism;
  private final LevelPathAnswer answer;
  private final RefusalAlert alerts;
  private final Next outlooksTo;
  private final Next sumsTo;
  private final Subtasks<KeyedOneInputStreamOperatorTestHarness<String, SealedRow, Lesson>> lessons;
  private final Subtasks<OneInputStreamOperatorTestHarness<Lesson, BlockSums>> lessonSums;
  private final Subtasks<OneInputStreamOperatorTestHarness<BlockSums, ModelVersion>> training;
  private final Subtasks<KeyedBroadcastOperatorTestHarness<String, Outlook, ModelVersion, Outlook>>
      forecasts;
  private final Subtasks<OneInputStreamOperatorTestHarness<Share, CellSums>> cellSums;
  private final List<Channels.Channel> blocks = new ArrayList<>();
  private final List<Channels.Channel> outlooks = new ArrayList<>();
  private final List<Channels.Channel> versions = new ArrayList<>();
  private final Valve atTraining;
  private int endsAtTraining;
  private final int[] endsAtForecasts;

  ModelPath(
      int parallelism,
      boolean rocks,
      Parts parts,
      Lag lag,
      Channels channels,
      LevelPathAnswer answer,
      Next outlooksTo,
      Next sumsTo)
      throws Exception {
    this.parallelism = parallelism;
    this.answer = answer;
    this.alerts = new RefusalAlert(LinearOptions.retrainEvery(parts.settings));
    this.outlooksTo = outlooksTo;
    this.sumsTo = sumsTo;
    this.atTraining = new Valve(parallelism);
    this.endsAtForecasts = new int[parallelism];
    int max = Subtasks.MAX_PARALLELISM;
    lessons =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedOneInputStreamOperatorTestHarness<>(
                    new KeyedProcessOperator<>(parts.lessons()),
                    SealedRow::seriesKey,
                    Types.STRING,
                    max,
                    parallelism,
                    i));
    lessonSums =
        new Subtasks<>(
            parallelism,
            rocks,
            i -> new OneInputStreamOperatorTestHarness<>(parts.lessonSums(), max, parallelism, i));
    training =
        new Subtasks<>(
            1, 1, rocks, i -> new OneInputStreamOperatorTestHarness<>(parts.training(), 1, 1, 0));
    forecasts =
        new Subtasks<>(
            parallelism,
            rocks,
            i ->
                new KeyedBroadcastOperatorTestHarness<>(
                    new CoBroadcastWithKeyedOperator<>(
                        parts.modelForecasts(), List.of(States.models())),
                    Outlook::seriesKey,
                    Types.STRING,
                    max,
                    parallelism,
                    i));
    cellSums =
        new Subtasks<>(
            parallelism,
            rocks,
            i -> new OneInputStreamOperatorTestHarness<>(parts.cellSums(), max, parallelism, i));
    for (int i = 0; i < parallelism; i++) {
      int subtask = i;
      blocks.add(channels.channel(lag.is(Lag.LESSONS), next -> readBlock(subtask, next)));
      outlooks.add(channels.channel(lag.is(Lag.OUTLOOKS), next -> readOutlook(subtask, next)));
      versions.add(channels.channel(lag.is(Lag.VERSIONS), next -> readVersion(subtask, next)));
    }
  }

  Map<String, Subtasks<?>> operators() {
    return Map.of(
        "lessons",
        lessons,
        "lesson-sums",
        lessonSums,
        "training",
        training,
        "model-forecasts",
        forecasts,
        "cell-sums",
        cellSums);
  }

  /** Takes from a subtask of demand state what has come out: records, then the watermark. */
  void take(int subtask, AbstractStreamOperatorTestHarness<?> demand) throws Exception {
    for (SealedRow row : Subtasks.take(demand, SeriesPath.SEALED)) {
      lessons.get(subtask).processElement(row, 0);
    }
    Subtasks.take(demand, SeriesPath.OUTLOOKS).forEach(outlooks.get(subtask)::send);
    for (Object out : Subtasks.take(demand)) {
      if (out instanceof Watermark mark) {
        lessons.get(subtask).processWatermark(mark);
        outlooks.get(subtask).send(mark);
      }
    }
    for (Object out : Subtasks.take(lessons.get(subtask))) {
      if (out instanceof Watermark mark) {
        lessonSums.get(subtask).processWatermark(mark);
      } else {
        lessonSums.get(subtask).processElement((Lesson) out, 0);
      }
    }
    Subtasks.take(lessonSums.get(subtask)).forEach(blocks.get(subtask)::send);
  }

  /** No record follows. */
  void end() throws Exception {
    for (int i = 0; i < parallelism; i++) {
      lessonSums.get(i).endInput();
      Subtasks.take(lessonSums.get(i)).forEach(blocks.get(i)::send);
      blocks.get(i).send(END);
      outlooks.get(i).send(END);
    }
  }

  /** What has to leave before the barrier does. */
  void prepareSnapshot(long id) throws Exception {
    cellSums.prepareSnapshot(id);
    for (int i = 0; i < parallelism; i++) {
      sendSums(i);
    }
  }

  private void readBlock(int subtask, Object next) throws Exception {
    var harness = training.get(0);
    if (next instanceof BlockSums sums) {
      harness.processElement(sums, 0);
    } else if (next instanceof Watermark mark) {
      if (atTraining.moves(subtask, mark.getTimestamp())) {
        harness.processWatermark(atTraining.passed());
      }
    } else if (++endsAtTraining == parallelism) {
      harness.endInput();
    }
    for (Refusal refusal : Subtasks.take(harness, REFUSALS)) {
      List<Alert> raised = new ArrayList<>();
      alerts.flatMap(refusal, new ListCollector<>(raised));
      raised.forEach(answer::refusal);
    }
    for (Object out : Subtasks.take(harness)) {
      if (out instanceof ModelVersion version) {
        answer.version(version);
      }
      versions.forEach(channel -> channel.send(out));
    }
    if (endsAtTraining == parallelism) {
      versions.forEach(channel -> channel.send(END));
    }
  }

  private void readOutlook(int subtask, Object next) throws Exception {
    if (next instanceof Outlook outlook) {
      forecasts.get(subtask).processElement(outlook, 0);
    } else if (next instanceof Watermark mark) {
      forecasts.get(subtask).processWatermark(mark);
    } else {
      endsAtForecasts[subtask]++;
    }
    takeForecasts(subtask);
  }

  private void readVersion(int subtask, Object next) throws Exception {
    if (next instanceof ModelVersion version) {
      forecasts.get(subtask).processBroadcastElement(version, 0);
    } else if (next instanceof Watermark mark) {
      forecasts.get(subtask).processBroadcastWatermark(mark);
    } else {
      endsAtForecasts[subtask]++;
    }
    takeForecasts(subtask);
  }

  private void takeForecasts(int subtask) throws Exception {
    var harness = forecasts.get(subtask);
    Subtasks.take(harness, FORECASTS).forEach(answer::forecast);
    for (Share share : Subtasks.take(harness, SHARES)) {
      cellSums.get(subtask).processElement(share, 0);
    }
    for (Object out : Subtasks.take(harness)) {
      outlooksTo.send(subtask, out);
      if (out instanceof Watermark mark) {
        cellSums.get(subtask).processWatermark(mark);
      }
    }
    boolean ends = endsAtForecasts[subtask] == 2;
    if (ends) {
      cellSums.get(subtask).getOperator().finish();
    }
    sendSums(subtask);
    if (ends) {
      sumsTo.send(subtask, END);
    }
  }

  private void sendSums(int subtask) {
    Subtasks.take(cellSums.get(subtask)).forEach(sums -> sumsTo.send(subtask, sums));
  }

  int timers() {
    return forecasts.timers();
  }

  /** Keys whose outlooks still wait for versions. */
  long waiting() {
    long keys = 0;
    for (var harness : forecasts.all()) {
      keys +=
          Subtasks.keys(
              harness.getOperator().getKeyedStateBackend(), States.outlooksForModels().getName());
    }
    return keys;
  }
}
