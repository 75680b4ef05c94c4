package io.skucast.core.read;

import io.skucast.core.feature.EventCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Events and food-stamp days of M5's {@code calendar.csv}: the names in {@code event_name_1} and
 * {@code event_name_2}, and for each column such as {@code snap_CA} the flag {@link #SNAP} at the
 * locations of that state, {@code CA_1} and so on. Columns that are absent say nothing.
 */
public final class M5Events {
  /** Name of the flag of days on which food stamps (SNAP) may be used. */
  public static final String SNAP = "snap";

  private static final String SNAP_COLUMN = "snap_";

  private M5Events() {}

  /**
   * @param folder with M5's files
   * @param locations stores whose flags are wanted, each beginning with its state and {@code _}
   * @throws IllegalArgumentException if the file is missing or a row can not be read
   */
  public static EventCalendar read(Path folder, Collection<String> locations) {
    EventCalendar.Builder events = new EventCalendar.Builder();
    try (CsvTable table = new CsvTable(M5SaleReader.file(folder, "calendar.csv"))) {
      int dateColumn = table.required("date");
      int[] names = {table.optional("event_name_1"), table.optional("event_name_2")};
      Map<Integer, List<String>> locationsBySnap = locationsBySnap(table.header(), locations);
      while (table.next()) {
        if (table.fault() != null) {
          throw new IllegalArgumentException(table.source() + ": " + table.fault());
        }
        LocalDate date = date(table, dateColumn);
        for (int column : names) {
          String name = table.get(column);
          if (name != null && !name.isBlank()) {
            events.event(date, name);
          }
        }
        locationsBySnap.forEach(
            (column, places) -> {
              if (isUp(table, column)) {
                places.forEach(location -> events.flag(SNAP, location, date));
              }
            });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events.build();
  }

  /**
   * Stores that M5's {@code sales_train.csv} has sales of, in alphabetical order.
   *
   * @throws IllegalArgumentException if the file is missing or lacks the column {@code store_id}
   */
  public static Set<String> locations(Path folder) {
    Set<String> stores = new TreeSet<>();
    try (CsvTable table = new CsvTable(M5SaleReader.file(folder, "sales_train.csv"))) {
      int store = table.required("store_id");
      while (table.next()) {
        if (table.fault() == null) {
          stores.add(table.get(store));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return stores;
  }

  private static Map<Integer, List<String>> locationsBySnap(
      List<String> header, Collection<String> locations) {
    Map<Integer, List<String>> byColumn = new HashMap<>();
    for (String location : locations) {
      int end = location.indexOf('_');
      String state = end < 0 ? location : location.substring(0, end);
      int column = header.indexOf(SNAP_COLUMN + state);
      if (column >= 0) {
        byColumn.computeIfAbsent(column, c -> new ArrayList<>()).add(location);
      }
    }
    return byColumn;
  }

  private static LocalDate date(CsvTable table, int column) {
    try {
      return LocalDate.parse(table.get(column));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          table.source() + ": date '" + table.get(column) + "' is no date such as 2011-01-29", e);
    }
  }

  private static boolean isUp(CsvTable table, int column) {
    String value = table.get(column);
    return switch (value) {
      case "1" -> true;
      case "0", "" -> false;
      default ->
          throw new IllegalArgumentException(
              table.source()
                  + ": "
                  + table.header().get(column)
                  + " is '"
                  + value
                  + "', allowed is 0 or 1");
    };
  }
}
