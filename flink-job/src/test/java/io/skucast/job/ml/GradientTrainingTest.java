package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Logistic;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Refusal;
import io.skucast.job.learn.LearningPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training by gradients: known coefficients are found, and a crash changes no bit. */
class GradientTrainingTest {
  private static final OutputTag<Refusal> REFUSALS =
      new OutputTag<>("model-refusals", TypeInformation.of(Refusal.class));
  private static final int BLOCKS = 20;

  private final List<OneInputStreamOperatorTestHarness<BlockSums, ModelVersion>> harnesses =
      new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var harness : harnesses) {
      harness.close();
    }
  }

  private OneInputStreamOperatorTestHarness<BlockSums, ModelVersion> harness(
      OnlineEstimatorParams<?> params, boolean isLogistic) throws Exception {
    LearningPlan plan = TrainingRules.plan(params, false);
    var harness =
        new OneInputStreamOperatorTestHarness<BlockSums, ModelVersion>(
            new GradientTrainingOperator(plan, GradientRule.of(params, isLogistic), REFUSALS));
    harnesses.add(harness);
    harness.setup();
    return harness;
  }

  /** y = 3 a − 2 b + 1 with a little noise, or log odds of that. */
  private static BlockSums block(int block, boolean isLogistic) {
    Random random = new Random(block);
    BlockSums sums =
        BlockSums.none(new ModelGroup("direction", "A", 1, 1), block, LearningPlan.SAMPLE_ROWS);
    for (int i = 0; i < 200; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double value = 3 * x[0] - 2 * x[1] + 1;
      double y =
          isLogistic
              ? random.nextDouble() < Logistic.probability(value) ? 1 : 0
              : value + random.nextGaussian() / 100;
      sums.rows().add(block * 1000L + i, x, y);
    }
    return sums;
  }

  private static List<ModelVersion> train(
      OneInputStreamOperatorTestHarness<BlockSums, ModelVersion> harness,
      int from,
      int to,
      boolean isLogistic)
      throws Exception {
    for (int block = from; block < to; block++) {
      harness.processElement(new StreamRecord<>(block(block, isLogistic)));
      harness.processWatermark(new Watermark(block));
    }
    return harness.extractOutputValues();
  }

  private static OnlineLinearRegression estimator(String optimizer) {
    return new OnlineLinearRegression()
        .setFeaturesSize(2)
        .setOptimizer(optimizer)
        .setPeriodCol("period")
        .setPasses(5)
        .setLeastSamples(200L)
        .setTolerance(1.5)
        .setAlpha(1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "ftrl"})
  void knownCoefficientsAreFound(String optimizer) throws Exception {
    var harness = harness(estimator(optimizer), false);
    harness.open();
    List<ModelVersion> versions = train(harness, 0, BLOCKS, false);
    ModelVersion last = versions.get(versions.size() - 1);
    assertThat(last.version()).isEqualTo(BLOCKS);
    assertThat(last.effectiveOrigin()).isEqualTo(BLOCKS);
    assertThat(last.model().coefficients()[0]).isBetween(2.98, 3.02);
    assertThat(last.model().coefficients()[1]).isBetween(-2.02, -1.98);
    assertThat(last.model().intercept()).isBetween(0.98, 1.02);
    assertThat(last.loss()).isLessThan(0.01).isLessThan(last.naiveLoss());
    assertThat(last.samples()).isEqualTo(200L * BLOCKS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "ftrl"})
  void knownLogOddsAreFound(String optimizer) throws Exception {
    var harness = harness(estimator(optimizer).setLearningRate(0.2).setAlpha(0.3), true);
    harness.open();
    List<ModelVersion> versions = train(harness, 0, 60, true);
    ModelVersion last = versions.get(versions.size() - 1);
    // 12,000 rows: standard errors are about 0.06, 0.05 and 0.03; steps go on wandering a little.
    assertThat(last.model().coefficients()[0]).isBetween(2.7, 3.3);
    assertThat(last.model().coefficients()[1]).isBetween(-2.25, -1.75);
    assertThat(last.model().intercept()).isBetween(0.8, 1.2);
  }

  @Test
  void aCrashBetweenVersionsChangesNoBit() throws Exception {
    for (String optimizer : List.of("sgd", "ftrl")) {
      var whole = harness(estimator(optimizer), false);
      whole.open();
      List<String> expected = texts(train(whole, 0, BLOCKS, false));
      for (int crash : new int[] {1, 7, 13}) {
        var before = harness(estimator(optimizer), false);
        before.open();
        List<String> out = texts(train(before, 0, crash, false));
        before.processElement(new StreamRecord<>(block(crash, false)));
        OperatorSubtaskState state = before.snapshot(1, 1);
        var after = harness(estimator(optimizer), false);
        after.initializeState(state);
        after.open();
        after.processWatermark(new Watermark(crash));
        out.addAll(texts(train(after, crash + 1, BLOCKS, false)));
        assertThat(out).isEqualTo(expected);
      }
    }
  }

  private static List<String> texts(List<ModelVersion> versions) {
    List<String> texts = new ArrayList<>();
    for (ModelVersion version : versions) {
      texts.add(
          version.group().key()
              + " "
              + version.version()
              + " "
              + Arrays.toString(version.model().coefficients())
              + version.model().intercept()
              + " "
              + version.loss());
    }
    return texts;
  }

  @Test
  void stepsThatGrowBeyondAllNumbersAreRefusedAndTrainingStartsAnew() throws Exception {
    var harness = harness(estimator("sgd").setLearningRate(1e6).setPasses(100), false);
    harness.open();
    assertThat(train(harness, 0, 3, false)).isEmpty();
    assertThat(harness.getSideOutput(REFUSALS))
        .extracting(record -> record.getValue().reason())
        .contains(Refusal.NOT_FINITE);
  }

  @Test
  void aPoisonedBlockIsRefusedAndTheModelRecovers() throws Exception {
    var harness = harness(estimator("sgd"), false);
    harness.open();
    int before = train(harness, 0, 10, false).size();
    BlockSums poison =
        BlockSums.none(new ModelGroup("direction", "A", 1, 1), 10, LearningPlan.SAMPLE_ROWS);
    for (int i = 0; i < 200; i++) {
      poison.rows().add(-i, new double[] {1, i % 7}, -1e6);
    }
    harness.processElement(new StreamRecord<>(poison));
    harness.processWatermark(new Watermark(10));
    assertThat(harness.extractOutputValues())
        .as("what was learned foretells none of it")
        .hasSize(before);
    List<ModelVersion> versions = train(harness, 11, 40, false);
    ModelVersion last = versions.get(versions.size() - 1);
    assertThat(last.version()).isEqualTo(40);
    assertThat(last.model().coefficients()[0]).isBetween(2.9, 3.1);
  }

  @Test
  void aCopySharesNothing() {
    GradientLearner learner = GradientLearner.of(new ModelGroup("direction", "A", 1, 1));
    learner.coefficients = new double[] {1, 2};
    GradientLearner copy = learner.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(learner);
    copy.coefficients[0] = 9;
    assertThat(learner.coefficients[0]).isEqualTo(1);
  }
}
