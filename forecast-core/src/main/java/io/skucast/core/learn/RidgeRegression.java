package io.skucast.core.learn;

/** Least squares with a penalty on squared coefficients (Hoerl and Kennard 1970). */
public final class RidgeRegression {
  private RidgeRegression() {}

  public static Solution solve(Gram gram, double ridge) {
    throw new UnsupportedOperationException("not written yet");
  }
}
