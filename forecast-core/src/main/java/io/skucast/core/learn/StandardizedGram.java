package io.skucast.core.learn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The correlations of the features with each other and with the target: the problem with units
 * taken out. Constant features are left out, and get the coefficient 0.
 */
final class StandardizedGram {
  /** A variance of at most this, or this part of the squared mean, is rounding. */
  private static final double CONSTANT = 1e-12;

  private final Gram gram;

  /** Places of the features that vary. */
  private final int[] varying;

  private final double[] deviations;
  private final double targetDeviation;

  /** Correlations of the features with each other; 1 on the diagonal. */
  final DMatrixRMaj correlations;

  /** Correlations of the features with the target; 0 where the target is constant. */
  final double[] pulls;

  StandardizedGram(Gram gram) {
    if (!(gram.weight() > 0)) {
      throw new IllegalArgumentException(
          "weight of the rows is " + gram.weight() + ", allowed is above 0");
    }
    this.gram = gram;
    this.varying = varying(gram);
    this.deviations = new double[varying.length];
    this.pulls = new double[varying.length];
    this.correlations = new DMatrixRMaj(varying.length, varying.length);
    this.targetDeviation = Math.sqrt(gram.variance(gram.features));
    for (int i = 0; i < varying.length; i++) {
      deviations[i] = Math.sqrt(gram.variance(varying[i]));
      pulls[i] =
          targetDeviation > 0
              ? gram.covariance(varying[i], gram.features) / deviations[i] / targetDeviation
              : 0;
      correlations.set(i, i, 1);
      for (int j = 0; j < i; j++) {
        double correlation =
            gram.covariance(varying[i], varying[j]) / deviations[i] / deviations[j];
        correlations.set(i, j, correlation);
        correlations.set(j, i, correlation);
      }
    }
  }

  private static int[] varying(Gram gram) {
    int[] places = new int[gram.features];
    int count = 0;
    for (int i = 0; i < gram.features; i++) {
      double mean = gram.mean(i);
      if (gram.variance(i) > CONSTANT * Math.max(1, mean * mean)) {
        places[count++] = i;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /** Features that vary. */
  int size() {
    return varying.length;
  }

  /** The correlations with the ridge added to the diagonal. */
  DMatrixRMaj ridged(double ridge) {
    DMatrixRMaj matrix = correlations.copy();
    for (int i = 0; i < matrix.numRows; i++) {
      matrix.add(i, i, ridge);
    }
    return matrix;
  }

  /** Brings coefficients of the standardized problem back to the units of the rows. */
  LinearModel model(double[] standardized) {
    double[] coefficients = new double[gram.features];
    double intercept = gram.mean(gram.features);
    for (int i = 0; i < varying.length; i++) {
      double coefficient = standardized[i] * targetDeviation / deviations[i];
      coefficients[varying[i]] = coefficient;
      intercept -= coefficient * gram.mean(varying[i]);
    }
    return new LinearModel(intercept, coefficients);
  }
}
