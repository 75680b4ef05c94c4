package io.skucast.job.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.job.operator.Subtasks;
import io.skucast.job.state.Uids;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What the operators of training do at the edges of time. Blocks have three periods. */
class LearningOperatorsTest {
  private static final ModelGroup TOYS = new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7);
  private static final LearningPlan PLAN = LearningScenario.PLAN;
  private static final LearningPlan ENDLESS = PLAN.withTrainingAtEnd(false);

  @Test
  void sumsLeaveBeforeTheWatermarkThatCompletesTheirBlock() throws Exception {
    var harness = summing(PLAN);
    harness.processElement(lesson(0, 1), 0);
    harness.processElement(lesson(2, 2), 0);
    harness.processElement(lesson(3, 3), 0);
    harness.processWatermark(1);
    assertThat(Subtasks.take(harness)).containsExactly(new Watermark(1));
    harness.processWatermark(2);
    List<Object> out = Subtasks.take(harness);
    assertThat(out).hasSize(2).last().isEqualTo(new Watermark(2));
    assertThat(((BlockSums) out.get(0)).block()).isZero();
    assertThat(((BlockSums) out.get(0)).sums().samples).isEqualTo(2);
    harness.close();
  }

  @Test
  void aLessonOfACompleteBlockIsRefusedLoudly() throws Exception {
    var harness = summing(PLAN);
    harness.processWatermark(2);
    assertThatThrownBy(() -> harness.processElement(lesson(2, 1), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "A lesson of linear:1-7:toys has period 2 in block 0, which was complete when period 2"
                + " was sealed; allowed is a later block.");
    harness.processElement(lesson(3, 1), 0);
    harness.close();
  }

  @Test
  void anIdleSubtaskLetsGoOfAllItsSums() throws Exception {
    var harness = summing(PLAN);
    harness.processElement(lesson(0, 1), 0);
    harness.processElement(lesson(3, 1), 0);
    harness.processWatermarkStatus(WatermarkStatus.IDLE);
    assertThat(Subtasks.take(harness)).hasSize(3).last().isEqualTo(WatermarkStatus.IDLE);
    harness.close();
  }

  @Test
  void theEndOfInputTrainsOnWhatIsOpenBeforeTheLastWatermark() throws Exception {
    var summing = summing(PLAN);
    summing.processElement(lesson(0, 1), 0);
    summing.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(Subtasks.take(summing)).isEmpty();
    // What an operator before it says at the end of input comes after the last watermark.
    summing.processElement(lesson(1, 2), 0);
    summing.endInput();
    List<Object> sums = Subtasks.take(summing);
    assertThat(sums).hasSize(2).last().isEqualTo(Watermark.MAX_WATERMARK);
    assertThat(((BlockSums) sums.get(0)).sums().samples).isEqualTo(2);
    summing.close();

    var training = training(PLAN, null);
    training.processElement(block(0), 0);
    training.processWatermark(2);
    training.processElement(block(1), 0);
    training.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(Subtasks.take(training)).containsExactly(new Watermark(2));
    training.endInput();
    List<Object> versions = Subtasks.take(training);
    assertThat(versions).hasSize(3).last().isEqualTo(Watermark.MAX_WATERMARK);
    assertThat(versions.subList(0, 2)).allMatch(ModelVersion.class::isInstance);
    training.close();
  }

  @Test
  void anEndThatIsNotTrainedOnLeavesOpenBlocksInTheCheckpoint() throws Exception {
    var summing = summing(ENDLESS);
    summing.processElement(lesson(0, 1), 0);
    summing.processWatermark(Watermark.MAX_WATERMARK);
    summing.endInput();
    assertThat(Subtasks.take(summing)).containsExactly(Watermark.MAX_WATERMARK);
    OperatorSubtaskState state = summing.snapshot(1, 1);
    summing.close();
    var next = new OneInputStreamOperatorTestHarness<>(new LessonSummingOperator(PLAN), 1, 1, 0);
    next.setup();
    next.initializeState(state);
    next.open();
    next.processWatermark(2);
    assertThat(Subtasks.take(next)).hasSize(2);
    next.close();
  }

  @Test
  void aVersionIsEffectiveFromThePlansOriginAndAllCategoriesHaveOneToo() throws Exception {
    var training = training(PLAN, null);
    for (int block = 0; block < 2; block++) {
      training.processElement(block(block), 0);
      training.processWatermark(3 * block + 2);
    }
    assertThat(Subtasks.take(training).stream().filter(ModelVersion.class::isInstance))
        .extracting(out -> (ModelVersion) out)
        .allMatch(version -> version.effectiveOrigin() == 5 + PLAN.effectiveAfter())
        .allMatch(version -> version.trainedThrough() == 5)
        .extracting(version -> version.group().category())
        .containsExactly("*", "toys");
    training.close();
  }

  @Test
  void sumsOfACompleteBlockAreRefusedLoudlyAfterARestartToo() throws Exception {
    var training = training(PLAN, null);
    training.processElement(block(1), 0);
    training.processWatermark(5);
    OperatorSubtaskState state = training.snapshot(1, 1);
    training.close();
    var next = training(PLAN, state);
    assertThatThrownBy(() -> next.processElement(block(1), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("block 1, which was complete when period 5 was sealed");
    next.close();
  }

  @Test
  void anotherLengthOfBlocksIsRefusedOnRestore() throws Exception {
    var training = training(PLAN, null);
    OperatorSubtaskState state = training.snapshot(1, 1);
    training.close();
    LearningPlan longer =
        LearningPlan.of(new Blocks(7, 1), LearningScenario.OPTIONS, PLAN.clock(), 1);
    assertThatThrownBy(() -> training(longer, state))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Blocks have 7 periods, allowed is 3 as in the training so far; for another length,"
                + " training must begin anew.");
  }

  @Test
  void trainingIsOneSubtaskAndSumsAreWhereLessonsAre() {
    var env = StreamExecutionEnvironment.createLocalEnvironment(3);
    var lessons =
        env.fromSequence(1, 9)
            .map(i -> lesson(i.intValue(), i.intValue()))
            .returns(TypeInformation.of(Lesson.class))
            .setParallelism(2);
    OnlineLearning.versions(lessons, PLAN, Uids.LESSON_SUMS, Uids.TRAINING).versions().print();
    StreamGraph graph = env.getStreamGraph();
    StreamNode sums = node(graph, "lesson-sums");
    assertThat(sums.getOperatorName()).isEqualTo("lesson sums");
    assertThat(sums.getParallelism()).isEqualTo(2);
    StreamNode training = node(graph, "training");
    assertThat(training.getOperatorName()).isEqualTo("training");
    assertThat(training.getParallelism()).isEqualTo(1);
    assertThat(graph.getJobGraph().getVerticesAsArray())
        .extracting(vertex -> vertex.getName() + " of " + vertex.getMaxParallelism())
        .contains("Map -> lesson sums of -1", "training of 1");
  }

  private static StreamNode node(StreamGraph graph, String uid) {
    return graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .findFirst()
        .orElseThrow();
  }

  private static OneInputStreamOperatorTestHarness<Lesson, BlockSums> summing(LearningPlan plan)
      throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Lesson, BlockSums>(
            new LessonSummingOperator(plan), 1, 1, 0);
    harness.open();
    return harness;
  }

  private static OneInputStreamOperatorTestHarness<BlockSums, ModelVersion> training(
      LearningPlan plan, OperatorSubtaskState state) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<BlockSums, ModelVersion>(
            new TrainingOperator(plan, LearningCluster.REFUSALS), 1, 1, 0);
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }

  private static BlockSums block(int block) {
    BlockSums sums = BlockSums.none(TOYS, block, PLAN.sampleRows());
    for (int i = 0; i < 50; i++) {
      sums.add(lesson(3 * block, 100 * block + i));
    }
    return sums;
  }

  private static Lesson lesson(int period, int seed) {
    Random random = new Random(seed);
    double[] x = {random.nextGaussian(), random.nextDouble()};
    double target = 1 + x[0] - x[1] + 0.1 * random.nextGaussian();
    return new Lesson(TOYS, period, x, target, 1, seed);
  }
}
