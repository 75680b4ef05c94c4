package io.skucast.job.learn;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Refusal;
import io.skucast.job.operator.Subtasks;
import io.skucast.job.operator.Valve;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/**
 * Lesson sums and training, as {@link OnlineLearning} connects them. What is on its way between
 * them keeps its order by subtask, and waits for as long as chance will have it; at a barrier
 * nothing is on its way.
 */
final class LearningCluster {
  static final OutputTag<Refusal> REFUSALS =
      new OutputTag<>("refusals", TypeInformation.of(Refusal.class));

  /** The operators under test, and the network between them. */
  static class Parts {
    LessonSummingOperator summing() {
      return new LessonSummingOperator(LearningScenario.PLAN);
    }

    TrainingOperator training() {
      return new TrainingOperator(LearningScenario.PLAN, REFUSALS);
    }

    boolean loses(BlockSums sums, int subtask) {
      return false;
    }
  }

  /** What comes out, as text. Versions and refusals are two streams, each in its order. */
  record Results(List<String> versions, List<String> refusals) {
    Results() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    Results copy() {
      return new Results(new ArrayList<>(versions), new ArrayList<>(refusals));
    }
  }

  /** The state of both operators at one barrier, and what had come out by then. */
  record Checkpoint(
      int parallelism,
      OperatorSubtaskState summing,
      OperatorSubtaskState training,
      Results results) {}

  /** Sent after the last record. */
  private static final Object END = new Object();

  private final int parallelism;
  private final Parts parts;
  private final Random random;
  private final Results results;
  private final Subtasks<OneInputStreamOperatorTestHarness<Lesson, BlockSums>> summing;
  private final Subtasks<OneInputStreamOperatorTestHarness<BlockSums, ModelVersion>> training;
  private final List<ArrayDeque<Object>> channels = new ArrayList<>();
  private final Valve valve;
  private int ends;

  /**
   * @param results where what comes out goes
   */
  LearningCluster(int parallelism, Parts parts, Random random, Results results) throws Exception {
    this.parallelism = parallelism;
    this.parts = parts;
    this.random = random;
    this.results = results;
    this.valve = new Valve(parallelism);
    int max = Subtasks.MAX_PARALLELISM;
    summing =
        new Subtasks<>(
            parallelism,
            false,
            i -> new OneInputStreamOperatorTestHarness<>(parts.summing(), max, parallelism, i));
    training =
        new Subtasks<>(
            1, 1, false, i -> new OneInputStreamOperatorTestHarness<>(parts.training(), 1, 1, 0));
    for (int i = 0; i < parallelism; i++) {
      channels.add(new ArrayDeque<>());
    }
  }

  void open(Checkpoint checkpoint) throws Exception {
    boolean fresh = checkpoint == null;
    summing.open(fresh ? null : checkpoint.summing, fresh ? 1 : checkpoint.parallelism);
    training.open(fresh ? null : checkpoint.training, 1);
  }

  Checkpoint snapshot(long id) throws Exception {
    readAll();
    return new Checkpoint(parallelism, summing.snapshot(id), training.snapshot(id), results.copy());
  }

  void process(Lesson lesson) throws Exception {
    int subtask = random.nextInt(parallelism);
    summing.get(subtask).processElement(lesson, 0);
    send(subtask);
    if (random.nextInt(4) == 0) {
      read(random.nextInt(parallelism));
    }
  }

  /** To a subtask; the others hear of it another time. */
  void watermark(long mark) throws Exception {
    int subtask = random.nextInt(parallelism);
    summing.get(subtask).processWatermark(mark);
    send(subtask);
  }

  void endInput() throws Exception {
    for (int i = 0; i < parallelism; i++) {
      summing.get(i).processWatermark(Watermark.MAX_WATERMARK);
      summing.get(i).endInput();
      send(i);
      channels.get(i).add(END);
    }
    readAll();
  }

  private void send(int subtask) {
    for (Object out : Subtasks.take(summing.get(subtask))) {
      if (!(out instanceof BlockSums sums) || !parts.loses(sums, subtask)) {
        channels.get(subtask).add(out);
      }
    }
  }

  private void readAll() throws Exception {
    for (int i = 0; i < parallelism; i++) {
      while (!channels.get(i).isEmpty()) {
        read(i);
      }
    }
  }

  private void read(int subtask) throws Exception {
    Object next = channels.get(subtask).poll();
    var harness = training.get(0);
    if (next instanceof BlockSums sums) {
      harness.processElement(sums, 0);
    } else if (next instanceof Watermark mark) {
      if (valve.moves(subtask, mark.getTimestamp())) {
        harness.processWatermark(valve.passed());
      }
    } else if (next == END && ++ends == parallelism) {
      harness.endInput();
    }
    for (Object out : Subtasks.take(harness)) {
      if (out instanceof ModelVersion version) {
        results.versions.add(VersionText.of(version));
      }
    }
    Subtasks.take(harness, REFUSALS).forEach(refusal -> results.refusals.add(refusal.toString()));
  }

  void close() throws Exception {
    summing.close();
    training.close();
  }
}
