package io.skucast.job.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.job.learn.LearningCluster.Parts;
import io.skucast.job.operator.Subtasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * Kills an operator in the middle of a block, between two versions, and goes on from its last
 * checkpoint: the versions are those of an operator that was never killed. Operators that keep what
 * they know in a field only must fail here.
 */
class TrainingRecoveryTest {
  private static final ModelGroup GROUP = new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7);
  private static final int BLOCKS = 8;

  /** Between the versions of blocks 4 and 5: half of the sums of block 5 have come. */
  private static final int KILLED_IN = 5;

  @Test
  void trainingGoesOnFromItsCheckpoint() throws Exception {
    List<String> undisturbed = train(new Parts(), false);
    assertThat(undisturbed).hasSizeGreaterThan(2 * (BLOCKS - KILLED_IN));
    assertThat(train(new Parts(), true)).isEqualTo(undisturbed);
  }

  @Test
  void trainingWithItsLearnersInAFieldIsCaught() throws Exception {
    assertThat(train(LearningBugs.forgetsLearners(), true)).isNotEqualTo(train(new Parts(), false));
  }

  @Test
  void trainingWithItsOpenBlocksInAFieldIsCaught() throws Exception {
    assertThat(train(LearningBugs.forgetsOpenBlocks(), true))
        .isNotEqualTo(train(new Parts(), false));
  }

  @Test
  void sumsGoOnFromTheirCheckpoint() throws Exception {
    assertThat(sum(new Parts(), true)).isEqualTo(sum(new Parts(), false)).hasSize(BLOCKS);
  }

  @Test
  void sumsInAFieldAreCaught() throws Exception {
    assertThat(sum(LearningBugs.forgetsOpenLessons(), true)).isNotEqualTo(sum(new Parts(), false));
  }

  private static List<String> train(Parts parts, boolean isKilled) throws Exception {
    List<String> versions = new ArrayList<>();
    var harness = opened(parts.training(), null);
    for (int block = 0; block < BLOCKS; block++) {
      List<BlockSums> halves = halves(block);
      harness.processElement(halves.get(0), 0);
      if (isKilled && block == KILLED_IN) {
        harness = killed(harness, parts.training());
      }
      harness.processElement(halves.get(1), 0);
      harness.processWatermark(lastPeriod(block));
      for (Object out : Subtasks.take(harness)) {
        if (out instanceof ModelVersion version) {
          versions.add(VersionText.of(version));
        }
      }
    }
    harness.close();
    return versions;
  }

  /** Texts of the sums that leave. */
  private static List<String> sum(Parts parts, boolean isKilled) throws Exception {
    List<String> sums = new ArrayList<>();
    var harness = opened(parts.summing(), null);
    for (int block = 0; block < BLOCKS; block++) {
      List<Lesson> lessons = lessons(block);
      for (int i = 0; i < lessons.size(); i++) {
        if (isKilled && block == KILLED_IN && i == lessons.size() / 2) {
          harness = killed(harness, parts.summing());
        }
        harness.processElement(lessons.get(i), 0);
      }
      harness.processWatermark(lastPeriod(block));
      for (Object out : Subtasks.take(harness)) {
        if (out instanceof BlockSums part) {
          sums.add(part.block() + " " + part.sums().samples + " " + low(part));
        }
      }
    }
    harness.close();
    return sums;
  }

  private static List<Long> low(BlockSums part) {
    return java.util.Arrays.stream(part.sums().low).boxed().toList();
  }

  private static <I, O> OneInputStreamOperatorTestHarness<I, O> opened(
      OneInputStreamOperator<I, O> operator, OperatorSubtaskState state) throws Exception {
    OneInputStreamOperatorTestHarness<I, O> harness =
        new OneInputStreamOperatorTestHarness<>(operator, 1, 1, 0);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static <I, O> OneInputStreamOperatorTestHarness<I, O> killed(
      OneInputStreamOperatorTestHarness<I, O> harness, OneInputStreamOperator<I, O> next)
      throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    return opened(next, state);
  }

  private static List<BlockSums> halves(int block) {
    List<BlockSums> halves =
        List.of(BlockSums.none(GROUP, block, 30), BlockSums.none(GROUP, block, 30));
    List<Lesson> lessons = lessons(block);
    for (int i = 0; i < lessons.size(); i++) {
      halves.get(i % 2).add(lessons.get(i));
    }
    return halves;
  }

  private static List<Lesson> lessons(int block) {
    Random random = new Random(block);
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double[] x = {random.nextGaussian(), random.nextDouble()};
      double target = 3 + 2 * x[0] - x[1] + 0.1 * random.nextGaussian();
      lessons.add(new Lesson(GROUP, lastPeriod(block), x, target, 1, i));
    }
    return lessons;
  }

  private static int lastPeriod(int block) {
    return LearningScenario.PLAN.blocks(GROUP.category()).lastPeriod(block);
  }
}
