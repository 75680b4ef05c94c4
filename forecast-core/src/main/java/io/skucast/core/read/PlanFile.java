package io.skucast.core.read;

import io.skucast.core.deep.Plans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * Planned prices and promotions, of a CSV file with the columns {@code sku}, {@code from} and
 * {@code to} (ISO dates, both included) and, optional, {@code location} (empty: all), {@code price}
 * (in the currency) and {@code promotion} (share, 0 to 1).
 */
public final class PlanFile {
  private PlanFile() {}

  /**
   * @throws IllegalArgumentException if the file is missing or a row can not be read
   */
  public static Plans read(Path file) {
    Plans.Builder plans = new Plans.Builder();
    try (CsvTable table = new CsvTable(file)) {
      int sku = table.required("sku");
      int from = table.required("from");
      int to = table.required("to");
      int location = table.optional("location");
      int price = table.optional("price");
      int promotion = table.optional("promotion");
      while (table.next()) {
        if (table.fault() != null) {
          throw new IllegalArgumentException(table.source() + ": " + table.fault());
        }
        String name = table.get(sku);
        if (name == null || name.isBlank()) {
          throw new IllegalArgumentException(
              table.source() + ": sku is '" + name + "', allowed is a name");
        }
        String place = table.get(location);
        plans.add(
            name.strip(),
            place == null ? "" : place.strip(),
            new Plans.Plan(
                date(table, "from", from),
                date(table, "to", to),
                number(table, "price", price, Double.MAX_VALUE),
                number(table, "promotion", promotion, 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plans.build();
  }

  private static LocalDate date(CsvTable table, String column, int index) {
    try {
      return LocalDate.parse(table.get(index));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          table.source()
              + ": "
              + column
              + " '"
              + table.get(index)
              + "' is no date such as 2024-12-25",
          e);
    }
  }

  private static double number(CsvTable table, String column, int index, double most) {
    String text = table.get(index);
    if (text == null || text.isBlank()) {
      return 0;
    }
    try {
      double number = Double.parseDouble(text.strip());
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, with the other numbers that are not allowed.
    }
    throw new IllegalArgumentException(
        table.source()
            + ": "
            + column
            + " is '"
            + text
            + "', allowed is "
            + (most == 1 ? "0 to 1" : "a number from 0 up"));
  }
}
