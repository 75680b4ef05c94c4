package io.skucast.core.feature;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Public and bank holidays that a whole country keeps, as Jollyday's calendars have them: on the
 * day they are observed, which in some countries is a weekday beside the date itself. The only
 * class that knows Jollyday. Safe for use by several threads; one instance per country, each year
 * computed once.
 */
public final class Holidays {
  /** Code of the calendar without holidays. */
  public static final String NO_COUNTRY = "none";

  private static final Map<String, Holidays> BY_COUNTRY = new ConcurrentHashMap<>();

  /** Null for {@link #NO_COUNTRY}. */
  private final HolidayManager manager;

  /** Days of the year, from 1. A set is complete before it is put here and never changed after. */
  private final Map<Integer, BitSet> daysByYear = new ConcurrentHashMap<>();

  private Holidays(HolidayManager manager) {
    this.manager = manager;
  }

  /**
   * @param country {@code none} or one of {@link #countries}
   */
  public static Holidays of(String country) {
    return BY_COUNTRY.computeIfAbsent(country, Holidays::load);
  }

  /** ISO 3166 codes of the countries with a calendar, two lower-case letters each. */
  public static SortedSet<String> countries() {
    SortedSet<String> countries = new TreeSet<>();
    for (String code : HolidayManager.getSupportedCalendarCodes()) {
      // Longer codes are stock exchanges.
      if (code.length() == 2) {
        countries.add(code.toLowerCase(Locale.ROOT));
      }
    }
    return countries;
  }

  private static Holidays load(String country) {
    if (country.equals(NO_COUNTRY)) {
      return new Holidays(null);
    }
    if (!countries().contains(country)) {
      throw new IllegalArgumentException(
          "holiday country is '" + country + "', allowed is none or one of " + countries());
    }
    // Jollyday finds its reader through the thread's class loader, which in a cluster need not be
    // the one that holds the job.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Holidays.class.getClassLoader());
    try {
      return new Holidays(HolidayManager.getInstance(ManagerParameters.create(country)));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Whether the country keeps a holiday on the date. */
  public boolean contains(LocalDate date) {
    return manager != null
        && daysByYear.computeIfAbsent(date.getYear(), this::days).get(date.getDayOfYear());
  }

  /** New Year's Day may be observed on the last day of the year before, so neighbours count too. */
  private BitSet days(int year) {
    BitSet days = new BitSet(367);
    synchronized (manager) {
      for (int of = year - 1; of <= year + 1; of++) {
        for (Holiday holiday : manager.getHolidays(Year.of(of))) {
          if (holiday.getDate().getYear() == year && holiday.getType() != HolidayType.OBSERVANCE) {
            days.set(holiday.getDate().getDayOfYear());
          }
        }
      }
    }
    return days;
  }
}
