package io.skucast.core.calendar;

import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

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

  /** The calendars there are, one a zone. */
  public Collection<BusinessCalendar> all() {
    Set<BusinessCalendar> all = new LinkedHashSet<>();
    all.add(defaultCalendar);
    all.addAll(byLocation.values());
    return all;
  }

  public PeriodUnit unit() {
    return defaultCalendar.unit();
  }
}
