package io.skucast.local.verify;

/**
 * One result that is not as in the uninterrupted run.
 *
 * @param id what the result describes
 * @param what in words
 */
record Difference(Kind kind, String id, String what) {
  /** How it is not the same. */
  enum Kind {
    LOST,
    REPEATED,
    NEVER_EXPECTED,
    OTHER_VERSION,
    OTHER_TEXT
  }
}
