package io.skucast.local.sql.answer;

/** How answers are written; as the option {@code --format} names them. */
public enum AnswerFormat {
  /** Columns side by side, for people. Numbers have at most four decimals. */
  table,
  /** Comma-separated values with a header. */
  csv,
  /** An array of objects, one a line; of a continuous answer one object a line. */
  json
}
