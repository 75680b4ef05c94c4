package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.learn.GradientStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.ml.common.feature.LabeledPointWithWeight;
import org.apache.flink.ml.common.lossfunc.BinaryLogisticLoss;
import org.apache.flink.ml.common.lossfunc.LeastSquareLoss;
import org.junit.jupiter.api.Test;

/** The textbook's formulas, in numbers worked out by hand. */
class GradientDescentTest {
  /** (1) → 3 and (2) → 5, at weight 0 and intercept 0: errors −3 and −5. */
  private static final List<LabeledPointWithWeight> TWO = List.of(point(3, 1), point(5, 2));

  private static LabeledPointWithWeight point(double label, double... features) {
    return GradientDescent.point(features, label);
  }

  @Test
  void theMeanGradientIsThatOfTheTextbook() {
    // Weight: (−3·1 − 5·2) / 2 = −6.5. Intercept: (−3 − 5) / 2 = −4.
    assertThat(GradientDescent.meanGradient(LeastSquareLoss.INSTANCE, new double[2], TWO))
        .containsExactly(-6.5, -4);
    // Log loss at even odds: half a feature too much where the label is 0, too little where it is
    // 1.
    assertThat(
            GradientDescent.meanGradient(
                BinaryLogisticLoss.INSTANCE, new double[2], List.of(point(0, 1), point(1, 2))))
        .containsExactly((0.5 * 1 - 0.5 * 2) / 2, 0);
    assertThatThrownBy(
            () -> GradientDescent.meanGradient(LeastSquareLoss.INSTANCE, new double[2], List.of()))
        .hasMessage("rows are 0, allowed is from 1");
  }

  @Test
  void aStepIsTheWeightsLessTheRateTimesTheMeanGradient() {
    double[] w = new double[2];
    GradientDescent.sgd(w, LeastSquareLoss.INSTANCE, TWO, 0.1, 0, 0);
    assertThat(w[0]).isCloseTo(0.65, within(1e-15));
    assertThat(w[1]).isCloseTo(0.4, within(1e-15));
    // Errors now: 1.05 − 3 = −1.95 and 1.7 − 5 = −3.3; gradient −4.275 and −2.625.
    GradientDescent.sgd(w, LeastSquareLoss.INSTANCE, TWO, 0.1, 0, 0);
    assertThat(w[0]).isCloseTo(1.0775, within(1e-12));
    assertThat(w[1]).isCloseTo(0.6625, within(1e-12));
  }

  @Test
  void penaltiesPullWeightsToNoughtButNotTheIntercept() {
    double[] w = {2, 1};
    // Errors 0 and 0, so only the penalties move: 2 − 0.1·0.5·2 = 1.9, then 1.9 − 0.1·3 = 1.6.
    GradientDescent.sgd(w, LeastSquareLoss.INSTANCE, TWO, 0.1, 3, 0.5);
    assertThat(w[0]).isCloseTo(1.6, within(1e-12));
    assertThat(w[1]).isEqualTo(1);
    w[0] = 0.01;
    w[1] = 0;
    GradientDescent.sgd(w, LeastSquareLoss.INSTANCE, List.of(point(0, 0)), 0.1, 3, 0);
    assertThat(w[0]).as("not beyond nought").isZero();
  }

  @Test
  void aStepOfFtrlIsThatOfTheAlgorithm() {
    double[] w = new double[2];
    double[] z = new double[2];
    double[] n = new double[2];
    GradientDescent.ftrl(w, z, n, LeastSquareLoss.INSTANCE, TWO, 0.5, 1, 0.1, 0.2);
    // z = g as w is 0; n = g². (6.5 − 0.1) / ((1 + 6.5) / 0.5 + 0.2), and 4 / ((1 + 4) / 0.5).
    assertThat(z).containsExactly(-6.5, -4);
    assertThat(n).containsExactly(42.25, 16);
    assertThat(w[0]).isCloseTo(6.4 / 15.2, within(1e-15));
    assertThat(w[1]).isCloseTo(0.4, within(1e-15));
    double before = w[0];
    double g = ((before + 0.4 - 3) + 2 * (2 * before + 0.4 - 5)) / 2;
    double sigma = (Math.sqrt(42.25 + g * g) - 6.5) / 0.5;
    GradientDescent.ftrl(w, z, n, LeastSquareLoss.INSTANCE, TWO, 0.5, 1, 0.1, 0.2);
    assertThat(z[0]).isCloseTo(-6.5 + g - sigma * before, within(1e-12));
    double stiffness = (1 + Math.sqrt(42.25 + g * g)) / 0.5 + 0.2;
    assertThat(w[0]).isCloseTo((-z[0] - 0.1) / stiffness, within(1e-12));
  }

  @Test
  void ftrlLeavesAWeightAtNoughtWhoseGradientsAreWithinThePenalty() {
    double[] w = new double[2];
    GradientDescent.ftrl(
        w, new double[2], new double[2], LeastSquareLoss.INSTANCE, TWO, 0.5, 1, 6.5, 0);
    assertThat(w[0]).isZero();
    assertThat(w[1]).isNotZero();
  }

  @Test
  void itIsTheClassicRuleOfTheCoreWithTheInterceptAsAFeature() {
    Random random = new Random(5);
    List<LabeledPointWithWeight> rows = new ArrayList<>();
    double[][] x = new double[50][];
    double[] y = new double[50];
    for (int i = 0; i < 50; i++) {
      double[] features = {random.nextGaussian(), random.nextGaussian()};
      y[i] = random.nextGaussian();
      x[i] = new double[] {features[0], features[1], 1};
      rows.add(point(y[i], features));
    }
    double[] w = {0.3, -0.2, 0.1};
    double[] expected = GradientStep.next(w, x, y, 0.05);
    GradientDescent.sgd(w, LeastSquareLoss.INSTANCE, rows, 0.05, 0, 0);
    assertThat(w).containsExactly(expected, within(1e-12));
  }
}
