package io.skucast.job.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.common.feature.LabeledPointWithWeight;
import org.apache.flink.ml.common.lossfunc.LossFunc;
import org.apache.flink.ml.linalg.DenseVector;

/**
 * Steps of gradient descent on Flink ML's {@link LossFunc}s. Coefficients have the intercept last,
 * the coefficient of a feature that is always 1, on which there is no penalty. Rows are summed in
 * the order given. {@link io.skucast.core.learn.GradientStep} is the same rule without Flink ML.
 */
public final class GradientDescent {
  private GradientDescent() {}

  /** Features and the constant 1, as of one row that weighs 1. */
  public static LabeledPointWithWeight point(double[] features, double label) {
    double[] x = Arrays.copyOf(features, features.length + 1);
    x[features.length] = 1;
    return new LabeledPointWithWeight(new DenseVector(x), label, 1);
  }

  /** The mean over rows, at least one, of the gradients of the loss at the coefficients. */
  public static double[] meanGradient(
      LossFunc loss, double[] coefficients, List<LabeledPointWithWeight> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("rows are 0, allowed is from 1");
    }
    DenseVector sum = new DenseVector(coefficients.length);
    DenseVector at = new DenseVector(coefficients);
    for (LabeledPointWithWeight row : rows) {
      loss.computeGradient(row, at, sum);
    }
    double[] mean = sum.values;
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= rows.size();
    }
    return mean;
  }

  /**
   * One step of stochastic gradient descent: w ← w − η (mean gradient + l2 w), and then towards 0
   * by η l1, but not beyond (proximal step; Duchi and Singer 2009, equation 19).
   *
   * @param coefficients changed
   * @param rate η, the length of the step, above 0
   * @param l1 penalty on absolute coefficients, from 0
   * @param l2 penalty on half the squares of coefficients, from 0
   */
  public static void sgd(
      double[] coefficients,
      LossFunc loss,
      List<LabeledPointWithWeight> rows,
      double rate,
      double l1,
      double l2) {
    double[] gradient = meanGradient(loss, coefficients, rows);
    int intercept = coefficients.length - 1;
    for (int i = 0; i < intercept; i++) {
      double moved = coefficients[i] - rate * (gradient[i] + l2 * coefficients[i]);
      coefficients[i] = Math.copySign(Math.max(Math.abs(moved) - rate * l1, 0), moved);
    }
    coefficients[intercept] -= rate * gradient[intercept];
  }

  /**
   * One step of FTRL-proximal (McMahan et al. 2013, algorithm 1), with the mean gradient of the
   * rows in place of that of one.
   *
   * @param coefficients changed
   * @param z sums of gradients less what the steps so far explain, one a coefficient; changed
   * @param n sums of squared gradients, one a coefficient; changed
   * @param alpha length of the first steps, above 0
   * @param beta how long they stay that long, from 0
   */
  public static void ftrl(
      double[] coefficients,
      double[] z,
      double[] n,
      LossFunc loss,
      List<LabeledPointWithWeight> rows,
      double alpha,
      double beta,
      double l1,
      double l2) {
    double[] gradient = meanGradient(loss, coefficients, rows);
    for (int i = 0; i < coefficients.length; i++) {
      boolean isIntercept = i == coefficients.length - 1;
      double g = gradient[i];
      double sigma = (Math.sqrt(n[i] + g * g) - Math.sqrt(n[i])) / alpha;
      z[i] += g - sigma * coefficients[i];
      n[i] += g * g;
      double free = Math.abs(z[i]) - (isIntercept ? 0 : l1);
      double stiffness = (beta + Math.sqrt(n[i])) / alpha + (isIntercept ? 0 : l2);
      coefficients[i] = free <= 0 ? 0 : -Math.copySign(free / stiffness, z[i]);
    }
  }
}
