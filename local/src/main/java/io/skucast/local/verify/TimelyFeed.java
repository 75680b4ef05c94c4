package io.skucast.local.verify;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.SaleJsonWriter;
import io.skucast.local.demo.Feed;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;

/**
 * A feed in two runs: first all that any order of reading judges the same, and a clock that seals
 * the last period; then the sales that are late by more than the lateness.
 *
 * <p>Whether such a sale is late where it stands depends on how far the job has come in the other
 * partitions when it reads this one. Sent after everything is sealed, it is late in every run.
 */
final class TimelyFeed implements Feed {
  private static final long DAY_MILLIS = 86_400_000L;

  private final Feed feed;
  private final int latenessPeriods;
  private final long shortestMillis;
  private final long longestMillis;
  private final Queue<Record> next = new ArrayDeque<>();
  private final Queue<Record> stragglers = new ArrayDeque<>();
  private long latest = NO_TIME;
  private boolean sealed;

  TimelyFeed(Feed feed, Settings settings) {
    PeriodUnit unit = settings.get(Options.PERIOD);
    this.feed = feed;
    this.latenessPeriods = settings.get(Options.LATENESS_PERIODS);
    this.shortestMillis =
        switch (unit) {
          case HOUR -> DAY_MILLIS / 24;
          case DAY -> DAY_MILLIS / 24 * 23;
          case WEEK -> DAY_MILLIS / 24 * (7 * 24 - 1);
          case MONTH -> DAY_MILLIS / 24 * (28 * 24 - 1);
        };
    this.longestMillis = shortestMillis + DAY_MILLIS / 24 * (unit == PeriodUnit.MONTH ? 75 : 2);
  }

  /** Whether only late sales are left. */
  boolean isSealed() {
    fill();
    return sealed && next.isEmpty();
  }

  /** The instant up to which the clock of the first run closes everything. */
  long sealedMillis() {
    return latest + (latenessPeriods + 2) * longestMillis;
  }

  @Override
  public boolean hasNext() {
    fill();
    return !next.isEmpty() || !stragglers.isEmpty();
  }

  @Override
  public Record next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the feed is at its end");
    }
    return next.isEmpty() ? stragglers.remove() : next.remove();
  }

  private void fill() {
    while (next.isEmpty() && !sealed) {
      if (!feed.hasNext()) {
        sealed = true;
        next.add(new Record(null, NO_TIME, new SaleJsonWriter().clock(sealedMillis())));
        return;
      }
      Record record = feed.next();
      if (record.timeMillis() == NO_TIME) {
        next.add(record);
      } else if (latest != NO_TIME
          && record.timeMillis() < latest - latenessPeriods * shortestMillis) {
        stragglers.add(record);
      } else {
        latest = Math.max(latest, record.timeMillis());
        next.add(record);
      }
    }
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
