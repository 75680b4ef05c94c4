package io.skucast.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.sale.Series;
import org.junit.jupiter.api.Test;

/** Numbers worked out by hand. */
class ScoreTest {
  private static final double[] LEVELS = {0.1, 0.25, 0.5, 0.75, 0.9};

  @Test
  void theScaleIsTheMeanChangeFromTheFirstSaleToTheOrigin() {
    SeriesHistory history = history("A", 10, 2, 4, 1, 1, 9);
    Scale[] scales = Scale.at(history, new int[] {10, 11, 13});
    // Nothing can have changed at the first sale; then 2, and then 2, -3 and 0.
    assertThat(scales)
        .containsExactly(null, new Scale(4, 2), new Scale((4 + 9) / 3.0, (2 + 3) / 3.0));
  }

  @Test
  void aSeriesThatNeverChangedHasNoScale() {
    assertThat(Scale.at(history("A", 0, 3, 3, 3, 5), new int[] {2})).containsOnlyNulls();
  }

  @Test
  void netReturnsAreNoDemand() {
    Scale[] scales = Scale.at(history("A", 0, 2, -5, 1), new int[] {2});
    assertThat(scales).containsExactly(new Scale((4 + 1) / 2.0, (2 + 1) / 2.0));
  }

  @Test
  void everyMetricIsAsItsDefinitionSays() {
    // Changes 2 and -3: scale 6.5 squared, 2.5 absolute. Then 4 and 0 are sold.
    SeriesHistory first = history("A", 0, 2, 4, 1, 4, 0);
    double[][] quantiles = {{0, 1}, {1, 1}, {2, 2}, {4, 3}, {5, 4}};
    SeriesScore a = score(first, 2, new double[] {3, 2}, quantiles);
    assertThat(a.rmsse()).isEqualTo(Math.sqrt((1 + 4) / 2.0 / 6.5));
    assertThat(a.mase()).isEqualTo((1 + 2) / 2.0 / 2.5);
    // At demand 4: 0.4, 0.75, 1, 0, 0.1; at demand 0, below all: 0.9, 0.75, 1, 0.75, 0.4.
    assertThat(a.pinball()).isCloseTo((2.25 + 3.8) / 10, within(1e-12));
    // The upper end of the 50 % band is inside; 0 lies below all bands.
    assertThat(a.inside()).containsExactly(1, 1, -1);
    // Changes 1 and 0: scale 0.5 and 0.5. Then 2 and 2 are sold.
    SeriesHistory second = history("B", 0, 1, 2, 2, 2, 2);
    SeriesScore b = score(second, 2, new double[] {1, 1}, new double[5][2]);

    Score score = new Score();
    score.add(a);
    score.add(b);
    assertThat(score.get(Metric.MSE)).isEqualTo((1 + 4 + 1 + 1) / 4.0);
    assertThat(score.get(Metric.MAE)).isEqualTo((1 + 2 + 1 + 1) / 4.0);
    assertThat(score.get(Metric.WAPE)).isEqualTo(5 / 8.0);
    assertThat(score.get(Metric.MASE)).isEqualTo((0.6 + 2) / 2);
    double rmsseOfA = Math.sqrt(2.5 / 6.5);
    double rmsseOfB = Math.sqrt(1 / 0.5);
    assertThat(score.get(Metric.RMSSE)).isEqualTo((rmsseOfA + rmsseOfB) / 2);
    // A unit costs 10: revenue 40 and 40.
    assertThat(a.revenue()).isEqualTo(40);
    assertThat(score.get(Metric.WEIGHTED_RMSSE))
        .isCloseTo((40 * rmsseOfA + 40 * rmsseOfB) / 80, within(1e-12));
    assertThat(b.pinball()).isCloseTo(2 * (0.1 + 0.25 + 0.5 + 0.75 + 0.9) / 5, within(1e-12));
    assertThat(score.get(Metric.SCALED_PINBALL))
        .isCloseTo((0.605 / 2.5 + 1.0 / 0.5) / 2, within(1e-12));
    assertThat(score.get(Metric.COVERAGE_50)).isEqualTo(1 / 4.0);
    assertThat(score.get(Metric.COVERAGE_80)).isEqualTo(1 / 4.0);
    assertThat(score.get(Metric.COVERAGE_90)).isNaN();
    assertThat(score.get(Metric.BIAS)).isEqualTo(7 / 8.0 - 1);
    assertThat(score.get(Metric.SERIES)).isEqualTo(2);
  }

  @Test
  void withoutDemandOrRevenueTheRatiosAreNotDefined() {
    Score score = new Score();
    score.add(score(history("A", 0, 2, 4, 1, 0, 0), 2, new double[] {1, 1}, null));
    assertThat(score.get(Metric.WAPE)).isNaN();
    assertThat(score.get(Metric.WEIGHTED_RMSSE)).isNaN();
    assertThat(score.get(Metric.BIAS)).isNaN();
    assertThat(score.get(Metric.SCALED_PINBALL)).isNaN();
    assertThat(score.get(Metric.COVERAGE_80)).isNaN();
    assertThat(score.get(Metric.MSE)).isEqualTo(1);
  }

  private static SeriesScore score(
      SeriesHistory history, int origin, double[] mean, double[][] quantiles) {
    Scale scale = Scale.at(history, new int[] {origin})[0];
    return SeriesScore.of(history, scale, origin, mean, quantiles, new Bands(LEVELS));
  }

  /** Each unit costs 10. */
  static SeriesHistory history(String sku, int first, int... units) {
    SeriesHistory history = new SeriesHistory(new Series(sku, "x"));
    for (int i = 0; i < units.length; i++) {
      history.add(first + i, 1000L * units[i], 10_000L * units[i]);
    }
    return history;
  }
}
