package io.skucast.core.read;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.SaleValidator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The layouts of sales files that can be read; each file may be gzipped and named {@code .gz}. */
public enum SaleFormat {
  /** One order line a row, columns by name. */
  CSV,
  /** The file of UCI's Online Retail II. */
  ONLINE_RETAIL,
  /** The folder of Walmart's M5 data. */
  M5;

  /** Reads {@code csv}, {@code online-retail} or {@code m5}. */
  public static SaleFormat parse(String text) {
    for (SaleFormat format : values()) {
      if (format.code().equalsIgnoreCase(text)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "unknown format '"
            + text
            + "': use one of "
            + Arrays.stream(values()).map(SaleFormat::code).collect(Collectors.joining(", ")));
  }

  /** Lower-case name with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Opens a file, or for {@link #M5} a folder.
   *
   * @param takenIn when the records count as taken in: sales far after it are rejected
   * @throws IllegalArgumentException if the file is missing, empty or lacks a column
   */
  public SaleReader open(Path path, Calendars calendars, SaleValidator validator, Instant takenIn) {
    return switch (this) {
      case CSV -> new CsvSaleReader(path, calendars, validator, takenIn);
      case ONLINE_RETAIL -> new OnlineRetailReader(path, calendars, validator, takenIn);
      case M5 -> new M5SaleReader(path, calendars, validator, takenIn);
    };
  }
}
