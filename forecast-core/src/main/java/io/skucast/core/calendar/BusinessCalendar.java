package io.skucast.core.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Numbers the periods of one zone: every instant belongs to exactly one period, periods are
 * consecutive integers, and period {@code p} is the half-open span {@code [start(p), end(p))}.
 *
 * <p>Days, weeks and months begin at the first instant of a local date ({@link
 * LocalDate#atStartOfDay(ZoneId)}), so a day has 23 or 25 hours where clocks change and begins at
 * 01:00 where midnight does not exist. Hours are always 60 minutes long and are aligned to the
 * zone's standard offset, which puts the repeated hour of autumn into two periods.
 *
 * <p>Immutable; the last periods looked up, an even one and an odd one, are remembered because
 * sales come nearly in time order, and what closes a period asks for the next one too.
 */
public final class BusinessCalendar {
  private static final long HOUR_MILLIS = 3_600_000L;

  /** 1970-01-01 is a Thursday: three days after the Monday that starts week 0. */
  private static final int EPOCH_DAY_TO_MONDAY = 3;

  private final ZoneId zone;
  private final PeriodUnit unit;
  private final long minuteOffsetMillis;

  /** Published triples; replaced as a whole, so a racing reader sees either the old or new. */
  private final Span[] last = {
    new Span(Integer.MIN_VALUE, 0, 0), new Span(Integer.MIN_VALUE + 1, 0, 0)
  };

  private record Span(int index, long start, long end) {}

  public BusinessCalendar(ZoneId zone, PeriodUnit unit) {
    this.zone = zone;
    this.unit = unit;
    long standardMillis =
        zone.getRules().getStandardOffset(Instant.ofEpochSecond(1_577_836_800L)).getTotalSeconds()
            * 1000L;
    this.minuteOffsetMillis = Math.floorMod(standardMillis, HOUR_MILLIS);
  }

  public ZoneId zone() {
    return zone;
  }

  public PeriodUnit unit() {
    return unit;
  }

  /** The period that holds the instant, given in milliseconds since the epoch. */
  public int index(long epochMillis) {
    for (Span span : last) {
      if (epochMillis >= span.start && epochMillis < span.end) {
        return span.index;
      }
    }
    return span(computeIndex(epochMillis)).index;
  }

  /** First instant of the period, in milliseconds since the epoch. */
  public long start(int index) {
    return switch (unit) {
      case HOUR -> index * HOUR_MILLIS - minuteOffsetMillis;
      case DAY, WEEK, MONTH -> startDate(index).atStartOfDay(zone).toInstant().toEpochMilli();
    };
  }

  /** First instant after the period, in milliseconds since the epoch. */
  public long end(int index) {
    Span span = last[index & 1];
    return span.index == index && span.end > span.start ? span.end : span(index).end;
  }

  private Span span(int index) {
    Span span = new Span(index, start(index), start(index + 1));
    last[index & 1] = span;
    return span;
  }

  /** The last period that ends at or before the instant; {@code start(0)} gives period -1. */
  public int lastEndedBy(long epochMillis) {
    return index(epochMillis) - 1;
  }

  /** ISO-8601 name of the period: its first date, or for hours its first instant with offset. */
  public String label(int index) {
    return switch (unit) {
      case HOUR ->
          DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
              Instant.ofEpochMilli(start(index)).atZone(zone));
      case DAY, WEEK, MONTH -> startDate(index).toString();
    };
  }

  private int computeIndex(long epochMillis) {
    if (unit == PeriodUnit.HOUR) {
      return Math.toIntExact(Math.floorDiv(epochMillis + minuteOffsetMillis, HOUR_MILLIS));
    }
    LocalDate date = Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
    return switch (unit) {
      case DAY -> Math.toIntExact(date.toEpochDay());
      case WEEK -> Math.toIntExact(Math.floorDiv(date.toEpochDay() + EPOCH_DAY_TO_MONDAY, 7L));
      case MONTH ->
          Math.toIntExact(ChronoUnit.MONTHS.between(YearMonth.of(1970, 1), YearMonth.from(date)));
      case HOUR -> throw new AssertionError("handled above");
    };
  }

  private LocalDate startDate(int index) {
    return switch (unit) {
      case DAY -> LocalDate.ofEpochDay(index);
      case WEEK -> LocalDate.ofEpochDay(index * 7L - EPOCH_DAY_TO_MONDAY);
      case MONTH -> YearMonth.of(1970, 1).plusMonths(index).atDay(1);
      case HOUR -> throw new AssertionError("an hour is not a date");
    };
  }

  @Override
  public String toString() {
    return unit + " in " + zone;
  }
}
