package io.skucast.core.feature;

import io.skucast.core.calendar.BusinessCalendar;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A series at an origin of the past, from its whole history: sales after the origin are there, and
 * are not looked at. Before the first sale everything is unknown; of what is planned sales say
 * nothing. Only the calendar and its events are seen ahead.
 */
public final class HistorySource implements FeatureSource {
  private final DemandHistory history;
  private final BusinessCalendar calendar;
  private final EventCalendar events;
  private final int origin;

  /**
   * @param calendar of the series' location
   * @param origin period on it, the last that is known
   */
  public HistorySource(
      DemandHistory history, BusinessCalendar calendar, EventCalendar events, int origin) {
    this.history = history;
    this.calendar = calendar;
    this.events = events;
    this.origin = origin;
  }

  /** The period back periods before the origin, the only way to the history's numbers. */
  private int period(int back) {
    if (back < 0) {
      throw new IllegalArgumentException("back is " + back + ", allowed is 0 or more");
    }
    return origin - back;
  }

  @Override
  public double units(int back) {
    int period = period(back);
    return period < history.first() ? Double.NaN : history.demand(period);
  }

  @Override
  public LocalDate date(int horizon) {
    long start = calendar.start(origin + horizon);
    return Instant.ofEpochMilli(start).atZone(calendar.zone()).toLocalDate();
  }

  @Override
  public double price(int back) {
    return history.price(period(back));
  }

  @Override
  public double promotion(int back) {
    return history.promotion(period(back));
  }

  @Override
  public double age() {
    return origin < history.first() ? Double.NaN : origin - history.first();
  }

  @Override
  public String category() {
    return history.category(origin);
  }

  @Override
  public String location() {
    return history.series().location();
  }

  @Override
  public EventCalendar events() {
    return events;
  }
}
