package io.skucast.core.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** M5's calendar: the date and the price week of each day column, weeks numbered from zero. */
final class M5Days {
  private final Path path;
  private final Map<String, String> dates = new HashMap<>();
  private final Map<String, Integer> weekOfDay = new HashMap<>();
  private final Map<String, Integer> weeks = new HashMap<>();

  M5Days(Path path) {
    this.path = path;
    try (CsvTable table = new CsvTable(path)) {
      int date = table.required("date");
      int week = table.required("wm_yr_wk");
      int day = table.required("d");
      while (table.next()) {
        if (table.fault() != null) {
          throw new IllegalArgumentException(table.source() + ": " + table.fault());
        }
        int index = index(table.get(week));
        dates.put(table.get(day), table.get(date));
        weekOfDay.put(table.get(day), index);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int index(String week) {
    Integer known = weeks.putIfAbsent(week, weeks.size());
    return known == null ? weeks.size() - 1 : known;
  }

  /** ISO date of a day such as {@code d_1}. */
  String date(String day) {
    String date = dates.get(day);
    if (date == null) {
      throw new IllegalArgumentException(path + " has no row for '" + day + "': add its date");
    }
    return date;
  }

  int week(String day) {
    return weekOfDay.get(day);
  }

  /** Index of a week by its M5 number, or null where the calendar does not have it. */
  Integer weekIndex(String number) {
    return weeks.get(number);
  }

  int weekCount() {
    return weeks.size();
  }
}
