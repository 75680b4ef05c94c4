package io.skucast.core.learn;

import org.ejml.data.DMatrixRMaj;

/**
 * What is believed of the weights of a logistic regression: a normal distribution, by its mean and
 * precision. Rows are taken in by Laplace's approximation (Spiegelhalter and Lauritzen 1990): the
 * mean becomes the mode of prior times likelihood, the precision the curvature there. State: a POJO
 * of primitive arrays.
 */
public class LogOdds {
  private static final int MOST_STEPS = 100;

  /** Newton's steps end where they would gain less than this part of the log posterior. */
  private static final double CONVERGED = 1e-13;

  public int version = 1;

  /** Mean of the weights. */
  public double[] mean = new double[0];

  /** Inverse covariance of the weights, row after row. */
  public double[] precision = new double[0];

  public LogOdds() {}

  /**
   * Mean 0.
   *
   * @param precisions of the weights, each above 0
   */
  public LogOdds(double[] precisions) {
    mean = new double[precisions.length];
    precision = new double[precisions.length * precisions.length];
    for (int i = 0; i < precisions.length; i++) {
      precision[i * precisions.length + i] = precisions[i];
    }
  }

  /**
   * Forgets towards a first prior of mean 0 (stabilized forgetting; Kulhavý and Zarrop 1993): the
   * precision becomes retained x precision + (1 − retained) x that of the prior, so it never
   * vanishes.
   */
  void forget(double retained, double[] precisions) {
    if (retained == 1) {
      return;
    }
    int size = mean.length;
    double[] right = times(mean);
    for (int i = 0; i < precision.length; i++) {
      precision[i] *= retained;
    }
    for (int i = 0; i < size; i++) {
      right[i] *= retained;
      precision[i * size + i] += (1 - retained) * precisions[i];
    }
    mean = factored(precision).solve(right);
  }

  /** Takes rows in: Newton's method with step halving, as the log posterior is concave. */
  void observe(double[][] rows, float[] targets) {
    double[] weights = mean.clone();
    double value = logPosterior(weights, rows, targets);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = gradient(weights, rows, targets);
      double[] move = factored(curvature(weights, rows)).solve(gradient);
      double gain = 0;
      for (int i = 0; i < move.length; i++) {
        gain += gradient[i] * move[i];
      }
      if (!(gain > CONVERGED * (1 + Math.abs(value)))) {
        break;
      }
      double[] next = moved(weights, move, 1);
      double nextValue = logPosterior(next, rows, targets);
      for (double share = 0.5; nextValue < value && share > 1e-9; share /= 2) {
        next = moved(weights, move, share);
        nextValue = logPosterior(next, rows, targets);
      }
      if (nextValue < value) {
        break;
      }
      weights = next;
      value = nextValue;
    }
    precision = curvature(weights, rows);
    mean = weights;
  }

  private static double[] moved(double[] weights, double[] move, double share) {
    double[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += share * move[i];
    }
    return moved;
  }

  private double logPosterior(double[] weights, double[][] rows, float[] targets) {
    double[] away = moved(weights, mean, -1);
    return -rows.length * Logistic.loss(weights, rows, targets) - dot(away, times(away)) / 2;
  }

  private double[] gradient(double[] weights, double[][] rows, float[] targets) {
    double[] gradient = times(moved(mean, weights, -1));
    for (int n = 0; n < rows.length; n++) {
      double error = targets[n] - Logistic.probability(dot(weights, rows[n]));
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += error * rows[n][i];
      }
    }
    return gradient;
  }

  /** Precision + Σ p (1 − p) z z'. */
  private double[] curvature(double[] weights, double[][] rows) {
    int size = weights.length;
    double[] curvature = precision.clone();
    for (double[] row : rows) {
      double probability = Logistic.probability(dot(weights, row));
      double certainty = probability * (1 - probability);
      for (int i = 0; i < size; i++) {
        double left = certainty * row[i];
        for (int j = 0; j <= i; j++) {
          curvature[i * size + j] += left * row[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        curvature[j * size + i] = curvature[i * size + j];
      }
    }
    return curvature;
  }

  private double[] times(double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += precision[i * vector.length + j] * vector[j];
      }
    }
    return product;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Condition of the precision, in the 1-norm. */
  double condition() {
    return factored(precision).condition();
  }

  private PositiveDefinite factored(double[] matrix) {
    int size = mean.length;
    PositiveDefinite factored = PositiveDefinite.of(DMatrixRMaj.wrap(size, size, matrix));
    if (factored == null) {
      throw new IllegalStateException("a precision of " + size + " weights is not positive");
    }
    return factored;
  }

  /** A copy that shares nothing with this one. */
  public LogOdds copy() {
    LogOdds copy = new LogOdds();
    copy.version = version;
    copy.mean = mean.clone();
    copy.precision = precision.clone();
    return copy;
  }
}
