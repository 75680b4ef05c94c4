package io.skucast.udf.table;

/** What an argument that is not allowed is answered with: function, argument, value and remedy. */
final class Refusal {
  private Refusal() {}

  static IllegalArgumentException of(
      String function, String argument, Object value, String allowed) {
    return new IllegalArgumentException(
        function + ": " + argument + " is " + value + ": allowed is " + allowed);
  }

  /** A whole number between two, both allowed. */
  static int within(String function, String argument, int value, int low, int high) {
    if (value < low || value > high) {
      throw of(function, argument, value, low + " to " + high);
    }
    return value;
  }
}
