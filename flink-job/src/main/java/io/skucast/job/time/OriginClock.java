package io.skucast.job.time;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;

/**
 * When a period is over everywhere: days end at different instants in different zones, and what
 * joins them waits for the last.
 */
public final class OriginClock {
  private final BusinessCalendar[] calendars;

  public OriginClock(Calendars calendars) {
    this.calendars = calendars.all().toArray(new BusinessCalendar[0]);
  }

  /** First instant at which the period is over everywhere, in milliseconds since the epoch. */
  public long end(int period) {
    long end = Long.MIN_VALUE;
    for (BusinessCalendar calendar : calendars) {
      end = Math.max(end, calendar.end(period));
    }
    return end;
  }

  /** The last period that is over everywhere by a watermark. */
  public int lastEnded(long watermark) {
    int last = Integer.MAX_VALUE;
    for (BusinessCalendar calendar : calendars) {
      last = Math.min(last, calendar.lastEndedBy(watermark + 1));
    }
    return last;
  }

  /**
   * The oldest origin that may still be asked about: a correction reaches back by the lateness, and
   * what it needs by the lateness again; at the end of input one may lie a little further.
   */
  public int oldestAsked(long watermark, int latenessPeriods) {
    return lastEnded(watermark) - 2 * latenessPeriods - 2;
  }
}
