package io.skucast.core.sale;

import static io.skucast.core.sale.FieldChecks.clip;
import static io.skucast.core.sale.FieldChecks.isBlank;
import static io.skucast.core.sale.FieldChecks.name;
import static io.skucast.core.sale.FieldChecks.required;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.FieldChecks.Refused;
import java.time.Duration;
import java.time.Instant;

/** Turns a draft into an accepted signal or a rejection, as {@link SaleValidator} does a sale. */
public final class SignalValidator {
  /** The largest count of one signal, so that the counts of a period fit an int. */
  static final int MAX_COUNT = 1_000_000;

  private final FieldChecks checks;

  public SignalValidator(Calendars calendars, Instant earliest, Duration aheadMax) {
    this.checks = new FieldChecks(calendars, earliest, aheadMax);
  }

  /**
   * @param takenInMillis when the record was taken in: a signal may lie at most {@code aheadMax}
   *     after it
   * @param source where the record stood, for the rejection
   */
  public Incoming validate(SignalDraft draft, long takenInMillis, String source) {
    try {
      return Incoming.accepted(accept(draft, takenInMillis));
    } catch (Refused refused) {
      String excerpt = Rejection.excerptOf(draft.toString());
      return Incoming.rejected(
          new Rejection(refused.reason, refused.getMessage(), source, excerpt));
    }
  }

  private Signal accept(SignalDraft draft, long takenInMillis) throws Refused {
    String sku = name("sku", required("sku", draft.sku()));
    String location = FieldChecks.location(draft.location());
    long time = checks.eventTime(draft.time(), draft.zone(), location, takenInMillis);
    SignalKind kind = kind(required("kind", draft.kind()));
    long quantity = kind == SignalKind.STOCK ? stock(draft.quantity()) : count(draft, kind);
    String id = FieldChecks.id(draft.id());
    return new Signal(
        // Without an id two signals with the same content can not be told apart from a repeat.
        id == null ? sku + '|' + location + '|' + time + '|' + kind.code() + '|' + quantity : id,
        sku,
        location,
        time,
        kind,
        quantity);
  }

  private static SignalKind kind(String text) throws Refused {
    for (SignalKind kind : SignalKind.values()) {
      if (kind.code().equals(text)) {
        return kind;
      }
    }
    throw new Refused(
        RejectionReason.UNKNOWN_KIND, "kind '%s' is none of view, cart, stock", clip(text));
  }

  private static long stock(String text) throws Refused {
    return FieldChecks.quantity(required("quantity", text));
  }

  private static long count(SignalDraft draft, SignalKind kind) throws Refused {
    long milli = isBlank(draft.quantity()) ? 1000 : FieldChecks.quantity(draft.quantity());
    if (milli < 1000 || milli > MAX_COUNT * 1000L || milli % 1000 != 0) {
      throw new Refused(
          RejectionReason.BAD_COUNT,
          "quantity '%s' of a %s is no whole number from 1 to %d",
          clip(draft.quantity()),
          kind.code(),
          MAX_COUNT);
    }
    return milli;
  }
}
