package io.skucast.core.sale;

import java.util.Locale;

/** Why a record was not accepted; the code is what {@code rejected} shows and counts. */
public enum RejectionReason {
  EMPTY("the record has no payload"),
  TOO_LARGE("the payload is larger than input.max-bytes"),
  NOT_JSON("the payload is not one JSON object"),
  BAD_ROW("the row does not have the fields its header promises"),
  MISSING_FIELD("a required field is missing or empty"),
  WRONG_TYPE("a field has a value of another type"),
  BAD_NAME("a name is too long, has control characters, or is what a level is called"),
  BAD_TIME("the time is no ISO date, date-time or instant"),
  UNKNOWN_ZONE("the zone is not in the time zone database"),
  TIME_TOO_EARLY("the time lies before input.earliest"),
  TIME_IN_FUTURE("the time lies further ahead than input.ahead-max"),
  BAD_QUANTITY("the quantity is no finite number of at most a billion units"),
  ZERO_QUANTITY("the quantity is zero, or less than a thousandth of a unit"),
  BAD_PRICE("the price is no finite number of at most a billion"),
  NEGATIVE_PRICE("the price is negative"),
  NO_PRICE("the line has no positive price: a gift, a test or a correction of stock"),
  VALUE_TOO_LARGE("quantity times price is over a billion"),
  NOT_A_PRODUCT("the code stands for postage, fees, vouchers or samples, not for a product"),
  ADJUSTMENT("the line adjusts an account and sells nothing"),
  WRITE_OFF("the line takes damaged or lost stock out and sells nothing"),
  UNKNOWN_KIND("the kind of a signal is none of view, cart, stock"),
  BAD_COUNT("a count of views or carts is no whole number from 1 to a million"),
  SIGNAL_LATE("the signal's period is sealed: no observation of it is issued any more"),
  TOO_MANY_SIGNALS("the series has a thousand signals in the period: send sums of counts");

  private final String description;

  RejectionReason(String description) {
    this.description = description;
  }

  /** Lower-case name with hyphens, for example {@code missing-field}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String description() {
    return description;
  }
}
