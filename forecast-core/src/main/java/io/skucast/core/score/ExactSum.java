package io.skucast.core.score;

import java.util.Arrays;

/**
 * A sum of doubles without rounding: what was added and is subtracted again leaves exactly nothing,
 * and the order does not matter. Kept as partial sums that do not overlap, smallest first (Shewchuk
 * 1997, "Adaptive precision floating-point arithmetic", section 2.4). State: a POJO of an array.
 */
public class ExactSum {
  /** Partial sums without zeros, ascending in magnitude; their exact sum is meant. */
  public double[] partials = new double[0];

  /**
   * Adds one number.
   *
   * @param number finite; sums stay finite as long as no more than 1e290 is added up
   */
  public void add(double number) {
    double x = number;
    double[] next = new double[partials.length + 1];
    int kept = 0;
    for (double partial : partials) {
      double high = x + partial;
      double virtual = high - x;
      double low = (x - (high - virtual)) + (partial - virtual);
      if (low != 0) {
        next[kept++] = low;
      }
      x = high;
    }
    if (x != 0) {
      next[kept++] = x;
    }
    partials = kept == next.length ? next : Arrays.copyOf(next, kept);
  }

  /** Takes one number away. */
  public void subtract(double number) {
    add(-number);
  }

  /** Adds another sum. */
  public void add(ExactSum other) {
    for (double partial : other.partials) {
      add(partial);
    }
  }

  /** The double nearest to the exact sum: the same one whatever the partial sums are. */
  public double value() {
    int i = partials.length;
    if (i == 0) {
      return 0;
    }
    double high = partials[--i];
    double low = 0;
    while (i > 0) {
      double x = high;
      double y = partials[--i];
      high = x + y;
      low = y - (high - x);
      if (low != 0) {
        break;
      }
    }
    // Half-way between two doubles, what is left decides.
    if (i > 0 && (low < 0) == (partials[i - 1] < 0)) {
      double twice = 2 * low;
      double up = high + twice;
      if (twice == up - high) {
        high = up;
      }
    }
    return high;
  }
}
