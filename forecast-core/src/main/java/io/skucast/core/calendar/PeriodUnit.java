package io.skucast.core.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The step of a business calendar, with the lengths of its cycles counted in periods. */
public enum PeriodUnit {
  /** An hour of 60 minutes; a local day has 23, 24 or 25 of them. */
  HOUR(168, 168, 8736, 24),
  /** A local calendar day. */
  DAY(7, 7, 364, 7),
  /** An ISO week, Monday to Sunday. */
  WEEK(52, 1, 52, 4),
  /** A calendar month. */
  MONTH(12, 1, 12, 3);

  private final int season;
  private final int week;
  private final int year;
  private final int lag;

  PeriodUnit(int season, int week, int year, int lag) {
    this.season = season;
    this.week = week;
    this.year = year;
    this.lag = lag;
  }

  /** Periods in the season that smoothers learn: the week for hours and days, else the year. */
  public int season() {
    return season;
  }

  /** Periods in a week; for months the smallest step there is, one month. */
  public int week() {
    return week;
  }

  /** Periods in a year of whole weeks (52), so that the same weekday is compared; 12 for months. */
  public int year() {
    return year;
  }

  /** Periods from a forecast to the target by which forecasts further ahead are judged. */
  public int lag() {
    return lag;
  }

  /** Reads {@code hour}, {@code day}, {@code week} or {@code month}. */
  public static PeriodUnit parse(String text) {
    for (PeriodUnit unit : values()) {
      if (unit.name().equalsIgnoreCase(text)) {
        return unit;
      }
    }
    throw new IllegalArgumentException("unknown period '" + text + "': use one of " + allowed());
  }

  private static String allowed() {
    return Arrays.stream(values())
        .map(u -> u.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
