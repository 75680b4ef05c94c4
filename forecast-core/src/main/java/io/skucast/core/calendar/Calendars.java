package io.skucast.core.calendar;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** The business calendar of every location: one unit for all, a zone for each. */
public final class Calendars {
  private final BusinessCalendar defaultCalendar;
  private final Map<String, BusinessCalendar> byLocation = new HashMap<>();

  /**
   * @param zones zone by location, for the locations that do not keep {@code defaultZone}
   */
  public Calendars(PeriodUnit unit, ZoneId defaultZone, Map<String, ZoneId> zones) {
    this.defaultCalendar = new BusinessCalendar(defaultZone, unit);
    Map<ZoneId, BusinessCalendar> byZone = new HashMap<>();
    byZone.put(defaultZone, defaultCalendar);
    zones.forEach(
        (location, zone) ->
            byLocation.put(
                location, byZone.computeIfAbsent(zone, z -> new BusinessCalendar(z, unit))));
  }

  public BusinessCalendar of(String location) {
    // The common case, one zone for all, must not pay for a hash look-up per sale.
    return byLocation.isEmpty()
        ? defaultCalendar
        : byLocation.getOrDefault(location, defaultCalendar);
  }

  public PeriodUnit unit() {
    return defaultCalendar.unit();
  }
}
