package io.skucast.udf.argument;

import io.skucast.core.smooth.Domain;
import io.skucast.core.stock.QuantileFunction;
import org.apache.flink.table.data.ArrayData;

/**
 * Checks of arguments. Each gives back what it was given, or throws an {@link
 * IllegalArgumentException} such as {@code FORECAST_QUANTILE: level is 1.5: allowed is above 0 and
 * below 1}.
 */
public final class Allowed {
  private Allowed() {}

  /** The exception to throw. */
  public static IllegalArgumentException refused(
      String function, String argument, Object value, String allowed) {
    return new IllegalArgumentException(
        function + ": " + argument + " is " + value + ": allowed is " + allowed);
  }

  /**
   * Puts the function's name before what the mathematics says of an argument. Not as its cause: SQL
   * clients print the innermost cause alone, which has no name.
   */
  public static IllegalArgumentException refused(String function, IllegalArgumentException why) {
    return new IllegalArgumentException(function + ": " + why.getMessage());
  }

  /** A number from one to another, both allowed; written so that NaN fails too. */
  public static double within(
      String function, String argument, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw refused(function, argument, value, number(low) + " to " + number(high));
    }
    return value;
  }

  /** A whole number from one to another, both allowed. */
  public static int whole(String function, String argument, int value, int low, int high) {
    if (value < low || value > high) {
      throw refused(function, argument, value, low + " to " + high);
    }
    return value;
  }

  /** Units, not negative: up to 1e16, as everywhere in the mathematics. */
  public static double demand(String function, String argument, double value) {
    return within(function, argument, value, 0, Domain.LARGEST_DEMAND);
  }

  /** Any number that cannot overflow a sum or a square: -1e16 to 1e16. */
  public static double number(String function, String argument, double value) {
    return within(function, argument, value, -Domain.LARGEST_DEMAND, Domain.LARGEST_DEMAND);
  }

  /** A probability that is neither impossible nor certain. */
  public static double level(String function, String argument, double value) {
    if (!(value > 0 && value < 1)) {
      throw refused(function, argument, value, "above 0 and below 1");
    }
    return value;
  }

  /** Quantiles by level. */
  public static QuantileFunction quantiles(String function, ArrayData levels, ArrayData quantiles) {
    double[] ofLevels = doubles(function, "levels", levels);
    double[] units = doubles(function, "quantiles", quantiles);
    try {
      return new QuantileFunction(ofLevels, units);
    } catch (IllegalArgumentException e) {
      throw refused(function, e);
    }
  }

  /** An array without nulls. */
  public static double[] doubles(String function, String argument, ArrayData array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      if (array.isNullAt(i)) {
        throw refused(function, argument + "[" + (i + 1) + "]", "NULL", "a number");
      }
      values[i] = array.getDouble(i);
    }
    return values;
  }

  private static String number(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e9
        ? Long.toString((long) bound)
        : Double.toString(bound).replace(".0E", "e");
  }
}
