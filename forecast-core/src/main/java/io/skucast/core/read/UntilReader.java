package io.skucast.core.read;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Incoming;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The sales of another reader up to a date, as if the file had been read at its end. Rejections
 * pass: a record that could not be read has no time.
 */
public final class UntilReader implements SaleReader {
  private final SaleReader reader;
  private final Calendars calendars;
  private final LocalDate last;
  private final Map<ZoneId, Long> ends = new HashMap<>();
  private long latestEnd = Long.MIN_VALUE;
  private Incoming next;

  /**
   * @param last date of the last sales told, by the zone of their location
   */
  public UntilReader(SaleReader reader, Calendars calendars, LocalDate last) {
    this.reader = reader;
    this.calendars = calendars;
    this.last = last;
  }

  @Override
  public boolean hasNext() {
    while (next == null && reader.hasNext()) {
      next = kept(reader.next());
    }
    return next != null;
  }

  private Incoming kept(Incoming incoming) {
    if (incoming.sale() != null) {
      long end = end(calendars.of(incoming.sale().location()).zone());
      if (incoming.sale().timeMillis() >= end) {
        return null;
      }
      latestEnd = Math.max(latestEnd, end);
    } else if (incoming.isClock()) {
      return latestEnd == Long.MIN_VALUE
          ? null
          : Incoming.clock(Math.min(incoming.closedUntilMillis(), latestEnd));
    }
    return incoming;
  }

  private long end(ZoneId zone) {
    return ends.computeIfAbsent(
        zone, z -> last.plusDays(1).atStartOfDay(z).toInstant().toEpochMilli());
  }

  @Override
  public Incoming next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the file has been read up to " + last);
    }
    Incoming told = next;
    next = null;
    return told;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
