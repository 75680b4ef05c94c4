package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountDistributionTest {
  private static final double[] LEVELS = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

  /** The probability of k is spread over k - 1 to k, so that rounding up gives the quantile. */
  @ParameterizedTest
  @CsvSource({
    "0.2, 0",
    "1, 0",
    "3.7, 0",
    "25, 0",
    "150, 0",
    "0.3, 0.5",
    "1, 1",
    "4, 2",
    "10, 0.1",
    "20, 0.7"
  })
  void countsAreThoseOfTheExactDistribution(double mean, double dispersion) {
    double[] quantiles = new double[LEVELS.length];
    CountDistribution.quantiles(mean, mean + dispersion * mean * mean, 1, LEVELS, quantiles);
    double below = 0;
    double upTo = probability(0, mean, dispersion);
    int k = 0;
    for (int i = 0; i < LEVELS.length; i++) {
      while (upTo < LEVELS[i]) {
        k++;
        below = upTo;
        upTo += probability(k, mean, dispersion);
      }
      double exact = k - 1 + (LEVELS[i] - below) / (upTo - below);
      assertThat(quantiles[i]).isEqualTo(Math.max(0, exact), within(1e-6 * (1 + mean)));
    }
  }

  /** Poisson, or negative binomial, as a sum of logarithms. */
  private static double probability(int k, double mean, double dispersion) {
    double log = dispersion == 0 ? -mean : -Math.log1p(dispersion * mean) / dispersion;
    for (int i = 0; i < k; i++) {
      double ratio =
          dispersion == 0
              ? mean
              : (1 / dispersion + i) * dispersion * mean / (1 + dispersion * mean);
      log += Math.log(ratio / (i + 1));
    }
    return Math.exp(log);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 1, 2})
  void theGammaTakesOverFromTheCountsWithoutAJump(double dispersion) {
    double[] last = null;
    for (double mean = 5; mean < 400; mean *= 1.002) {
      double[] quantiles = new double[LEVELS.length];
      CountDistribution.quantiles(mean, mean + dispersion * mean * mean, 1, LEVELS, quantiles);
      for (int i = 0; last != null && i < LEVELS.length; i++) {
        assertThat(quantiles[i] / mean).isEqualTo(last[i], within(0.04 * Math.max(1, last[i])));
      }
      last = quantiles;
      for (int i = 0; i < last.length; i++) {
        last[i] /= mean;
      }
    }
  }

  @Test
  void lotsScale() {
    double[] one = new double[LEVELS.length];
    double[] six = new double[LEVELS.length];
    CountDistribution.quantiles(2.5, 4, 1, LEVELS, one);
    CountDistribution.quantiles(15, 144, 6, LEVELS, six);
    for (int i = 0; i < LEVELS.length; i++) {
      assertThat(six[i]).isEqualTo(6 * one[i], within(1e-12));
    }
  }

  @Test
  void whereNothingIsExpectedAllQuantilesAreZero() {
    double[] quantiles = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    CountDistribution.quantiles(0, 1, 1, LEVELS, quantiles);
    assertThat(quantiles).containsOnly(0);
  }

  @Property(tries = 500)
  void quantilesAscendAndAreFinite(
      @ForAll @DoubleRange(max = 12) double logMean,
      @ForAll @DoubleRange(min = -8, max = 4) double logRatio,
      @ForAll @DoubleRange(min = -3, max = 3) double logLot) {
    double mean = Math.pow(10, logMean - 3);
    double[] quantiles = new double[LEVELS.length];
    double variance = mean * mean * Math.pow(10, logRatio);
    CountDistribution.quantiles(mean, variance, Math.pow(10, logLot), LEVELS, quantiles);
    double last = 0;
    for (double quantile : quantiles) {
      assertThat(quantile).isFinite().isGreaterThanOrEqualTo(last);
      last = quantile;
    }
  }
}
