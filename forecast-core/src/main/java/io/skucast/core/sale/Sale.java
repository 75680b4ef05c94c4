package io.skucast.core.sale;

/**
 * One accepted order line.
 *
 * <p>Amounts are integers so that sums do not depend on the order of arrival.
 *
 * @param id identifies the order line within its series; a second sale with it is a duplicate
 * @param sku stock keeping unit, 1 to 100 bytes of UTF-8 without control characters
 * @param location where it was sold, same limits as {@code sku}
 * @param timeMillis event time, milliseconds since the epoch
 * @param quantityMilli thousandths of a unit; negative for a return, never zero
 * @param unitPriceMilli thousandths of the currency unit, or {@link #NO_PRICE}
 * @param promotion whether it was sold on promotion
 * @param category product category, empty where unknown
 */
public record Sale(
    String id,
    String sku,
    String location,
    long timeMillis,
    long quantityMilli,
    long unitPriceMilli,
    boolean promotion,
    String category) {

  /** Marks a sale whose price is not known. */
  public static final long NO_PRICE = -1;

  /** Key of the sale's series. */
  public String seriesKey() {
    return Series.key(sku, location);
  }

  /**
   * Quantity times price in thousandths of the currency unit, rounded half up per sale, so that a
   * sum over sales is the same in every order; zero without a price.
   */
  public long revenueMilli() {
    if (unitPriceMilli == NO_PRICE) {
      return 0;
    }
    long wholeUnits = quantityMilli / 1000;
    long restMilli = quantityMilli % 1000;
    return wholeUnits * unitPriceMilli + Math.floorDiv(restMilli * unitPriceMilli + 500, 1000L);
  }
}
