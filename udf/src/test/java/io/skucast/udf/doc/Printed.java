package io.skucast.udf.doc;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.types.Row;

/** Rows as the page of functions prints them: a line a row, columns separated by a bar. */
public final class Printed {
  private Printed() {}

  public static String rows(List<Row> rows) {
    return rows.stream().map(Printed::row).collect(Collectors.joining("\n"));
  }

  private static String row(Row row) {
    return values(row).map(Printed::value).collect(Collectors.joining(" | "));
  }

  private static Stream<Object> values(Row row) {
    return IntStream.range(0, row.getArity()).mapToObj(row::getField);
  }

  private static String value(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Row row) {
      return values(row).map(Printed::value).collect(Collectors.joining(", ", "(", ")"));
    }
    if (value instanceof Object[] array) {
      return Stream.of(array).map(Printed::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof double[] array) {
      return value(IntStream.range(0, array.length).mapToObj(i -> array[i]).toArray());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, item) -> sorted.put(value(key), value(item)));
      return sorted.toString();
    }
    return value.toString();
  }

  /** Blanks around bars and at the ends of lines do not matter. */
  public static String plain(String printed) {
    return printed
        .lines()
        .map(line -> line.replaceAll("\\s*\\|\\s*", " | ").strip())
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
