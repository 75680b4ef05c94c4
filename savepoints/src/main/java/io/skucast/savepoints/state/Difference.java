package io.skucast.savepoints.state;

/**
 * Something that is not the same in two savepoints.
 *
 * @param uid of the operator
 * @param state its name, or what of the operator differs
 * @param key of the series, empty where it is not kept by series
 * @param place key in a map or instant of a timer, else empty
 * @param what paths of the fields that differ, with both values, or which savepoint lacks it
 */
public record Difference(String uid, String state, String key, String place, String what) {

  /** One line; a series as {@code sku|location}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(uid).append(' ').append(state);
    if (!key.isEmpty()) {
      line.append(' ').append(SeriesKeys.shown(key));
    }
    if (!place.isEmpty()) {
      line.append(" [").append(place).append(']');
    }
    return line.append(": ").append(what).toString();
  }
}
