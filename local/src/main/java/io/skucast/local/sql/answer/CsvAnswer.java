package io.skucast.local.sql.answer;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;

/** Comma-separated values as RFC 4180 has them; what is null is empty, what is nested is JSON. */
final class CsvAnswer implements Answer {
  private final boolean changes;
  private final PrintWriter out;

  CsvAnswer(List<String> columns, boolean changes, PrintWriter out) {
    this.changes = changes;
    this.out = out;
    List<String> header = new ArrayList<>(columns);
    if (changes) {
      header.add(0, "op");
    }
    line(header);
  }

  @Override
  public void row(Row row) {
    List<String> cells = new ArrayList<>();
    if (changes) {
      cells.add(row.getKind().shortString());
    }
    for (int i = 0; i < row.getArity(); i++) {
      cells.add(JsonValues.text(row.getField(i)));
    }
    line(cells);
    if (changes) {
      out.flush();
    }
  }

  private void line(List<String> cells) {
    out.print(cells.stream().map(CsvAnswer::quoted).collect(Collectors.joining(",")) + "\r\n");
  }

  private static String quoted(String cell) {
    return cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  @Override
  public void end() {
    out.flush();
  }
}
