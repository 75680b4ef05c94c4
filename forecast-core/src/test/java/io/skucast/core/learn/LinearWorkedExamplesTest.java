package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * Small examples of linear demand models that are often printed, worked out by hand. A well-known
 * article prints 16.7 and 11.7 where the formula w·x + b that it gives, with the numbers that it
 * gives, comes to 11.9 and 18.9: its printed figures do not follow its own formula.
 */
class LinearWorkedExamplesTest {
  private static final double[][] PERIODS = {{1}, {2}, {3}, {4}, {5}, {6}};

  private static LinearModel trend(double... sales) {
    return RidgeRegression.solve(LearnFixture.gram(PERIODS, sales), 0).model();
  }

  @Test
  void aStraightLineOfSalesGoesOnToFourHundredInTheSeventhPeriod() {
    LinearModel model = trend(100, 150, 200, 250, 300, 350);
    assertThat(model.coefficients()[0]).isCloseTo(50, within(1e-10));
    assertThat(model.intercept()).isCloseTo(50, within(1e-10));
    assertThat(model.predict(new double[] {7})).isCloseTo(400, within(1e-9));
  }

  @Test
  void salesThatSpeedUpGetTheirLeastSquaresLine() {
    // Mean period 3.5, mean sales 2300 / 6; Σ (t - 3.5)² = 17.5; Σ (t - 3.5) sales
    // = -500 - 375 - 150 + 200 + 750 + 1625 = 1550; slope 1550 / 17.5 = 620 / 7;
    // at 7: 1150 / 3 + 3.5 x 620 / 7 = 1150 / 3 + 310 = 693 1/3.
    LinearModel model = trend(200, 250, 300, 400, 500, 650);
    assertThat(model.coefficients()[0]).isCloseTo(620 / 7.0, within(1e-10));
    assertThat(model.predict(new double[] {7})).isCloseTo(2080 / 3.0, within(1e-9));
  }

  @Test
  void aForecastIsWeightsTimesFeaturesAndTheBias() {
    LinearModel first = new LinearModel(10, new double[] {0.5, 0.2});
    assertThat(first.predict(new double[] {1, 7})).isCloseTo(11.9, within(1e-12));
    LinearModel second = new LinearModel(20, new double[] {-0.3, -0.1});
    assertThat(second.predict(new double[] {1, 8})).isCloseTo(18.9, within(1e-12));
  }

  @Test
  void aGradientStepMovesTheWeightsAgainstTheMeanOfErrorTimesFeatures() {
    // w = (1, 2). Row (1, 3), y 10: f = 7, error -3, error x = (-3, -9).
    // Row (1, -1), y 1: f = -1, error -2, error x = (-2, 2). Mean (-2.5, -3.5); eta 0.1.
    double[][] rows = {{1, 3}, {1, -1}};
    double[] weights = {1, 2};
    double[] next = GradientStep.next(weights, rows, new double[] {10, 1}, 0.1);
    assertThat(next).containsExactly(new double[] {1.25, 2.35}, within(1e-15));
    assertThat(weights).containsExactly(1, 2);
  }

  @Test
  void gradientStepsLeadToTheLeastSquaresLine() {
    double[] sales = {200, 250, 300, 400, 500, 650};
    double[][] rows = new double[6][];
    for (int n = 0; n < 6; n++) {
      rows[n] = new double[] {1, PERIODS[n][0]};
    }
    double[] weights = {0, 0};
    for (int step = 0; step < 5000; step++) {
      weights = GradientStep.next(weights, rows, sales, 0.1);
    }
    LinearModel model = trend(sales);
    assertThat(weights[0]).isCloseTo(model.intercept(), within(1e-8));
    assertThat(weights[1]).isCloseTo(model.coefficients()[0], within(1e-8));
  }
}
