package io.skucast.core.learn;

/**
 * Brings features to about mean 0 and variance 1 by the mean and deviation that they had in one
 * sample, and never changes: so what was learned of standardized features stays what it means.
 * State: a POJO of primitive arrays.
 *
 * <p>A feature that was constant in that sample may vary later: it is measured in its own size, or
 * in 1 where that is less. Standardized features beyond ±{@value #MOST} are cut to that.
 */
public class FrozenScale {
  /** Deviations beyond which a feature has no more pull. */
  public static final double MOST = 100;

  /** A deviation of at most this part of a feature's size is rounding of floats. */
  private static final double CONSTANT = 1e-6;

  public int version = 1;

  public double[] centre = new double[0];

  /** Above 0. */
  public double[] unit = new double[0];

  public FrozenScale() {}

  /**
   * @param sample at least one row
   */
  public FrozenScale(RowSample sample) {
    if (sample.rows < 1) {
      throw new IllegalArgumentException("sample has " + sample.rows + " rows, allowed is from 1");
    }
    centre = new double[sample.features];
    unit = new double[sample.features];
    for (int i = 0; i < sample.features; i++) {
      double mean = 0;
      for (int n = 0; n < sample.rows; n++) {
        mean += sample.x[n * sample.features + i] / (double) sample.rows;
      }
      double variance = 0;
      for (int n = 0; n < sample.rows; n++) {
        double deviation = sample.x[n * sample.features + i] - mean;
        variance += deviation * deviation / sample.rows;
      }
      double size = Math.max(1, Math.abs(mean));
      double deviation = Math.sqrt(variance);
      centre[i] = mean;
      unit[i] = deviation > CONSTANT * Math.abs(mean) ? deviation : size;
    }
  }

  /** The rows standardized, each after a 1 for the intercept. */
  double[][] rows(RowSample sample) {
    double[][] rows = new double[sample.rows][sample.features + 1];
    for (int n = 0; n < sample.rows; n++) {
      rows[n][0] = 1;
      for (int i = 0; i < sample.features; i++) {
        double standardized = (sample.x[n * sample.features + i] - centre[i]) / unit[i];
        rows[n][i + 1] = Math.max(-MOST, Math.min(MOST, standardized));
      }
    }
    return rows;
  }

  /** Weights of the intercept and standardized features, as a model of features as they are. */
  LinearModel model(double[] weights) {
    double intercept = weights[0];
    double[] coefficients = new double[centre.length];
    for (int i = 0; i < centre.length; i++) {
      coefficients[i] = weights[i + 1] / unit[i];
      intercept -= coefficients[i] * centre[i];
    }
    return new LinearModel(intercept, coefficients);
  }

  /** A copy that shares nothing with this one. */
  public FrozenScale copy() {
    FrozenScale copy = new FrozenScale();
    copy.version = version;
    copy.centre = centre.clone();
    copy.unit = unit.clone();
    return copy;
  }
}
