package io.skucast.core.learn;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Rows to learn from, and least squares done another way. */
final class LearnFixture {
  static final ModelGroup GROUP = new ModelGroup("linear", "shoes", 1, 7);

  private LearnFixture() {}

  /** To a multiple of 2^-20, which the sums take in as it is. */
  static double grid(double value) {
    return Math.rint(value * (1 << 20)) / (1 << 20);
  }

  /** Normal features of mean 0 and variance 1. */
  static double[][] rows(Random random, int count, int features) {
    double[][] rows = new double[count][features];
    for (double[] row : rows) {
      for (int i = 0; i < features; i++) {
        row[i] = grid(random.nextGaussian());
      }
    }
    return rows;
  }

  static double[] targets(Random random, double[][] rows, LinearModel truth, double noise) {
    double[] targets = new double[rows.length];
    for (int n = 0; n < rows.length; n++) {
      targets[n] = grid(truth.predict(rows[n]) + noise * random.nextGaussian());
    }
    return targets;
  }

  static GramSums sums(double[][] rows, double[] targets) {
    GramSums sums = new GramSums();
    for (int n = 0; n < rows.length; n++) {
      sums.add(rows[n], targets[n], 1);
    }
    return sums;
  }

  static Gram gram(double[][] rows, double[] targets) {
    Gram gram = new Gram();
    gram.add(sums(rows, targets));
    return gram;
  }

  /**
   * Weighted ridge regression by a QR decomposition of the stacked rows of the standardized
   * features and the ridge: no normal equations, no sums.
   */
  static LinearModel batch(double[][] rows, double[] targets, double[] weights, double ridge) {
    int features = rows[0].length;
    double total = 0;
    double targetMean = 0;
    double[] means = new double[features];
    double[] deviations = new double[features];
    for (int n = 0; n < rows.length; n++) {
      total += weights[n];
      targetMean += weights[n] * targets[n];
      for (int i = 0; i < features; i++) {
        means[i] += weights[n] * rows[n][i];
      }
    }
    targetMean /= total;
    for (int i = 0; i < features; i++) {
      means[i] /= total;
      for (int n = 0; n < rows.length; n++) {
        deviations[i] += weights[n] * (rows[n][i] - means[i]) * (rows[n][i] - means[i]);
      }
      deviations[i] = Math.sqrt(deviations[i] / total);
    }
    DMatrixRMaj stacked = new DMatrixRMaj(rows.length + features, features);
    DMatrixRMaj right = new DMatrixRMaj(rows.length + features, 1);
    for (int n = 0; n < rows.length; n++) {
      double root = Math.sqrt(weights[n]);
      right.set(n, 0, root * (targets[n] - targetMean));
      for (int i = 0; i < features; i++) {
        stacked.set(n, i, root * (rows[n][i] - means[i]) / deviations[i]);
      }
    }
    for (int i = 0; i < features; i++) {
      stacked.set(rows.length + i, i, Math.sqrt(ridge * total));
    }
    LinearSolverDense<DMatrixRMaj> solver =
        LinearSolverFactory_DDRM.leastSquaresQrPivot(true, false);
    if (!solver.setA(stacked)) {
      throw new IllegalStateException("QR decomposition failed");
    }
    DMatrixRMaj solution = new DMatrixRMaj(features, 1);
    solver.solve(right, solution);
    double intercept = targetMean;
    double[] coefficients = new double[features];
    for (int i = 0; i < features; i++) {
      coefficients[i] = solution.get(i, 0) / deviations[i];
      intercept -= coefficients[i] * means[i];
    }
    return new LinearModel(intercept, coefficients);
  }
}
