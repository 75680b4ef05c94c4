package io.skucast.core.learn;

/**
 * One step of gradient descent on the mean squared error of a linear function f(x) = w·x: w ← w − η
 * (1/N) Σ (f(x) − y) x (least mean squares over a batch; Widrow and Hoff 1960). A bias is the
 * weight of a feature that is always 1. It is here to compare with: {@link RidgeRegression} gives
 * at once where the steps lead.
 */
public final class GradientStep {
  private GradientStep() {}

  /**
   * @param weights one per feature
   * @param rows one array of features per row, at least one row
   * @param targets one per row
   * @param rate η, the step's length, above 0
   * @return the weights after the step, a new array
   */
  public static double[] next(double[] weights, double[][] rows, double[] targets, double rate) {
    if (rows.length == 0 || rows.length != targets.length) {
      throw new IllegalArgumentException(
          "rows are "
              + rows.length
              + " and targets "
              + targets.length
              + ", allowed is as many of both and at least one");
    }
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("rate is " + rate + ", allowed is above 0 and finite");
    }
    LinearModel model = new LinearModel(0, weights);
    double[] gradient = new double[weights.length];
    for (int n = 0; n < rows.length; n++) {
      double error = model.predict(rows[n]) - targets[n];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] += error * rows[n][i];
      }
    }
    double[] next = weights.clone();
    for (int i = 0; i < next.length; i++) {
      next[i] -= rate * gradient[i] / rows.length;
    }
    return next;
  }
}
