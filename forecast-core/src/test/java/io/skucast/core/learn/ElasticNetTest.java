package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class ElasticNetTest {
  private static final LinearModel TRUTH = new LinearModel(2, new double[] {3, 0, -1, 0});

  private static Gram gram(long seed) {
    Random random = new Random(seed);
    double[][] rows = LearnFixture.rows(random, 400, 4);
    for (double[] row : rows) {
      row[1] = LearnFixture.grid(0.5 * row[0] + row[1]);
    }
    return LearnFixture.gram(rows, LearnFixture.targets(random, rows, TRUTH, 0.5));
  }

  @Property(tries = 30)
  void withoutAbsolutePenaltyItIsRidgeRegression(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 2) double penalty) {
    Solution net = ElasticNet.solve(gram(seed), penalty, 0);
    Solution ridge = RidgeRegression.solve(gram(seed), penalty);
    assertThat(net.model().coefficients())
        .containsExactly(ridge.model().coefficients(), within(1e-9));
    assertThat(net.condition()).isCloseTo(ridge.condition(), within(1e-6));
  }

  @Example
  void absolutePenaltyLeavesOutFeaturesThatDoNotMatter() {
    double[] coefficients = ElasticNet.solve(gram(1), 0.1, 1).model().coefficients();
    assertThat(coefficients[1]).isZero();
    assertThat(coefficients[3]).isZero();
    assertThat(coefficients[0]).isBetween(2.4, 2.9);
    assertThat(coefficients[2]).isBetween(-0.9, -0.5);
    assertThat(ElasticNet.solve(gram(1), 1, 1).model().coefficients()).containsOnly(0);
  }

  @Property(tries = 30)
  void theSolutionMeetsTheConditionsOfAnOptimum(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0.01, max = 0.5) double penalty,
      @ForAll @DoubleRange(min = 0, max = 1) double l1Share) {
    Gram gram = gram(seed);
    double[] coefficients = ElasticNet.solve(gram, penalty, l1Share).model().coefficients();
    double deviation = Math.sqrt(gram.variance(4));
    double[] beta = new double[4];
    for (int j = 0; j < 4; j++) {
      beta[j] = coefficients[j] * Math.sqrt(gram.variance(j)) / deviation;
    }
    for (int j = 0; j < 4; j++) {
      double spread = Math.sqrt(gram.variance(j));
      double slope = gram.covariance(j, 4) / spread / deviation - penalty * (1 - l1Share) * beta[j];
      for (int k = 0; k < 4; k++) {
        slope -= gram.covariance(j, k) / spread / Math.sqrt(gram.variance(k)) * beta[k];
      }
      if (beta[j] == 0) {
        assertThat(Math.abs(slope)).isLessThanOrEqualTo(penalty * l1Share + 1e-9);
      } else {
        assertThat(slope).isCloseTo(penalty * l1Share * Math.signum(beta[j]), within(1e-9));
      }
    }
  }

  @Example
  void aDuplicatedFeatureIsFinite() {
    double[][] rows = LearnFixture.rows(new Random(4), 60, 2);
    double[] targets = new double[60];
    for (int n = 0; n < 60; n++) {
      rows[n][1] = rows[n][0];
      targets[n] = 2 * rows[n][0];
    }
    LinearModel model = ElasticNet.solve(LearnFixture.gram(rows, targets), 0.01, 1).model();
    assertThat(model.isFinite()).isTrue();
    assertThat(model.coefficients()[0] + model.coefficients()[1]).isCloseTo(1.98, within(1e-6));
  }
}
