package io.skucast.core.forecast;

import java.util.Arrays;

/**
 * Weights of forecasters by their own recent loss: exponential weights with a fixed share (Herbster
 * and Warmuth 1998), so that a forecaster that was bad for long can come back. The loss is the
 * squared error over the discounted mean of the combination's squared errors, which makes weights
 * the same in whatever unit demand is counted. State: a POJO of primitives and a primitive array.
 */
public class ExpertWeights {
  /** How strongly a loss lowers a weight. */
  static final double RATE = Double.parseDouble(System.getProperty("x.rate", "0.05"));

  /** Of the whole weight, shared out equally each period. */
  static final double SHARE = Double.parseDouble(System.getProperty("x.share", "0.01"));

  /** What remains of the past in the mean of squares each period. */
  static final double DISCOUNT = 0.98;

  /** A loss beyond this counts as this: one spike must not decide for years. */
  static final double MOST = 20;

  public int version = 1;
  public double[] weights = new double[0];

  /** Discounted mean of the combination's squared errors, in units squared. */
  public double square;

  public ExpertWeights() {}

  public ExpertWeights(int experts) {
    weights = new double[experts];
    Arrays.fill(weights, 1.0 / experts);
  }

  public double weight(int expert) {
    return weights[expert];
  }

  /** Weighted mean of one number an expert. */
  public double combine(double[] values) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  /**
   * Learns from the errors of one period.
   *
   * @param errors demand less forecast in units, one an expert
   */
  public void update(double[] errors) {
    double combined = combine(errors);
    square = Math.max(DISCOUNT * square + (1 - DISCOUNT) * combined * combined, 0);
    if (square == 0) {
      return;
    }
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      double loss = Math.min(MOST, errors[i] * errors[i] / square);
      weights[i] *= Math.exp(-RATE * loss);
      total += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (1 - SHARE) * weights[i] / total + SHARE / weights.length;
    }
  }

  public ExpertWeights copy() {
    ExpertWeights copy = new ExpertWeights();
    copy.version = version;
    copy.weights = weights.clone();
    copy.square = square;
    return copy;
  }
}
