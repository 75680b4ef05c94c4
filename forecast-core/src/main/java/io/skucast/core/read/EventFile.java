package io.skucast.core.read;

import io.skucast.core.feature.EventCalendar;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Events known ahead, of a CSV file with the columns {@code date} (ISO), {@code event} (its name)
 * and, where it holds at one place only, {@code location}: a football final has none, a day on
 * which food stamps are paid out has.
 */
public final class EventFile {
  private EventFile() {}

  /**
   * @throws IllegalArgumentException if the file is missing or a row can not be read
   */
  public static EventCalendar read(Path file) {
    EventCalendar.Builder events = new EventCalendar.Builder();
    try (CsvTable table = new CsvTable(file)) {
      int dateColumn = table.required("date");
      int nameColumn = table.required("event");
      int locationColumn = table.optional("location");
      while (table.next()) {
        if (table.fault() != null) {
          throw new IllegalArgumentException(table.source() + ": " + table.fault());
        }
        LocalDate date = date(table, dateColumn);
        String name = table.get(nameColumn);
        if (name == null || name.isBlank()) {
          throw new IllegalArgumentException(
              table.source() + ": event is '" + name + "', allowed is a name");
        }
        String location = table.get(locationColumn);
        if (location == null || location.isBlank()) {
          events.event(date, name.strip());
        } else {
          events.flag(name.strip(), location.strip(), date);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events.build();
  }

  /** Writes what {@link #read} reads, by date, name and location; a file that is there goes. */
  public static void write(Path file, EventCalendar events) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("date,event,location\n");
      for (EventCalendar.Occurrence o : events.occurrences()) {
        out.write(o.date() + "," + field(o.name()) + ',' + field(o.location()) + '\n');
      }
    }
  }

  private static String field(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static LocalDate date(CsvTable table, int column) {
    try {
      return LocalDate.parse(table.get(column));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          table.source() + ": date '" + table.get(column) + "' is no date such as 2024-12-25", e);
    }
  }
}
