package io.skucast.job.ml;

/** A row that cannot be taken; its message names the column, the value and what is allowed. */
final class BadRow extends Exception {
  BadRow(String column, Object value, String allowed) {
    super(column + " has the value " + value + ", allowed is " + allowed, null, false, false);
  }
}
