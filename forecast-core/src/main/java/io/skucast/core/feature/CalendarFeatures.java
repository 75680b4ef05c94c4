package io.skucast.core.feature;

import io.skucast.core.calendar.PeriodUnit;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Weekday, month, paydays, holidays, events and flags of the target's local dates. A week or a
 * month has what any of its days has.
 */
final class CalendarFeatures implements FeatureGroup {
  /** Days after a payday that still feel it. */
  private static final int DAYS_AFTER_PAYDAY = 3;

  private final PeriodUnit period;
  private final Holidays holidays;
  private final List<String> flags;

  CalendarFeatures(FeatureSettings settings) {
    this.period = settings.period();
    this.holidays = Holidays.of(settings.country());
    this.flags = settings.flags();
  }

  @Override
  public List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String name = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      features.add(yesNo("weekday_" + day.getValue(), name + "; 0 where the period is not a day"));
    }
    for (Month month : Month.values()) {
      String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      features.add(yesNo("month_" + month.getValue(), name + ", at the first day of the target"));
    }
    features.add(yesNo("payday_1", "First of a month"));
    features.add(yesNo("payday_15", "15th of a month"));
    features.add(yesNo("payday_last", "Last day of a month"));
    features.add(yesNo("after_payday", "One to three days after such a day"));
    features.add(yesNo("holiday", "Public holiday, on the day it is observed"));
    features.add(yesNo("before_holiday", "Day before a public holiday"));
    features.add(yesNo("after_holiday", "Day after a public holiday"));
    features.add(yesNo("event", "Event of the catalogue"));
    features.add(yesNo("before_event", "Day before an event"));
    features.add(yesNo("after_event", "Day after an event"));
    for (String flag : flags) {
      features.add(yesNo("flag=" + flag, "Event of this name, or flag at the series' location"));
    }
    return features;
  }

  private static Feature yesNo(String name, String description) {
    return new Feature(name, "0/1", description);
  }

  @Override
  public void fillOrigin(FeatureSource source, double[] row, int at) {}

  @Override
  public void fillTarget(FeatureSource source, int horizon, double[] row, int at) {
    LocalDate first = source.date(horizon);
    LocalDate last = lastDate(first);
    int next = at;
    for (DayOfWeek day : DayOfWeek.values()) {
      row[next++] = Past.indicator(period == PeriodUnit.DAY && first.getDayOfWeek() == day);
    }
    for (Month month : Month.values()) {
      row[next++] = Past.indicator(first.getMonth() == month);
    }
    row[next++] = any(first, last, date -> date.getDayOfMonth() == 1);
    row[next++] = any(first, last, date -> date.getDayOfMonth() == 15);
    row[next++] = any(first, last, CalendarFeatures::isLastOfMonth);
    row[next++] = any(first, last, CalendarFeatures::isAfterPayday);
    next = fillAround(holidays::contains, first, last, row, next);
    EventCalendar events = source.events();
    next = fillAround(events::hasEvent, first, last, row, next);
    String location = source.location();
    for (String flag : flags) {
      row[next++] = any(first, last, date -> events.holds(flag, location, date));
    }
  }

  private LocalDate lastDate(LocalDate first) {
    return switch (period) {
      case HOUR, DAY -> first;
      case WEEK -> first.plusDays(6);
      case MONTH -> first.withDayOfMonth(first.lengthOfMonth());
    };
  }

  /** Whether it is so within the target, on the day after it and on the day before it. */
  private static int fillAround(
      Predicate<LocalDate> holds, LocalDate first, LocalDate last, double[] row, int at) {
    row[at] = any(first, last, holds);
    row[at + 1] = Past.indicator(holds.test(last.plusDays(1)));
    row[at + 2] = Past.indicator(holds.test(first.minusDays(1)));
    return at + 3;
  }

  private static double any(LocalDate first, LocalDate last, Predicate<LocalDate> holds) {
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      if (holds.test(date)) {
        return 1;
      }
    }
    return 0;
  }

  private static boolean isLastOfMonth(LocalDate date) {
    return date.getDayOfMonth() == date.lengthOfMonth();
  }

  private static boolean isAfterPayday(LocalDate date) {
    for (int days = 1; days <= DAYS_AFTER_PAYDAY; days++) {
      LocalDate payday = date.minusDays(days);
      int day = payday.getDayOfMonth();
      if (day == 1 || day == 15 || isLastOfMonth(payday)) {
        return true;
      }
    }
    return false;
  }
}
