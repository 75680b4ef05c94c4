package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};

  private final LagGroup group = new LagGroup(7, 2, BankOptions.DEFAULT);

  /** Errors of a Poisson of 10. */
  @BeforeEach
  void learn() {
    group.sumWeight = 50;
    group.sumDemand = 500;
    group.sumMean = 500;
    group.sumMeanSquare = 5000;
    group.sumErrorSquare = 500;
  }

  private double[][] fill(double... mean) {
    double[][] quantiles = new double[LEVELS.length][mean.length];
    Quantiles.fill(group, 1, 1, mean, 0, mean.length, LEVELS, quantiles);
    return quantiles;
  }

  @Test
  void meansInBetweenAreNearToTheirOwnDistribution() {
    double[][] quantiles = fill(5, 6.5, 8, 10, 12, 14, 15);
    double[] exact = new double[LEVELS.length];
    double[] means = {5, 6.5, 8, 10, 12, 14, 15};
    for (int h = 0; h < means.length; h++) {
      CountDistribution.quantiles(means[h], group.variance(means[h], 1), 1, LEVELS, exact);
      for (int l = 0; l < LEVELS.length; l++) {
        assertThat(quantiles[l][h]).isEqualTo(exact[l], within(0.03 * means[h]));
      }
    }
  }

  @Test
  void theOrderOfHorizonsDoesNotMatter() {
    double[][] one = fill(5, 10, 15);
    double[][] other = fill(15, 5, 10);
    for (int l = 0; l < LEVELS.length; l++) {
      assertThat(other[l]).containsExactly(one[l][2], one[l][0], one[l][1]);
    }
  }

  @Test
  void meansThatAreNearlyTheSameShareADistributionScaled() {
    double[][] quantiles = fill(10, 10.1);
    for (double[] quantile : quantiles) {
      assertThat(quantile[1] / quantile[0]).isEqualTo(1.01, within(1e-12));
    }
  }

  @Test
  void bandsWidenBeyondTheLagAtWhichTheyWereLearnedAndNotBefore() {
    double[] same = new double[28];
    Arrays.fill(same, 10);
    double[][] quantiles = fill(same);
    double learned = quantiles[LEVELS.length - 1][6] - quantiles[0][6];
    assertThat(quantiles[LEVELS.length - 1][0] - quantiles[0][0]).isEqualTo(learned);
    double growth = Math.sqrt((1 + 0.05 * 0.05 * 27) / (1 + 0.05 * 0.05 * 6));
    assertThat(quantiles[LEVELS.length - 1][27] - quantiles[0][27])
        .isEqualTo(growth * learned, within(1e-9));
  }

  @Test
  void aMeanOfZeroHasNoBand() {
    for (double[] quantile : fill(0, 10)) {
      assertThat(quantile[0]).isZero();
      assertThat(quantile[1]).isPositive();
    }
    for (double[] quantile : fill(0, 0)) {
      assertThat(quantile).containsOnly(0);
    }
  }

  @Test
  void onlyTheHorizonsAskedForAreFilled() {
    double[][] quantiles = new double[LEVELS.length][3];
    Quantiles.fill(group, 1, 1, new double[] {9, 10, 11}, 1, 2, LEVELS, quantiles);
    for (double[] quantile : quantiles) {
      assertThat(quantile[0]).isZero();
      assertThat(quantile[1]).isPositive();
      assertThat(quantile[2]).isZero();
    }
  }

  @Test
  void aGreaterVarianceIsAWiderBand() {
    double[][] narrow = fill(10);
    double[][] wide = new double[LEVELS.length][1];
    Quantiles.fill(group, 1, 4, new double[] {10}, 0, 1, LEVELS, wide);
    assertThat(wide[0][0]).isLessThan(narrow[0][0]);
    assertThat(wide[6][0]).isGreaterThan(narrow[6][0]);
  }

  @Test
  void theBandsThatAreWatchedAreTheQuantilesOfTheirTails() {
    double[] bands = Quantiles.bands(group, 1, 10);
    double[][] quantiles = fill(10);
    assertThat(bands)
        .containsExactly(
            quantiles[0][0],
            quantiles[6][0],
            quantiles[1][0],
            quantiles[5][0],
            quantiles[2][0],
            quantiles[4][0]);
  }
}
