package io.skucast.local.sql.answer;

import java.io.PrintWriter;
import java.util.List;
import org.apache.flink.types.Row;

/** Writes the rows of one answer as they come. */
public interface Answer {
  /** A row; in a continuous answer its kind says whether it comes or goes. */
  void row(Row row);

  /** After the last row. */
  void end();

  /**
   * @param columns their names
   * @param changes whether rows also go again: then each is written with its kind
   */
  static Answer of(AnswerFormat format, List<String> columns, boolean changes, PrintWriter out) {
    return switch (format) {
      case table -> new TableAnswer(columns, changes, out);
      case csv -> new CsvAnswer(columns, changes, out);
      case json -> new JsonAnswer(columns, changes, out);
    };
  }
}
