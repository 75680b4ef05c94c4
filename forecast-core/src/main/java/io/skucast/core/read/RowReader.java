package io.skucast.core.read;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** What files with one sale a row have in common: the shape of rows and the closing clock. */
abstract class RowReader implements SaleReader {
  private final CsvTable table;
  private final Calendars calendars;
  private long clock = Incoming.NO_CLOCK;
  private Incoming upcoming;
  private boolean ended;

  RowReader(Path path, Calendars calendars) {
    this.table = new CsvTable(path);
    this.calendars = calendars;
  }

  /** The table's present row, whose shape is right, as a sale or rejection. */
  abstract Incoming read(CsvTable row);

  final CsvTable table() {
    return table;
  }

  static Incoming rejected(CsvTable row, RejectionReason reason, String detail) {
    return Incoming.rejected(
        new Rejection(reason, detail, row.source(), Rejection.excerptOf(row.text())));
  }

  @Override
  public final boolean hasNext() {
    if (upcoming == null && !ended) {
      upcoming = advance();
    }
    return upcoming != null;
  }

  @Override
  public final Incoming next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the file has been read");
    }
    Incoming next = upcoming;
    upcoming = null;
    return next;
  }

  private Incoming advance() {
    if (!table.next()) {
      ended = true;
      return clock == Incoming.NO_CLOCK ? null : Incoming.clock(clock);
    }
    String fault = table.fault();
    if (fault != null) {
      return rejected(table, RejectionReason.BAD_ROW, fault);
    }
    Incoming incoming = read(table);
    if (incoming.sale() != null) {
      BusinessCalendar calendar = calendars.of(incoming.sale().location());
      clock = Math.max(clock, calendar.end(calendar.index(incoming.sale().timeMillis())));
    }
    return incoming;
  }

  @Override
  public final void close() throws IOException {
    table.close();
  }
}
