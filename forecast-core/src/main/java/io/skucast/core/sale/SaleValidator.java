package io.skucast.core.sale;

import static io.skucast.core.sale.FieldChecks.clip;
import static io.skucast.core.sale.FieldChecks.isBlank;
import static io.skucast.core.sale.FieldChecks.name;
import static io.skucast.core.sale.FieldChecks.required;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.FieldChecks.Refused;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns a draft into an accepted sale or a rejection that names the field, the value and the
 * remedy. A pure function of the draft and of the time at which the record was taken in, which is a
 * fact stored with the record (the broker's timestamp) and not this machine's clock.
 */
public final class SaleValidator {
  public static final String DEFAULT_LOCATION = "all";

  private final FieldChecks checks;

  public SaleValidator(Calendars calendars, Instant earliest, Duration aheadMax) {
    this.checks = new FieldChecks(calendars, earliest, aheadMax);
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

  /** The latest time that is accepted of a record taken in at a time, both in milliseconds. */
  public long latestMillis(long takenInMillis) {
    return checks.latestMillis(takenInMillis);
  }

  private Sale accept(SaleDraft draft, long takenInMillis) throws Refused {
    String sku = name("sku", required("sku", draft.sku()));
    String location = FieldChecks.location(draft.location());
    String category = isBlank(draft.category()) ? "" : name("category", draft.category());
    long time = checks.eventTime(draft.time(), draft.zone(), location, takenInMillis);
    long quantity = quantity(required("quantity", draft.quantity()));
    long price = price(draft.price());
    String id = FieldChecks.id(draft.id());
    Sale sale =
        new Sale(
            // Without an id two lines with the same content can not be told apart from a repeat.
            id == null ? sku + '|' + location + '|' + time + '|' + quantity + '|' + price : id,
            sku,
            location,
            time,
            quantity,
            price,
            promotion(draft.promotion()),
            category);
    if (price != Sale.NO_PRICE && Math.multiplyHigh(quantity, price) != quantity * price >> 63
        || Math.abs(sale.revenueMilli()) > FieldChecks.BILLION_MILLI) {
      throw new Refused(
          RejectionReason.VALUE_TOO_LARGE,
          "quantity '%s' times price '%s' is over a billion",
          draft.quantity(),
          draft.price());
    }
    return sale;
  }

  private static long quantity(String text) throws Refused {
    long milli = FieldChecks.quantity(text);
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
    if (milli > FieldChecks.BILLION_MILLI) {
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
}
