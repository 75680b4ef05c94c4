package io.skucast.core.smooth;

import java.util.Arrays;

/**
 * One-step errors of a forecast, demand less mean, in units: the last 64 for quantiles, and sums of
 * all for measures. State: a POJO of primitives and primitive arrays.
 */
public class ErrorWindow {
  /** Errors kept: enough for the 5 % and 95 % quantiles, at 256 bytes. */
  public static final int SIZE = 64;

  public int version = 1;

  /** Last errors; error t (from 0) is at {@code t % SIZE}. Floats, as quantiles need no more. */
  public float[] ring = new float[SIZE];

  public long count;
  public double sumError;
  public double sumAbs;
  public double sumSquare;

  /**
   * @param error demand less forecast in units, at most 1e18 either way
   */
  public void add(double error) {
    Domain.within("error", error, -1e18, 1e18);
    ring[(int) (count % SIZE)] = (float) error;
    count++;
    sumError += error;
    sumAbs += Math.abs(error);
    sumSquare += error * error;
  }

  /**
   * Quantile of the last errors, linear between order statistics (type 7 of Hyndman and Fan 1996).
   *
   * @param level 0 to 1
   * @throws IllegalStateException before the first error
   */
  public double quantile(double level) {
    return quantiles(level)[0];
  }

  /** {@link #quantile} at each of these levels. */
  public double[] quantiles(double... levels) {
    requireErrors();
    int kept = (int) Math.min(count, SIZE);
    float[] sorted = Arrays.copyOf(ring, kept);
    Arrays.sort(sorted);
    double[] quantiles = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      double position = Domain.fraction("level", levels[i]) * (kept - 1);
      int below = (int) position;
      int above = Math.min(below + 1, kept - 1);
      quantiles[i] = sorted[below] + (position - below) * ((double) sorted[above] - sorted[below]);
    }
    return quantiles;
  }

  /** Mean absolute error of all errors, in units. */
  public double meanAbsolute() {
    requireErrors();
    return sumAbs / count;
  }

  /** Root of the mean squared error of all errors, in units. */
  public double rootMeanSquare() {
    requireErrors();
    return Math.sqrt(sumSquare / count);
  }

  /** Mean of all errors in units; positive where forecasts are too low. */
  public double bias() {
    requireErrors();
    return sumError / count;
  }

  private void requireErrors() {
    if (count == 0) {
      throw new IllegalStateException("no errors yet");
    }
  }

  /** A copy that shares nothing with this one. */
  public ErrorWindow copy() {
    ErrorWindow copy = new ErrorWindow();
    copy.version = version;
    copy.ring = ring.clone();
    copy.count = count;
    copy.sumError = sumError;
    copy.sumAbs = sumAbs;
    copy.sumSquare = sumSquare;
    return copy;
  }
}
