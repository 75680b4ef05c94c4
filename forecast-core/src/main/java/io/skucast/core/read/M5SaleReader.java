package io.skucast.core.read;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Decimals;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.SaleDraft;
import io.skucast.core.sale.SaleValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Walmart's M5 folder: one row a series, one column a day. A feed brings sales by time, so the
 * table is held (two bytes a cell) and told day by day, one sale for each cell that is not zero;
 * rows that can not be read come first. The clock is the end of the last day even if nothing was
 * sold on it: the table says so.
 */
public final class M5SaleReader implements SaleReader {
  private static final int NO_PRICE = -1;

  private final Calendars calendars;
  private final SaleValidator validator;
  private final long takenInMillis;
  private final List<Incoming> rejected = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, int[]> prices = new HashMap<>();
  private final List<String> days;
  private final String[] dates;
  private final int[] weeks;
  private int rejectedTold;
  private int day;
  private int row;
  private long clock = Incoming.NO_CLOCK;
  private boolean anyAccepted;
  private boolean clockTold;

  private record Row(
      String item, String store, String dept, String source, short[] units, int[] priceMilli) {}

  public M5SaleReader(Path folder, Calendars calendars, SaleValidator validator, Instant takenIn) {
    this(folder, calendars, validator, takenIn, Integer.MAX_VALUE);
  }

  /**
   * @param lastDay number of the last day to read, 1941 for {@code d_1941}: what lies after it is
   *     held back to validate forecasts; more than the file has means all
   */
  public M5SaleReader(
      Path folder, Calendars calendars, SaleValidator validator, Instant takenIn, int lastDay) {
    if (lastDay < 1) {
      throw new IllegalArgumentException("last day " + lastDay + " is before d_1: use 1 or more");
    }
    this.calendars = calendars;
    this.validator = validator;
    this.takenInMillis = takenIn.toEpochMilli();
    M5Days calendar = new M5Days(file(folder, "calendar.csv"));
    Path sales = file(folder, "sales_train.csv");
    Path sellPrices = file(folder, "sell_prices.csv");
    try (CsvTable table = new CsvTable(sales)) {
      days =
          table.header().stream()
              .filter(name -> name.matches("d_[0-9]{1,6}") && number(name) <= lastDay)
              .sorted(Comparator.comparingInt(M5SaleReader::number))
              .toList();
      if (days.isEmpty()) {
        table.required("d_1");
      }
      dates = days.stream().map(calendar::date).toArray(String[]::new);
      weeks = days.stream().mapToInt(calendar::week).toArray();
      readSales(table, calendar.weekCount());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    readPrices(sellPrices, calendar);
    skipZeros();
  }

  static Path file(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path zipped = folder.resolve(name + ".gz");
    if (!Files.exists(plain) && !Files.exists(zipped)) {
      throw new IllegalArgumentException(
          plain + " is missing, gzipped too: give the folder with the M5 files");
    }
    return Files.exists(plain) ? plain : zipped;
  }

  private static int number(String day) {
    return Integer.parseInt(day.substring(2));
  }

  private void readSales(CsvTable table, int weekCount) {
    int item = table.required("item_id");
    int store = table.required("store_id");
    int dept = table.required("dept_id");
    int[] columns = days.stream().mapToInt(table::required).toArray();
    while (table.next()) {
      String fault = table.fault();
      if (fault != null) {
        rejected.add(RowReader.rejected(table, RejectionReason.BAD_ROW, fault));
        continue;
      }
      short[] units = new short[columns.length];
      try {
        for (int i = 0; i < columns.length; i++) {
          units[i] = Short.parseShort(table.get(columns[i]));
        }
      } catch (NumberFormatException e) {
        String detail = "a day's sales are no whole number up to 32767: " + e.getMessage();
        rejected.add(RowReader.rejected(table, RejectionReason.BAD_QUANTITY, detail));
        continue;
      }
      int[] priceMilli =
          prices.computeIfAbsent(
              key(table.get(store), table.get(item)), k -> unknownPrices(weekCount));
      rows.add(
          new Row(
              table.get(item),
              table.get(store),
              table.get(dept),
              table.source(),
              units,
              priceMilli));
    }
  }

  private static int[] unknownPrices(int weekCount) {
    int[] unknown = new int[weekCount];
    Arrays.fill(unknown, NO_PRICE);
    return unknown;
  }

  private static String key(String store, String item) {
    return store + '|' + item;
  }

  private void readPrices(Path path, M5Days calendar) {
    try (CsvTable table = new CsvTable(path)) {
      int store = table.required("store_id");
      int item = table.required("item_id");
      int week = table.required("wm_yr_wk");
      int price = table.required("sell_price");
      while (table.next()) {
        if (table.fault() != null) {
          throw new IllegalArgumentException(table.source() + ": " + table.fault());
        }
        int[] known = prices.get(key(table.get(store), table.get(item)));
        Integer index = calendar.weekIndex(table.get(week));
        if (known != null && index != null) {
          known[index] = milli(table, price);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int milli(CsvTable table, int price) {
    try {
      return Math.toIntExact(Decimals.toMilli(table.get(price)));
    } catch (NumberFormatException | ArithmeticException e) {
      throw new IllegalArgumentException(
          table.source() + ": sell_price '" + table.get(price) + "' is no price below 2147483", e);
    }
  }

  @Override
  public boolean hasNext() {
    return rejectedTold < rejected.size() || day < dates.length || anyAccepted && !clockTold;
  }

  @Override
  public Incoming next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the folder has been read");
    }
    if (rejectedTold < rejected.size()) {
      return rejected.get(rejectedTold++);
    }
    if (day == dates.length) {
      clockTold = true;
      return Incoming.clock(clock);
    }
    Incoming incoming = cell(rows.get(row));
    if (incoming.sale() != null && !anyAccepted) {
      anyAccepted = true;
      rows.stream().map(Row::store).distinct().forEach(this::close);
    }
    row++;
    skipZeros();
    return incoming;
  }

  private Incoming cell(Row series) {
    int priceMilli = series.priceMilli[weeks[day]];
    SaleDraft draft =
        new SaleDraft(
            series.item + '|' + series.store + '|' + days.get(day),
            series.item,
            series.store,
            dates[day],
            null,
            Integer.toString(series.units[day]),
            priceMilli == NO_PRICE ? null : Decimals.fromMilli(priceMilli),
            null,
            series.dept);
    return validator.validate(draft, takenInMillis, series.source);
  }

  /** Moves to the next cell with sales, or behind the last day. */
  private void skipZeros() {
    for (; day < dates.length; day++, row = 0) {
      for (; row < rows.size(); row++) {
        if (rows.get(row).units[day] != 0) {
          return;
        }
      }
    }
  }

  /** The end of the last day at a location, to which hours, days and weeks are closed. */
  private void close(String location) {
    BusinessCalendar calendar = calendars.of(location);
    LocalDate dayAfter = LocalDate.parse(dates[dates.length - 1]).plusDays(1);
    long lastMillis = dayAfter.atStartOfDay(calendar.zone()).toInstant().toEpochMilli() - 1;
    clock = Math.max(clock, calendar.end(calendar.index(lastMillis)));
  }

  /** Nothing is held open: the files are read when the reader is made. */
  @Override
  public void close() {}
}
