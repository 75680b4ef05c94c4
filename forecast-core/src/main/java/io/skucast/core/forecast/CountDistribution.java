package io.skucast.core.forecast;

import java.util.Arrays;

/**
 * Quantiles of demand from its mean and variance: a negative binomial in lots of a given size where
 * the variance is above that of a Poisson, a Poisson in smaller lots where it is below, and a gamma
 * once so many lots are expected that their being whole no longer shows (Wilson and Hilferty 1931).
 *
 * <p>Between two whole numbers a quantile is linear in the level: the probability of k lots is
 * spread over k - 1 to k. A band is then as wide as its level asks for also where demand is mostly
 * zero and whole quantiles would all be the same.
 */
public final class CountDistribution {
  /** Above so many lots, mean plus six standard deviations, the gamma takes over. */
  private static final double MOST_LOTS = 300;

  /** Below this much over-dispersion a negative binomial is a Poisson. */
  private static final double LEAST_DISPERSION = 1e-6;

  private CountDistribution() {}

  /**
   * @param mean units, not negative
   * @param variance units squared, not negative
   * @param lot units that demand comes in multiples of, above zero
   * @param levels ascending, each between 0 and 1
   * @param quantiles takes a value in units for each level; ascending, never negative
   */
  public static void quantiles(
      double mean, double variance, double lot, double[] levels, double[] quantiles) {
    if (!(mean > 0)) {
      Arrays.fill(quantiles, 0);
      return;
    }
    // A Poisson in lots has a variance of lot times mean: less variance means smaller lots.
    double size = Math.min(lot, variance / mean);
    double lots = mean / size;
    double variance2 = variance / size / size;
    if (!(lots < 1e12)) {
      Arrays.fill(quantiles, mean);
      return;
    }
    if (lots + 6 * Math.sqrt(variance2) > MOST_LOTS) {
      gamma(lots, variance2, levels, quantiles);
    } else {
      counts(lots, Math.max(0, (variance2 - lots) / (lots * lots)), levels, quantiles);
    }
    for (int i = 0; i < levels.length; i++) {
      quantiles[i] *= size;
    }
  }

  /** Walks up the probabilities p(k + 1) = p(k) (k + r) / (k + 1) · q with r = 1/dispersion. */
  private static void counts(double mean, double dispersion, double[] levels, double[] quantiles) {
    boolean poisson = dispersion < LEAST_DISPERSION;
    double spread = dispersion * mean;
    double failure = spread / (1 + spread);
    double probability = StrictMath.exp(poisson ? -mean : -StrictMath.log1p(spread) / dispersion);
    double below = 0;
    int k = 0;
    for (int i = 0; i < levels.length; i++) {
      while (below + probability < levels[i] && k < 4 * MOST_LOTS) {
        below += probability;
        probability *= poisson ? mean / (k + 1) : (k + 1 / dispersion) / (k + 1) * failure;
        k++;
      }
      double part = probability > 0 ? Math.min(1, (levels[i] - below) / probability) : 1;
      quantiles[i] = Math.max(0, k - 1 + part);
    }
  }

  private static void gamma(double mean, double variance, double[] levels, double[] quantiles) {
    double shape = mean / variance * mean;
    double root = 3 * Math.sqrt(shape);
    for (int i = 0; i < levels.length; i++) {
      double cube = Math.max(0, 1 - 1 / (9 * shape) + NormalQuantile.of(levels[i]) / root);
      quantiles[i] = mean * cube * cube * cube;
    }
  }
}
