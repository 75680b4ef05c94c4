package io.skucast.job.ml;

import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import java.util.Arrays;

/**
 * A model version as predictions need it: a row of model data, and state of what predicts. A POJO
 * of primitives, texts and primitive arrays.
 */
public class ServedModel {
  /** The group that every row belongs to. */
  static final String ALL = ModelGroup.ALL;

  public int version = 1;

  public String group = ALL;

  /** Number of the version: greater ones are later. */
  public long modelVersion;

  /** First period that it predicts. */
  public int effectiveOrigin;

  /** One per feature, and last the intercept. */
  public double[] coefficient = new double[0];

  public ServedModel() {}

  ServedModel(String group, long modelVersion, int effectiveOrigin, double[] coefficient) {
    this.group = group;
    this.modelVersion = modelVersion;
    this.effectiveOrigin = effectiveOrigin;
    this.coefficient = coefficient;
  }

  /** Numbers in the features that it predicts from. */
  int featuresSize() {
    return coefficient.length - 1;
  }

  LinearModel linear() {
    int size = featuresSize();
    return new LinearModel(coefficient[size], Arrays.copyOf(coefficient, size));
  }

  /** The value of the linear function, summed as {@link LinearModel#predict} does. */
  double value(double[] x) {
    double sum = coefficient[x.length];
    for (int i = 0; i < x.length; i++) {
      sum += coefficient[i] * x[i];
    }
    return sum;
  }

  /** A copy that shares nothing with this one. */
  public ServedModel copy() {
    ServedModel copy = new ServedModel(group, modelVersion, effectiveOrigin, coefficient.clone());
    copy.version = version;
    return copy;
  }
}
