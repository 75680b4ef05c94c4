package io.skucast.local.backtest;

import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.demand.Fingerprint;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.read.UntilReader;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was sold: every accepted sale once, those that came too late for the pipeline among them.
 *
 * @param histories by {@link Series#key()}
 * @param first period of the first sale
 * @param last period of the last sale
 */
record Truth(SortedMap<String, SeriesHistory> histories, int first, int last) {

  /**
   * Reads the data.
   *
   * @param until date of the last sales read, or null for all
   */
  static Truth read(Path data, SaleFormat format, Settings settings, LocalDate until)
      throws IOException {
    Calendars calendars = settings.calendars();
    Map<String, SeriesHistory> histories = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    SaleReader all = format.open(data, calendars, settings.validator(), Instant.now());
    try (SaleReader reader = until == null ? all : new UntilReader(all, calendars, until)) {
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        if (incoming.sale() == null) {
          continue;
        }
        Sale sale = incoming.sale();
        BusinessCalendar calendar = calendars.of(sale.location());
        int period = calendar.index(sale.timeMillis());
        if (!seen.add(fingerprint(sale, period))) {
          continue;
        }
        histories
            .computeIfAbsent(sale.seriesKey(), key -> new SeriesHistory(Series.ofKey(key)))
            .add(sale, calendar);
        first = Math.min(first, period);
        last = Math.max(last, period);
      }
    }
    if (histories.isEmpty()) {
      throw new IllegalArgumentException(
          "--data " + data + " holds no sale" + (until == null ? "" : " until " + until));
    }
    return new Truth(new TreeMap<>(histories), first, last);
  }

  /** As the pipeline tells repeats: by id within a series and period. */
  private static long fingerprint(Sale sale, int period) {
    Fingerprint id = Fingerprint.of(sale.id());
    Fingerprint series = Fingerprint.of(sale.seriesKey());
    return id.high() ^ Long.rotateLeft(series.high() + period * 0x9E3779B97F4A7C15L, 17);
  }
}
