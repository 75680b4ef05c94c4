package io.skucast.core.feature;

/** The rows that states of features accept. */
final class Rows {
  /** Of a number in a row, so that no sum of squares overflows in 1e200 rows. */
  private static final double LARGEST = 1e50;

  private Rows() {}

  static void require(double[] row, int features) {
    if (row.length != features) {
      throw new IllegalArgumentException(
          "row has " + row.length + " features, allowed is " + features);
    }
    for (int i = 0; i < row.length; i++) {
      require("feature " + i, row[i]);
    }
  }

  /** Written so that NaN fails too. */
  static void require(String name, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed is " + -LARGEST + " to " + LARGEST);
    }
  }
}
