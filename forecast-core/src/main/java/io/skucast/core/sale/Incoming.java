package io.skucast.core.sale;

/**
 * One record as read, after validation: a sale, a signal, a rejection, or a clock by which the feed
 * says that every sale before an instant has been sent. Exactly one of the four is set.
 *
 * @param sale the accepted sale, or null
 * @param signal the accepted signal, or null
 * @param rejection why the record was not accepted, or null
 * @param closedUntilMillis the clock's instant, or {@link #NO_CLOCK}
 */
public record Incoming(Sale sale, Signal signal, Rejection rejection, long closedUntilMillis) {
  public static final long NO_CLOCK = Long.MIN_VALUE;

  public static Incoming accepted(Sale sale) {
    return new Incoming(sale, null, null, NO_CLOCK);
  }

  public static Incoming accepted(Signal signal) {
    return new Incoming(null, signal, null, NO_CLOCK);
  }

  public static Incoming rejected(Rejection rejection) {
    return new Incoming(null, null, rejection, NO_CLOCK);
  }

  public static Incoming clock(long closedUntilMillis) {
    return new Incoming(null, null, null, closedUntilMillis);
  }

  public boolean isClock() {
    return closedUntilMillis != NO_CLOCK;
  }
}
