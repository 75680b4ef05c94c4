package io.skucast.udf.scalar;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.udf.argument.Allowed;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** The calendars that one function was asked for; a few of them, so that none is built twice. */
final class PeriodCalendars {
  private static final int MOST_CALENDARS = 1_000;

  /** Years 0 to 9999, which SQL's timestamps have; a week within the edges. */
  private static final long FIRST_MILLIS = -62_166_614_400_000L;

  private static final long LAST_MILLIS = 253_401_696_000_000L;

  private final String function;
  private final Map<String, BusinessCalendar> calendars = new HashMap<>();
  private String lastUnit;
  private String lastZone;
  private BusinessCalendar last;

  PeriodCalendars(String function) {
    this.function = function;
  }

  long checked(long epochMillis) {
    if (epochMillis < FIRST_MILLIS || epochMillis > LAST_MILLIS) {
      throw Allowed.refused(
          function, "time", epochMillis + " ms since 1970", "the years 0000 to 9999");
    }
    return epochMillis;
  }

  BusinessCalendar of(String unit, String zone) {
    if (!unit.equals(lastUnit) || !zone.equals(lastZone)) {
      if (calendars.size() > MOST_CALENDARS) {
        calendars.clear();
      }
      last = calendars.computeIfAbsent(unit + "|" + zone, key -> calendar(unit, zone));
      lastUnit = unit;
      lastZone = zone;
    }
    return last;
  }

  private BusinessCalendar calendar(String unit, String zone) {
    PeriodUnit step;
    try {
      step = PeriodUnit.parse(unit);
    } catch (IllegalArgumentException e) {
      throw Allowed.refused(function, "unit", "'" + unit + "'", "hour, day, week or month");
    }
    try {
      return new BusinessCalendar(ZoneId.of(zone), step);
    } catch (DateTimeException e) {
      throw Allowed.refused(
          function, "zone", "'" + zone + "'", "a name such as Europe/Berlin, or UTC");
    }
  }
}
