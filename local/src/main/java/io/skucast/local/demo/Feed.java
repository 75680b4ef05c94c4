package io.skucast.local.demo;

import io.skucast.core.generate.SaleGenerator;
import io.skucast.core.generate.SalesPlan;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.SaleDraft;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.SaleJsonWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;

/** What is to be sent to the topic of sales, in order. */
public interface Feed extends Iterator<Feed.Record>, Closeable {
  /** A record without time, such as a rejection: sent as soon as it comes. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * One record.
   *
   * @param key sales with the same one go to the same partition; null: to every partition
   * @param timeMillis when it happened, or {@link #NO_TIME}
   */
  record Record(String key, long timeMillis, byte[] json) {}

  /** The records of a file: sales, what its reader rejects, and at the end a clock. */
  static Feed ofFile(Path path, SaleFormat format, Settings settings) {
    SaleReader reader =
        format.open(path, settings.calendars(), settings.validator(), Instant.now());
    SaleJsonWriter writer = new SaleJsonWriter();
    return new Feed() {
      @Override
      public boolean hasNext() {
        return reader.hasNext();
      }

      @Override
      public Record next() {
        Incoming incoming = reader.next();
        byte[] json = writer.write(incoming);
        if (incoming.sale() != null) {
          return new Record(incoming.sale().seriesKey(), incoming.sale().timeMillis(), json);
        }
        return incoming.isClock()
            ? new Record(null, NO_TIME, json)
            : new Record(incoming.rejection().source(), NO_TIME, json);
      }

      @Override
      public void close() throws IOException {
        reader.close();
      }
    };
  }

  /** Made-up sales, and at the end a clock. */
  static Feed generated(SalesPlan plan) {
    SaleGenerator sales = new SaleGenerator(plan);
    SaleJsonWriter writer = new SaleJsonWriter();
    return new Feed() {
      private long next;
      private boolean ended;

      @Override
      public boolean hasNext() {
        return !ended;
      }

      @Override
      public Record next() {
        if (sales.has(next)) {
          SaleDraft sale = sales.event(next++);
          long time = Instant.parse(sale.time()).toEpochMilli();
          return new Record(Series.key(sale.sku(), sale.location()), time, writer.draft(sale));
        }
        ended = true;
        return new Record(null, NO_TIME, writer.clock(sales.endMillis()));
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
