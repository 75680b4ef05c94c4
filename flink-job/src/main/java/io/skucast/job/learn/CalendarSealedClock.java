package io.skucast.job.learn;

import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.time.OriginClock;

/** The job's: a period is sealed when it is over everywhere and no correction may follow. */
public final class CalendarSealedClock implements SealedClock {
  private final Settings settings;
  private final int lateness;
  private transient OriginClock clock;

  public CalendarSealedClock(Settings settings) {
    this.settings = settings;
    this.lateness = settings.get(Options.LATENESS_PERIODS);
  }

  @Override
  public int sealedThrough(long watermark) {
    if (clock == null) {
      clock = new OriginClock(settings.calendars());
    }
    return clock.lastEnded(watermark) - lateness;
  }
}
