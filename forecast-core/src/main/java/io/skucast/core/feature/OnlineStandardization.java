package io.skucast.core.feature;

/**
 * Mean and variance of every feature, kept row by row, so that rows can be brought to mean 0 and
 * variance 1. Weighted updates of West (1979), which are Welford's (1962) where nothing is
 * forgotten: the row n rows ago weighs retained^n. State: a POJO of primitives and primitive
 * arrays.
 */
public class OnlineStandardization {
  /**
   * A feature whose standard deviation is less than this, or this part of its mean, is constant:
   * the rest is rounding.
   */
  private static final double CONSTANT = 1e-9;

  public int version = 1;

  /** What remains of a row's weight with each later row, above 0 to 1; 1 forgets nothing. */
  public double retained = 1;

  public long count;

  /** Sum of the weights of the rows so far. */
  public double weight;

  public double[] mean = new double[0];

  /** Weighted sums of squares about the mean. */
  public double[] squares = new double[0];

  public OnlineStandardization() {}

  /**
   * @param features numbers in a row
   * @param retained what remains of a row's weight with each later row, above 0 to 1
   */
  public OnlineStandardization(int features, double retained) {
    if (!(retained > 0 && retained <= 1)) {
      throw new IllegalArgumentException(
          "retained is " + retained + ", allowed is above 0 and at most 1");
    }
    this.retained = retained;
    this.mean = new double[features];
    this.squares = new double[features];
  }

  /** Takes a row in. */
  public void observe(double[] row) {
    Rows.require(row, mean.length);
    count++;
    weight = retained * weight + 1;
    for (int i = 0; i < row.length; i++) {
      double error = row[i] - mean[i];
      mean[i] += error / weight;
      squares[i] = retained * squares[i] + error * (row[i] - mean[i]);
    }
  }

  /** Variance of the population, in the feature's unit squared; 0 before the first row. */
  public double variance(int feature) {
    return weight == 0 ? 0 : squares[feature] / weight;
  }

  /** Brings the row to mean 0 and variance 1 in place; a constant feature becomes 0. */
  public void standardize(double[] row) {
    Rows.require(row, mean.length);
    for (int i = 0; i < row.length; i++) {
      double deviation = Math.sqrt(variance(i));
      boolean constant = deviation <= CONSTANT * Math.max(1, Math.abs(mean[i]));
      row[i] = constant ? 0 : (row[i] - mean[i]) / deviation;
    }
  }

  /** A copy that shares nothing with this one. */
  public OnlineStandardization copy() {
    OnlineStandardization copy = new OnlineStandardization();
    copy.version = version;
    copy.retained = retained;
    copy.count = count;
    copy.weight = weight;
    copy.mean = mean.clone();
    copy.squares = squares.clone();
    return copy;
  }
}
