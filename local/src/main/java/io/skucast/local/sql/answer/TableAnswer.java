package io.skucast.local.sql.answer;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.types.Row;

/**
 * Columns side by side. As wide as the widest of the first rows; of a continuous answer, of which
 * no row must wait, as wide as a usual value.
 */
final class TableAnswer implements Answer {
  private static final int FIRST_ROWS = 1000;
  private static final int USUAL_WIDTH = 14;
  private static final int WIDEST = 60;
  private static final int DECIMALS = 4;

  private final List<String> names;
  private final boolean changes;
  private final PrintWriter out;
  private final List<String[]> waiting = new ArrayList<>();
  private final boolean[] numeric;
  private int[] widths;
  private long rows;

  TableAnswer(List<String> columns, boolean changes, PrintWriter out) {
    this.names = new ArrayList<>(columns);
    this.changes = changes;
    this.out = out;
    if (changes) {
      names.add(0, "op");
    }
    numeric = new boolean[names.size()];
    Arrays.fill(numeric, true);
  }

  @Override
  public void row(Row row) {
    String[] cells = new String[names.size()];
    int at = 0;
    if (changes) {
      cells[at++] = row.getKind().shortString();
    }
    for (int i = 0; i < row.getArity(); i++, at++) {
      Object value = row.getField(i);
      cells[at] = text(value);
      numeric[at] &= value == null || value instanceof Number;
    }
    rows++;
    if (widths != null) {
      print(cells);
      return;
    }
    waiting.add(cells);
    if (changes || waiting.size() == FIRST_ROWS) {
      begin();
    }
  }

  @Override
  public void end() {
    if (widths == null) {
      begin();
    }
    out.println(rows == 1 ? "1 row" : rows + " rows");
    out.flush();
  }

  private void begin() {
    widths =
        IntStream.range(0, names.size())
            .map(
                i ->
                    Math.min(
                        WIDEST,
                        Math.max(
                            names.get(i).length(),
                            waiting.stream().mapToInt(cells -> cells[i].length()).max().orElse(0))))
            .toArray();
    if (changes) {
      for (int i = 1; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], USUAL_WIDTH);
      }
    }
    boolean[] aligned = numeric.clone();
    if (waiting.isEmpty()) {
      Arrays.fill(numeric, false);
    }
    print(names.toArray(new String[0]));
    System.arraycopy(aligned, 0, numeric, 0, aligned.length);
    out.println(
        IntStream.of(widths)
            .mapToObj(width -> "─".repeat(width))
            .collect(Collectors.joining("  ")));
    waiting.forEach(this::print);
    waiting.clear();
  }

  private void print(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i].length() > WIDEST ? cells[i].substring(0, WIDEST - 1) + "…" : cells[i];
      String space = " ".repeat(Math.max(0, widths[i] - cell.length()));
      line.append(i == 0 ? "" : "  ");
      line.append(numeric[i] ? space + cell : cell + space);
    }
    out.println(line.toString().stripTrailing());
    if (changes) {
      out.flush();
    }
  }

  private static String text(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? plain(new BigDecimal(number).setScale(DECIMALS, RoundingMode.HALF_EVEN))
          : Double.toString(number);
    }
    if (value instanceof Object[] array) {
      return Arrays.stream(array)
          .map(TableAnswer::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Row row) {
      return IntStream.range(0, row.getArity())
          .mapToObj(i -> text(row.getField(i)))
          .collect(Collectors.joining(", ", "(", ")"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.toString();
  }

  private static String plain(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    return (shortest.signum() == 0 ? BigDecimal.ZERO : shortest).toPlainString();
  }
}
