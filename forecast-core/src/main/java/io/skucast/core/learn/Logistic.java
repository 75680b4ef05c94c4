package io.skucast.core.learn;

/** The logistic function, and the log loss of probabilities that come of log odds. */
public final class Logistic {
  private Logistic() {}

  /** 1 / (1 + e^-x): the probability of log odds, 0 to 1. */
  public static double probability(double logOdds) {
    if (logOdds >= 0) {
      return 1 / (1 + StrictMath.exp(-logOdds));
    }
    double odds = StrictMath.exp(logOdds);
    return odds / (1 + odds);
  }

  /**
   * −log of the probability given to what happened, nats, from 0; finite however sure and wrong.
   *
   * @param target 0 or 1
   */
  public static double loss(double logOdds, double target) {
    return Math.max(0, logOdds) - target * logOdds + StrictMath.log1p(expOfMinus(logOdds));
  }

  private static double expOfMinus(double logOdds) {
    return StrictMath.exp(-Math.abs(logOdds));
  }

  /** Mean log loss of weights on rows; 0 if there are none. */
  static double loss(double[] weights, double[][] rows, float[] targets) {
    double sum = 0;
    for (int n = 0; n < rows.length; n++) {
      sum += loss(LogOdds.dot(weights, rows[n]), targets[n]);
    }
    return rows.length == 0 ? 0 : sum / rows.length;
  }

  /** Mean of p (1 − p) of weights on rows; 0 if there are none. */
  static double variance(double[] weights, double[][] rows) {
    double sum = 0;
    for (double[] row : rows) {
      double probability = probability(LogOdds.dot(weights, row));
      sum += probability * (1 - probability);
    }
    return rows.length == 0 ? 0 : sum / rows.length;
  }
}
