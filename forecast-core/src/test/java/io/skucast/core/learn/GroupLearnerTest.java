package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupLearnerTest {
  private static final Blocks BLOCKS = new Blocks(7, 1);
  private static final LearnerOptions OPTIONS =
      new LearnerOptions(new double[] {1e-4, 1}, 0, 2, 50, 1e8, 1.1, -1);

  @Test
  void bothKindsOfModelsArePublishedAndRemembered() {
    for (String model : new String[] {ModelGroup.LINEAR, ModelGroup.DIRECTION}) {
      ModelGroup group = new ModelGroup(model, "toys", 1, 7);
      GroupLearner learner = GroupLearner.of(group);
      assertThat(learner.group()).isEqualTo(group);
      learner.learn(block(group, 3), BLOCKS, OPTIONS, 2, "layout");
      Outcome outcome = learner.learn(block(group, 4), BLOCKS, OPTIONS, 2, "layout");
      assertThat(outcome).isInstanceOf(Outcome.Published.class);
      ModelVersion version = ((Outcome.Published) outcome).version();
      assertThat(version.trainedThrough()).isEqualTo(34);
      assertThat(version.effectiveOrigin()).isEqualTo(36);
      assertThat(version.layout()).isEqualTo("layout");
      assertThat(learner.newestVersion).isEqualTo(version.version());
      assertThat(learner.effectiveOrigin).isEqualTo(36);
      assertThat(learner.samples).isEqualTo(200);
      assertThat(learner.loss).isEqualTo(version.loss());
      assertThat(learner.refusals).isZero();
    }
  }

  @Test
  void aRefusalIsCountedAndTheLastVersionStays() {
    ModelGroup group = new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7);
    GroupLearner learner = GroupLearner.of(group);
    learner.learn(block(group, 3), BLOCKS, OPTIONS, 2, "");
    learner.learn(block(group, 4), BLOCKS, OPTIONS, 2, "");
    long version = learner.newestVersion;
    LearnerOptions strict = new LearnerOptions(new double[] {1e-4}, 0, 2, 50, 1, 1.1, -1);
    assertThat(learner.learn(block(group, 5), BLOCKS, strict, 2, ""))
        .isInstanceOf(Outcome.Refused.class);
    assertThat(learner.refusals).isEqualTo(1);
    assertThat(learner.newestVersion).isEqualTo(version);
  }

  @Test
  void aCopySharesNothing() {
    for (String model : new String[] {ModelGroup.LINEAR, ModelGroup.DIRECTION}) {
      ModelGroup group = new ModelGroup(model, "toys", 1, 7);
      GroupLearner learner = GroupLearner.of(group);
      learner.learn(block(group, 3), BLOCKS, OPTIONS, 2, "");
      learner.learn(block(group, 4), BLOCKS, OPTIONS, 2, "");
      GroupLearner copy = learner.copy();
      assertThat(copy).usingRecursiveComparison().isEqualTo(learner);
      learner.learn(block(group, 5), BLOCKS, OPTIONS, 2, "");
      assertThat(copy.newestVersion).isEqualTo(35);
      copy.learn(block(group, 5), BLOCKS, OPTIONS, 2, "");
      assertThat(copy).usingRecursiveComparison().isEqualTo(learner);
    }
  }

  @Test
  void progressNeverGoesBackAndCountsInBlocksOfOneLength() {
    TrainingProgress progress = new TrainingProgress(7);
    assertThat(progress.isComplete(0, BLOCKS)).isFalse();
    progress.sealTo(13);
    progress.sealTo(5);
    assertThat(progress.isComplete(1, BLOCKS)).isTrue();
    assertThat(progress.isComplete(2, BLOCKS)).isFalse();
    TrainingProgress next = new TrainingProgress(7);
    next.restore(progress.copy());
    assertThat(next).usingRecursiveComparison().isEqualTo(progress);
    assertThatThrownBy(() -> new TrainingProgress(14).restore(progress))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Blocks have 14 periods, allowed is 7");
  }

  private static BlockSums block(ModelGroup group, int block) {
    Random random = new Random(block);
    BlockSums sums = BlockSums.none(group, block, 1000);
    for (int i = 0; i < 100; i++) {
      double[] x = {random.nextGaussian(), random.nextDouble()};
      double score = 3 * x[0] - 2 * x[1] + random.nextGaussian();
      boolean isLinear = ModelGroup.LINEAR.equals(group.model());
      double target = isLinear ? 4 + score : score > 0 ? 1 : 0;
      sums.add(new Lesson(group, BLOCKS.lastPeriod(block), x, target, 1, random.nextLong()));
    }
    return sums;
  }
}
