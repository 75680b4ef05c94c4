package io.skucast.core.feature;

import java.util.function.IntToDoubleFunction;

/**
 * Means over the known values of the last periods, oldest last. Every answer is NaN where nothing
 * is known.
 */
final class Past {
  /**
   * Values beyond are cut to it, so that no sum or square of a row overflows. Demand is refused
   * above it long before.
   */
  static final double LARGEST = 1e16;

  private Past() {}

  /** The value within the bounds; NaN stays NaN. */
  static double cut(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }

  static double cut(double value) {
    return cut(value, -LARGEST, LARGEST);
  }

  /** The value, or the other where it is NaN. */
  static double or(double value, double otherwise) {
    return Double.isNaN(value) ? otherwise : value;
  }

  /** The value, or 0 where it is NaN. */
  static double orZero(double value) {
    return or(value, 0);
  }

  static double indicator(boolean holds) {
    return holds ? 1 : 0;
  }

  static double mean(IntToDoubleFunction past, int window) {
    return mean(past, 0, 1, window);
  }

  /** Mean of {@code from}, {@code from + step}, ... as far as they are less than window back. */
  static double mean(IntToDoubleFunction past, int from, int step, int window) {
    double sum = 0;
    int known = 0;
    for (int back = from; back < window; back += step) {
      double value = cut(past.applyAsDouble(back));
      if (!Double.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    return sum / known;
  }

  static double sum(IntToDoubleFunction past, int window) {
    double sum = Double.NaN;
    for (int back = 0; back < window; back++) {
      double value = cut(past.applyAsDouble(back));
      if (!Double.isNaN(value)) {
        sum = or(sum, 0) + value;
      }
    }
    return sum;
  }
}
