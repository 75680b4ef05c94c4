package io.skucast.core.smooth;

/**
 * Values that steps of a series accept; others are refused with name, value and what is allowed.
 */
public final class Domain {

  /**
   * Units in one period. Observations carry thousandths in a long, so none is above 9.3e15; the
   * bound keeps every recursion far from overflow.
   */
  public static final double LARGEST_DEMAND = 1e16;

  private Domain() {}

  public static double demand(double value) {
    return within("demand", value, 0, LARGEST_DEMAND);
  }

  public static double fraction(String name, double value) {
    return within(name, value, 0, 1);
  }

  public static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", allowed is 1 or more");
    }
    return value;
  }

  /** Written so that NaN fails too. */
  public static double within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed is " + low + " to " + high);
    }
    return value;
  }
}
