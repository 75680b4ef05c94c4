package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RidgeRegressionTest {

  /**
   * Neighbours share nearly all they are made of: the condition of the correlations is some 1e4.
   */
  private static double[][] correlated(Random random, int count, int features) {
    double[][] rows = LearnFixture.rows(random, count, features);
    for (double[] row : rows) {
      for (int i = 1; i < features; i++) {
        row[i] = LearnFixture.grid(0.99 * row[i - 1] + 0.1 * row[i]);
      }
      for (int i = 0; i < features; i++) {
        row[i] = LearnFixture.grid(100 * i + (i + 1) * row[i]);
      }
    }
    return rows;
  }

  private static LinearModel truth(Random random, int features) {
    return new LinearModel(7, random.doubles(features, -3, 3).map(LearnFixture::grid).toArray());
  }

  private static void assertClose(LinearModel actual, LinearModel expected, double relative) {
    double largest = Arrays.stream(expected.coefficients()).map(Math::abs).max().orElse(0);
    assertThat(actual.coefficients())
        .containsExactly(expected.coefficients(), within(relative * largest));
    double size = Math.abs(expected.intercept()) + largest;
    assertThat(actual.intercept()).isCloseTo(expected.intercept(), within(relative * 1000 * size));
  }

  @Example
  void aHundredThousandRowsStreamedAreTheirBatchSolution() {
    Random random = new Random(11);
    double[][] rows = correlated(random, 100_000, 20);
    double[] targets = LearnFixture.targets(random, rows, truth(random, 20), 5);
    double[] weights = new double[rows.length];
    Arrays.fill(weights, 1);
    Gram gram = new Gram();
    for (int from = 0; from < rows.length; from += 10_000) {
      int to = from + 10_000;
      gram.add(
          LearnFixture.sums(
              Arrays.copyOfRange(rows, from, to), Arrays.copyOfRange(targets, from, to)));
    }
    for (double ridge : new double[] {0, 1e-4, 0.1}) {
      Solution solution = RidgeRegression.solve(gram, ridge);
      assertThat(solution.ridge()).isEqualTo(ridge);
      assertClose(solution.model(), LearnFixture.batch(rows, targets, weights, ridge), 1e-8);
    }
    assertThat(RidgeRegression.solve(gram, 0).condition()).isBetween(5e3, 1e5);
  }

  @Property(tries = 30)
  void withForgettingItIsTheBatchSolutionWithDiscountedWeights(
      @ForAll @IntRange(min = 1, max = 7) int every,
      @ForAll @DoubleRange(min = 0.9, max = 1) double retained,
      @ForAll long seed) {
    Random random = new Random(seed);
    Blocks blocks = new Blocks(every, retained);
    double[][] rows = LearnFixture.rows(random, 300, 3);
    double[] targets = LearnFixture.targets(random, rows, truth(random, 3), 1);
    double[] weights = new double[rows.length];
    int lastBlock = blocks.block(29);
    Gram gram = new Gram();
    for (int block = 0; block <= lastBlock; block++) {
      GramSums sums = new GramSums();
      for (int n = 0; n < rows.length; n++) {
        int period = n % 30;
        if (blocks.block(period) == block) {
          sums.add(rows[n], targets[n], blocks.discount(period));
          weights[n] = Math.pow(retained, blocks.lastPeriod(lastBlock) - period);
        }
      }
      gram.scale(block == 0 ? 1 : blocks.discountOfBlocks(1));
      gram.add(sums);
    }
    LinearModel expected = LearnFixture.batch(rows, targets, weights, 0.01);
    // Roots of weights are rounded to 2^-24; with a weight of 1 in each block nothing is.
    double exact = every == 1 || retained == 1 ? 1e-10 : 1e-6;
    assertClose(RidgeRegression.solve(gram, 0.01).model(), expected, exact);
    double total = Arrays.stream(weights).sum();
    assertThat(gram.weight()).isCloseTo(total, within(1e-6 * total));
  }

  @Example
  void aSmallSpreadAboutALargeMeanIsNotLost() {
    Random random = new Random(3);
    double[][] rows = LearnFixture.rows(random, 500, 2);
    for (double[] row : rows) {
      row[0] += 1e5;
      row[1] = LearnFixture.grid(5e3 + row[1] / 100);
    }
    LinearModel truth = new LinearModel(-1e5, new double[] {1, 2});
    double[] targets = LearnFixture.targets(random, rows, truth, 0);
    LinearModel model = RidgeRegression.solve(LearnFixture.gram(rows, targets), 0).model();
    assertThat(model.coefficients()[0]).isCloseTo(1, within(1e-4));
    assertThat(model.coefficients()[1]).isCloseTo(2, within(1e-4));
  }

  @Property(tries = 50)
  void lossOfSumsIsTheMeanSquaredErrorOfTheRows(@ForAll long seed) {
    Random random = new Random(seed);
    double[][] rows = LearnFixture.rows(random, 40, 3);
    double[] targets = LearnFixture.targets(random, rows, truth(random, 3), 2);
    LinearModel model = truth(random, 3);
    double expected = 0;
    for (int n = 0; n < rows.length; n++) {
      double error = model.predict(rows[n]) - targets[n];
      expected += error * error / rows.length;
    }
    assertThat(LearnFixture.gram(rows, targets).loss(model))
        .isCloseTo(expected, within(1e-9 * (1 + expected)));
  }

  @Example
  void aConstantFeatureGetsNoCoefficient() {
    Random random = new Random(5);
    double[][] rows = LearnFixture.rows(random, 50, 3);
    for (double[] row : rows) {
      row[1] = 123.456;
    }
    double[] targets =
        LearnFixture.targets(random, rows, new LinearModel(4, new double[] {1, 0, -2}), 0);
    Solution solution = RidgeRegression.solve(LearnFixture.gram(rows, targets), 0);
    assertThat(solution.ridge()).isZero();
    assertThat(solution.model().coefficients())
        .containsExactly(new double[] {1, 0, -2}, within(1e-5));
    assertThat(solution.model().coefficients()[1]).isZero();
  }

  @Example
  void whatTheRoundingOfDiscountedRowsMakesOfAConstantIsAConstant() {
    Random random = new Random(5);
    double[][] rows = LearnFixture.rows(random, 50, 2);
    GramSums sums = new GramSums();
    for (int n = 0; n < rows.length; n++) {
      rows[n][1] = 123.456;
      sums.add(rows[n], rows[n][0] + random.nextGaussian(), StrictMath.pow(0.97, n));
    }
    Gram gram = new Gram();
    gram.add(sums);
    assertThat(gram.variance(1)).isPositive();
    Solution solution = RidgeRegression.solve(gram, 0);
    assertThat(solution.model().coefficients()[1]).isZero();
    assertThat(solution.ridge()).isZero();
  }

  @Property(tries = 50)
  void aFeatureThatIsTheSumOfOthersNeverBlowsUpTheCoefficients(@ForAll long seed) {
    Random random = new Random(seed);
    double[][] rows = LearnFixture.rows(random, 200, 5);
    double[] targets = LearnFixture.targets(random, rows, truth(random, 5), 1);
    for (double[] row : rows) {
      row[4] = row[0] + row[1] + row[2] + row[3];
    }
    Solution solution = RidgeRegression.solve(LearnFixture.gram(rows, targets), 0);
    assertThat(solution.condition()).isLessThanOrEqualTo(1e14);
    assertThat(solution.ridge()).isPositive();
    for (double coefficient : solution.model().coefficients()) {
      assertThat(Math.abs(coefficient)).isLessThan(10);
    }
  }

  @Example
  void aDuplicatedFeatureSharesTheCoefficientAndTheRidgeSaysWhy() {
    Random random = new Random(6);
    double[][] rows = LearnFixture.rows(random, 50, 2);
    double[] targets =
        LearnFixture.targets(random, rows, new LinearModel(4, new double[] {3, 0}), 0);
    for (double[] row : rows) {
      row[1] = row[0];
    }
    Solution solution = RidgeRegression.solve(LearnFixture.gram(rows, targets), 0);
    assertThat(solution.ridge()).isBetween(1e-12, 1e-9);
    assertThat(solution.model().coefficients())
        .containsExactly(new double[] {1.5, 1.5}, within(1e-3));
  }

  @Example
  void fewerRowsThanFeaturesIsSolvedWithARidge() {
    Random random = new Random(8);
    double[][] rows = LearnFixture.rows(random, 5, 20);
    double[] targets = LearnFixture.targets(random, rows, truth(random, 20), 1);
    Solution solution = RidgeRegression.solve(LearnFixture.gram(rows, targets), 0);
    assertThat(solution.ridge()).isPositive();
    assertThat(solution.model().isFinite()).isTrue();
    for (int n = 0; n < rows.length; n++) {
      assertThat(solution.model().predict(rows[n])).isCloseTo(targets[n], within(1e-3));
    }
  }

  @Example
  void aTargetOfZerosGivesAModelOfZeros() {
    double[][] rows = LearnFixture.rows(new Random(9), 30, 3);
    Solution solution = RidgeRegression.solve(LearnFixture.gram(rows, new double[30]), 0);
    assertThat(solution.model().coefficients()).containsOnly(0);
    assertThat(solution.model().intercept()).isZero();
    assertThat(LearnFixture.gram(rows, new double[30]).loss(solution.model())).isZero();
  }

  @Example
  void oneRowGivesItsTarget() {
    Solution solution =
        RidgeRegression.solve(LearnFixture.gram(new double[][] {{1, 2}}, new double[] {5}), 0);
    assertThat(solution.model().predict(new double[] {8, -3})).isEqualTo(5);
    assertThat(solution.condition()).isEqualTo(1);
  }

  @Example
  void sumsWithoutRowsAndImpossibleRidgesAreErrors() {
    assertThatThrownBy(() -> RidgeRegression.solve(new Gram(), 0))
        .hasMessage("weight of the rows is 0.0, allowed is above 0");
    Gram gram = LearnFixture.gram(new double[][] {{1}, {2}}, new double[] {5, 6});
    assertThatThrownBy(() -> RidgeRegression.solve(gram, -1))
        .hasMessage("ridge is -1.0, allowed is 0 to 1e6");
    assertThatThrownBy(() -> RidgeRegression.solve(gram, Double.NaN))
        .hasMessageContaining("ridge is NaN");
  }
}
