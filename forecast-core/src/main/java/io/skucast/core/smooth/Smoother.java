package io.skucast.core.smooth;

/** A forecast of a series' mean demand, kept current observation by observation. */
public interface Smoother {

  /**
   * Folds in the next period's demand.
   *
   * @param demand units, finite and not negative; the caller has clamped net returns to zero
   * @throws IllegalArgumentException if the demand is negative, not finite or above 1e16
   */
  void update(double demand);

  /**
   * Takes a period that says nothing of demand, as one without stock: what was expected stands in.
   *
   * @param expected units, finite and not negative
   */
  default void skip(double expected) {
    update(expected);
  }

  /**
   * Expected demand in units, never negative and always finite; zero before the first observation.
   *
   * @param horizon periods ahead of the last observation, from 1
   */
  double mean(int horizon);

  /**
   * {@link #mean} of every horizon.
   *
   * @param units takes the means, horizon 1 first
   */
  default void means(double[] units) {
    for (int h = 1; h <= units.length; h++) {
      units[h - 1] = mean(h);
    }
  }

  /**
   * Standard deviation of the error at a horizon over that of the one-step error, at least 1.
   *
   * <p>For linear models with additive errors the variance ratio is 1 + Σ c_j² over j = 1 .. h - 1,
   * where c_j is the response of the mean j periods ahead to an error now (class 1 in Hyndman,
   * Koehler, Ord and Snyder 2008, Forecasting with Exponential Smoothing, section 6.3). The
   * parameters are the configured ones, not the larger gains of the start-up, which fade.
   *
   * @param horizon periods ahead of the last observation, from 1
   */
  double errorGrowth(int horizon);

  /**
   * {@link #errorGrowth} of every horizon.
   *
   * @param growths takes the factors, horizon 1 first
   */
  default void errorGrowths(double[] growths) {
    for (int h = 1; h <= growths.length; h++) {
      growths[h - 1] = errorGrowth(h);
    }
  }

  /** How many observations have been folded in. */
  long observations();

  /** A copy that shares nothing with this one. */
  Smoother copy();
}
