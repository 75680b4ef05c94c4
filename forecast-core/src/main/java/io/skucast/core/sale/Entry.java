package io.skucast.core.sale;

/**
 * What is accepted and goes to its series: a sale or a signal. Exactly one of the two is set.
 *
 * @param sale the sale, or null
 * @param signal the signal, or null
 */
public record Entry(Sale sale, Signal signal) {
  public static Entry of(Sale sale) {
    return new Entry(sale, null);
  }

  public static Entry of(Signal signal) {
    return new Entry(null, signal);
  }

  /** Key of the series it goes to. */
  public String seriesKey() {
    return sale != null ? sale.seriesKey() : signal.seriesKey();
  }
}
