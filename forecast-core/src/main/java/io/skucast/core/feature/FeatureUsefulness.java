package io.skucast.core.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much each feature varies and how it goes with the target, kept row by row: variances and
 * covariances by the recursions of Welford (1962) and Bennett et al. (2009). State: a POJO of
 * primitives and primitive arrays.
 */
public class FeatureUsefulness {
  /** A standard deviation below this part of the mean is rounding. */
  private static final double ROUNDING = 1e-9;

  public int version = 1;

  public long count;
  public double targetMean;

  /** Sum of squares about the mean. */
  public double targetSquares;

  public double[] mean = new double[0];

  /** Sums of squares about the mean. */
  public double[] squares = new double[0];

  /** Sums of products of the deviations of feature and target. */
  public double[] products = new double[0];

  public long[] zeros = new long[0];

  public FeatureUsefulness() {}

  /**
   * @param features numbers in a row
   */
  public FeatureUsefulness(int features) {
    mean = new double[features];
    squares = new double[features];
    products = new double[features];
    zeros = new long[features];
  }

  /**
   * Takes in a row and what then happened.
   *
   * @param target units
   */
  public void observe(double[] row, double target) {
    Rows.require(row, mean.length);
    Rows.require("target", target);
    count++;
    double targetError = target - targetMean;
    targetMean += targetError / count;
    targetSquares += targetError * (target - targetMean);
    for (int i = 0; i < row.length; i++) {
      double error = row[i] - mean[i];
      mean[i] += error / count;
      squares[i] += error * (row[i] - mean[i]);
      products[i] += error * (target - targetMean);
      zeros[i] += row[i] == 0 ? 1 : 0;
    }
  }

  /** Variance of the population, in the feature's unit squared; 0 where it is but rounding. */
  public double variance(int feature) {
    return variance(squares[feature], mean[feature]);
  }

  private double variance(double sumOfSquares, double about) {
    double variance = count == 0 ? 0 : sumOfSquares / count;
    return Math.sqrt(variance) <= ROUNDING * Math.abs(about) ? 0 : variance;
  }

  /** Pearson's correlation of feature and target, -1 to 1; 0 where either is constant. */
  public double correlation(int feature) {
    if (variance(feature) == 0 || variance(targetSquares, targetMean) == 0) {
      return 0;
    }
    double scale = Math.sqrt(squares[feature]) * Math.sqrt(targetSquares);
    return scale == 0 ? 0 : Past.cut(products[feature] / scale, -1, 1);
  }

  /**
   * The features, those that go most with the target first. One is kept where it varies and its
   * correlation is beyond 2/√n, about the 5 % bound of a correlation of nothing.
   */
  public FeatureReport report(FeatureLayout layout) {
    layout.requireRow(mean);
    double bound = 2 / Math.sqrt(count);
    List<FeatureReport.Line> lines = new ArrayList<>();
    for (int i = 0; i < mean.length; i++) {
      double correlation = correlation(i);
      boolean kept = variance(i) > 0 && Math.abs(correlation) > bound;
      double zeroShare = count == 0 ? 0 : (double) zeros[i] / count;
      String name = layout.features().get(i).name();
      lines.add(new FeatureReport.Line(name, variance(i), correlation, zeroShare, kept));
    }
    // Stable, so that equals stay in the order of the layout.
    lines.sort(Comparator.comparingDouble(line -> -Math.abs(line.correlation())));
    return new FeatureReport(count, layout.fingerprint(), lines);
  }

  /** A copy that shares nothing with this one. */
  public FeatureUsefulness copy() {
    FeatureUsefulness copy = new FeatureUsefulness();
    copy.version = version;
    copy.count = count;
    copy.targetMean = targetMean;
    copy.targetSquares = targetSquares;
    copy.mean = mean.clone();
    copy.squares = squares.clone();
    copy.products = products.clone();
    copy.zeros = zeros.clone();
    return copy;
  }
}
