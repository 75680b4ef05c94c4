package io.skucast.core.sale;

import java.util.Locale;

/** What a signal tells. */
public enum SignalKind {
  /** How often the product was looked at: counts, which add up. */
  VIEW,
  /** How often it was put into a cart: counts, which add up. */
  CART,
  /** How much is in stock from this time on: a state, of which the last one holds. */
  STOCK;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** Lower-case name, for example {@code stock}. */
  public String code() {
    return code;
  }
}
