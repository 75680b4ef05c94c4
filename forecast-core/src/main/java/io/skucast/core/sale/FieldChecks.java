package io.skucast.core.sale;

import io.skucast.core.calendar.Calendars;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/** The checks that fields of every kind of record have in common: names, ids, times, numbers. */
final class FieldChecks {
  static final long BILLION_MILLI = 1_000_000_000_000L;
  private static final int MAX_NAME_BYTES = 100;
  private static final int MAX_ID_CHARS = 200;

  private final Calendars calendars;
  private final long earliestMillis;
  private final long aheadMaxMillis;
  private final Map<String, ZoneId> zones = new HashMap<>();

  FieldChecks(Calendars calendars, Instant earliest, Duration aheadMax) {
    this.calendars = calendars;
    this.earliestMillis = earliest.toEpochMilli();
    this.aheadMaxMillis = aheadMax.toMillis();
  }

  /** The latest time that is accepted of a record taken in at a time, both in milliseconds. */
  long latestMillis(long takenInMillis) {
    return takenInMillis + aheadMaxMillis;
  }

  static String location(String text) throws Refused {
    return isBlank(text) ? SaleValidator.DEFAULT_LOCATION : name("location", text);
  }

  /** An event time neither before the earliest nor too far after the record was taken in. */
  long eventTime(String text, String zoneText, String location, long takenInMillis) throws Refused {
    long time = time(required("time", text), zoneText, location);
    if (time < earliestMillis) {
      throw new Refused(
          RejectionReason.TIME_TOO_EARLY,
          "time '%s' lies before input.earliest %s",
          clip(text),
          Instant.ofEpochMilli(earliestMillis));
    }
    if (time > latestMillis(takenInMillis)) {
      throw new Refused(
          RejectionReason.TIME_IN_FUTURE,
          "time '%s' lies more than %s after %s, when the record was taken in",
          clip(text),
          Duration.ofMillis(aheadMaxMillis),
          Instant.ofEpochMilli(takenInMillis));
    }
    return time;
  }

  /** The id, or null where there is none. */
  static String id(String text) throws Refused {
    if (isBlank(text)) {
      return null;
    }
    if (text.length() > MAX_ID_CHARS) {
      throw new Refused(
          RejectionReason.BAD_NAME,
          "id has %d characters, at most %d are allowed",
          text.length(),
          MAX_ID_CHARS);
    }
    return text;
  }

  /** Thousandths of a quantity of at most a billion units, of either sign. */
  static long quantity(String text) throws Refused {
    long milli;
    try {
      milli = Decimals.toMilli(text);
    } catch (NumberFormatException e) {
      throw new Refused(
          RejectionReason.BAD_QUANTITY, "quantity '%s' is not a finite number", clip(text));
    }
    if (Math.abs(milli) > BILLION_MILLI) {
      throw new Refused(
          RejectionReason.BAD_QUANTITY, "quantity '%s' is over a billion units", clip(text));
    }
    return milli;
  }

  private long time(String text, String zoneText, String location) throws Refused {
    ZoneId zone = isBlank(zoneText) ? calendars.of(location).zone() : zone(zoneText);
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant().toEpochMilli();
      }
      String iso =
          text.length() > 10 && text.charAt(10) == ' '
              ? text.substring(0, 10) + 'T' + text.substring(11)
              : text;
      if (iso.endsWith("Z")) {
        return Instant.parse(iso).toEpochMilli();
      }
      boolean hasOffset = iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
      return hasOffset
          ? OffsetDateTime.parse(iso).toInstant().toEpochMilli()
          : LocalDateTime.parse(iso).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw new Refused(
          RejectionReason.BAD_TIME,
          "time '%s' is no ISO date, local date-time or instant, such as 2024-03-31,"
              + " 2024-03-31T09:30:00 or 2024-03-31T09:30:00Z",
          clip(text));
    }
  }

  private ZoneId zone(String text) throws Refused {
    ZoneId known = zones.get(text);
    if (known != null) {
      return known;
    }
    try {
      ZoneId zone = ZoneId.of(text);
      zones.put(text, zone);
      return zone;
    } catch (DateTimeException e) {
      throw new Refused(
          RejectionReason.UNKNOWN_ZONE,
          "zone '%s' is not in the time zone database: use a name such as Europe/London",
          clip(text));
    }
  }

  static String required(String field, String value) throws Refused {
    if (isBlank(value)) {
      throw new Refused(RejectionReason.MISSING_FIELD, "%s is missing or empty", field);
    }
    return value;
  }

  static String name(String field, String value) throws Refused {
    String trimmed = value.strip();
    boolean tooLong =
        trimmed.length() > MAX_NAME_BYTES
            || trimmed.length() * 3 > MAX_NAME_BYTES
                && trimmed.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES;
    if (tooLong) {
      throw new Refused(
          RejectionReason.BAD_NAME,
          "%s '%s' has more than %d bytes",
          field,
          clip(trimmed),
          MAX_NAME_BYTES);
    }
    if (trimmed.equals(Series.ALL) || trimmed.startsWith(Series.CATEGORY_PREFIX)) {
      throw new Refused(
          RejectionReason.BAD_NAME,
          "%s '%s' is what levels are called: use a name that is not %s and does not begin with %s",
          field,
          clip(trimmed),
          Series.ALL,
          Series.CATEGORY_PREFIX);
    }
    for (int i = 0; i < trimmed.length(); i++) {
      if (Character.isSurrogate(trimmed.charAt(i)) && !isPairAt(trimmed, i)) {
        throw new Refused(RejectionReason.BAD_NAME, "%s has half a surrogate pair at %d", field, i);
      }
      if (Character.isISOControl(trimmed.charAt(i))) {
        throw new Refused(
            RejectionReason.BAD_NAME,
            "%s has the control character U+%04X at %d",
            field,
            (int) trimmed.charAt(i),
            i);
      }
    }
    return trimmed;
  }

  private static boolean isPairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  static String clip(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** Carries the reason out of nested checks; never leaves the validators. */
  static final class Refused extends Exception {
    final transient RejectionReason reason;

    Refused(RejectionReason reason, String format, Object... values) {
      super(String.format(format, values), null, false, false);
      this.reason = reason;
    }
  }
}
