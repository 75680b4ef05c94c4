package io.skucast.job.io.file;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.read.UntilReader;
import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;

/** Records of a file and how many of them have been read; at its end the file is closed. */
public final class SaleRecords implements Iterator<Incoming>, Closeable {
  private final SaleReader reader;
  private long read;

  private SaleRecords(SaleReader reader) {
    this.reader = reader;
  }

  /**
   * @param takenIn when the records count as taken in
   * @param until date of the last sales told, or null for all
   * @throws IllegalArgumentException if the file is missing, empty or lacks a column
   */
  public static SaleRecords open(
      Path path, SaleFormat format, Settings settings, Instant takenIn, LocalDate until) {
    Calendars calendars = settings.calendars();
    SaleReader reader = format.open(path, calendars, settings.validator(), takenIn);
    return new SaleRecords(until == null ? reader : new UntilReader(reader, calendars, until));
  }

  long read() {
    return read;
  }

  @Override
  public boolean hasNext() {
    boolean more = reader.hasNext();
    if (!more) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return more;
  }

  @Override
  public Incoming next() {
    read++;
    return reader.next();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
