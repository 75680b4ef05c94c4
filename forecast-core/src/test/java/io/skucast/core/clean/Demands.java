package io.skucast.core.clean;

import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Seeded series of demands of known kinds. */
final class Demands {
  private Demands() {}

  static double[] series(int length, IntToDoubleFunction demand) {
    double[] series = new double[length];
    for (int t = 0; t < length; t++) {
      series[t] = demand.applyAsDouble(t);
    }
    return series;
  }

  static int poisson(Random random, double mean) {
    double left = Math.exp(-mean);
    int count = -1;
    for (double product = 1; product > left; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** Variance mean + mean² / shape: a Poisson number whose mean is drawn from a gamma. */
  static int negativeBinomial(Random random, double mean, double shape) {
    return poisson(random, gamma(random, shape) * mean / shape);
  }

  /** Gamma of a shape that is a multiple of a half, as half a sum of squared normal numbers. */
  private static double gamma(Random random, double shape) {
    double sum = 0;
    for (int i = 0; i < Math.round(2 * shape); i++) {
      double normal = random.nextGaussian();
      sum += normal * normal / 2;
    }
    return sum;
  }

  static double[] scaled(double[] demands, double factor) {
    return series(demands.length, t -> demands[t] * factor);
  }
}
