package io.skucast.core.learn;

/**
 * A linear function of features.
 *
 * @param intercept its value where all features are 0, in the unit of the target
 * @param coefficients one per feature, unit of the target over unit of the feature; not copied
 */
public record LinearModel(double intercept, double[] coefficients) {

  /** The model that says the mean of what two say. */
  static LinearModel mean(LinearModel one, LinearModel other) {
    double[] means = new double[one.coefficients.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = (one.coefficients[i] + other.coefficients[i]) / 2;
    }
    return new LinearModel((one.intercept + other.intercept) / 2, means);
  }

  /** Intercept + Σ coefficient x feature, summed in the order of the features. */
  public double predict(double[] x) {
    if (x.length != coefficients.length) {
      throw new IllegalArgumentException(
          "row has " + x.length + " features, allowed is " + coefficients.length);
    }
    double sum = intercept;
    for (int i = 0; i < x.length; i++) {
      sum += coefficients[i] * x[i];
    }
    return sum;
  }

  /** Whether every number of it is finite. */
  public boolean isFinite() {
    boolean finite = Double.isFinite(intercept);
    for (double coefficient : coefficients) {
      finite &= Double.isFinite(coefficient);
    }
    return finite;
  }
}
