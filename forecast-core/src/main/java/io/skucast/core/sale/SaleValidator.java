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

/**
 * Turns a draft into an accepted sale or a rejection that names the field, the value and the
 * remedy. A pure function of the draft and of the time at which the record was taken in, which is a
 * fact stored with the record (the broker's timestamp) and not this machine's clock.
 */
public final class SaleValidator {
  public static final String DEFAULT_LOCATION = "all";
  private static final int MAX_NAME_BYTES = 100;
  private static final int MAX_ID_CHARS = 200;
  private static final long BILLION_MILLI = 1_000_000_000_000L;

  private final Calendars calendars;
  private final long earliestMillis;
  private final long aheadMaxMillis;
  private final Map<String, ZoneId> zones = new HashMap<>();

  public SaleValidator(Calendars calendars, Instant earliest, Duration aheadMax) {
    this.calendars = calendars;
    this.earliestMillis = earliest.toEpochMilli();
    this.aheadMaxMillis = aheadMax.toMillis();
  }

  /**
   * @param takenInMillis when the record was taken in: a sale may lie at most {@code aheadMax}
   *     after it
   * @param source where the record stood, for the rejection
   */
  public Incoming validate(SaleDraft draft, long takenInMillis, String source) {
    try {
      return Incoming.accepted(accept(draft, takenInMillis));
    } catch (Refused refused) {
      String excerpt = Rejection.excerptOf(draft.toString());
      return Incoming.rejected(
          new Rejection(refused.reason, refused.getMessage(), source, excerpt));
    }
  }

  private Sale accept(SaleDraft draft, long takenInMillis) throws Refused {
    String sku = name("sku", required("sku", draft.sku()));
    String location =
        isBlank(draft.location()) ? DEFAULT_LOCATION : name("location", draft.location());
    String category = isBlank(draft.category()) ? "" : name("category", draft.category());
    long time = time(required("time", draft.time()), draft.zone(), location);
    if (time < earliestMillis) {
      throw new Refused(
          RejectionReason.TIME_TOO_EARLY,
          "time '%s' lies before input.earliest %s",
          draft.time(),
          Instant.ofEpochMilli(earliestMillis));
    }
    if (time > takenInMillis + aheadMaxMillis) {
      throw new Refused(
          RejectionReason.TIME_IN_FUTURE,
          "time '%s' lies more than %s after %s, when the record was taken in",
          draft.time(),
          Duration.ofMillis(aheadMaxMillis),
          Instant.ofEpochMilli(takenInMillis));
    }
    long quantity = quantity(required("quantity", draft.quantity()));
    long price = price(draft.price());
    Sale sale =
        new Sale(
            id(draft, sku, location, time, quantity, price),
            sku,
            location,
            time,
            quantity,
            price,
            promotion(draft.promotion()),
            category);
    if (price != Sale.NO_PRICE && Math.multiplyHigh(quantity, price) != quantity * price >> 63
        || Math.abs(sale.revenueMilli()) > BILLION_MILLI) {
      throw new Refused(
          RejectionReason.VALUE_TOO_LARGE,
          "quantity '%s' times price '%s' is over a billion",
          draft.quantity(),
          draft.price());
    }
    return sale;
  }

  /** The latest time that is accepted of a record taken in at a time, both in milliseconds. */
  public long latestMillis(long takenInMillis) {
    return takenInMillis + aheadMaxMillis;
  }

  private static String id(
      SaleDraft draft, String sku, String location, long time, long quantity, long price)
      throws Refused {
    if (isBlank(draft.id())) {
      // Without an id two lines with the same content can not be told apart from a repeat.
      return sku + '|' + location + '|' + time + '|' + quantity + '|' + price;
    }
    if (draft.id().length() > MAX_ID_CHARS) {
      throw new Refused(
          RejectionReason.BAD_NAME,
          "id has %d characters, at most %d are allowed",
          draft.id().length(),
          MAX_ID_CHARS);
    }
    return draft.id();
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

  private static long quantity(String text) throws Refused {
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
    if (milli == 0) {
      throw new Refused(
          RejectionReason.ZERO_QUANTITY, "quantity '%s' is less than 0.001 units", clip(text));
    }
    return milli;
  }

  private static long price(String text) throws Refused {
    if (isBlank(text)) {
      return Sale.NO_PRICE;
    }
    long milli;
    try {
      milli = Decimals.toMilli(text);
    } catch (NumberFormatException e) {
      throw new Refused(RejectionReason.BAD_PRICE, "price '%s' is not a finite number", clip(text));
    }
    if (milli < 0) {
      throw new Refused(RejectionReason.NEGATIVE_PRICE, "price '%s' is negative", clip(text));
    }
    if (milli > BILLION_MILLI) {
      throw new Refused(RejectionReason.BAD_PRICE, "price '%s' is over a billion", clip(text));
    }
    return milli;
  }

  private static boolean promotion(String text) throws Refused {
    if (isBlank(text)) {
      return false;
    }
    return switch (text) {
      case "true", "TRUE", "True", "1", "yes" -> true;
      case "false", "FALSE", "False", "0", "no" -> false;
      default ->
          throw new Refused(
              RejectionReason.WRONG_TYPE, "promotion '%s' is neither true nor false", clip(text));
    };
  }

  private static String required(String field, String value) throws Refused {
    if (isBlank(value)) {
      throw new Refused(RejectionReason.MISSING_FIELD, "%s is missing or empty", field);
    }
    return value;
  }

  private static String name(String field, String value) throws Refused {
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

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static String clip(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /** Carries the reason out of nested checks; never leaves this class. */
  private static final class Refused extends Exception {
    private final transient RejectionReason reason;

    Refused(RejectionReason reason, String format, Object... values) {
      super(String.format(format, values), null, false, false);
      this.reason = reason;
    }
  }
}
