package io.skucast.core.learn;

/** Least squares with a penalty on absolute and squared coefficients (Zou and Hastie 2005). */
public final class ElasticNet {
  private ElasticNet() {}

  public static Solution solve(Gram gram, double penalty, double l1Share) {
    throw new UnsupportedOperationException("not written yet");
  }
}
