package io.skucast.core.sale;

/**
 * One accepted signal: something that is known of a series besides its sales.
 *
 * @param id identifies the signal among those of its kind within its series and period; a second
 *     one with it is a duplicate
 * @param sku stock keeping unit, same limits as a sale's
 * @param location where it holds, same limits as {@code sku}
 * @param timeMillis event time, milliseconds since the epoch
 * @param kind what it tells
 * @param quantityMilli thousandths: views and carts are whole and positive; stock may be zero, and
 *     negative where more was sold than there was
 */
public record Signal(
    String id, String sku, String location, long timeMillis, SignalKind kind, long quantityMilli) {

  /** Key of the signal's series. */
  public String seriesKey() {
    return Series.key(sku, location);
  }
}
