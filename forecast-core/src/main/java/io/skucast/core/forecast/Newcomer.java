package io.skucast.core.forecast;

/**
 * How far a young series trusts itself: with n observations by n / (n + 4), the rest is what a
 * series of its category and location usually sells (credibility, Bühlmann 1967; four observations
 * is about what the variance within a series of M5 is over that between the series of a cell).
 */
public final class Newcomer {
  private static final double PRIOR_OBSERVATIONS = 4;

  /** Beyond these a series is taken at its word. */
  private static final long YOUNG = 60;

  private Newcomer() {}

  /** Weight of a series' own expectation, above 0 to 1. */
  public static double trust(long observations) {
    return observations >= YOUNG ? 1 : observations / (observations + PRIOR_OBSERVATIONS);
  }
}
