package io.skucast.core.generate;

/**
 * What is true of one series and day, whatever of it arrives.
 *
 * @param mean units that customers want, expected; zero before the launch and after the end
 * @param units units sold on the day less those returned on it, as they are known when all but late
 *     lines have arrived
 * @param returned units returned on the day, not negative
 * @param inStock false: there was demand and nothing could be sold
 */
public record Truth(
    int series,
    int day,
    double mean,
    int units,
    int returned,
    long priceMilli,
    double discount,
    boolean inStock) {

  /** Header of the file of truths. */
  public static final String HEADER =
      "sku,location,day,mean,units,returned,price,discount,in_stock";

  /** From the plan alone, not from the events. */
  static Truth of(SaleGenerator sales, int series, int day) {
    DemandModel demand = sales.demand();
    int sku = sales.plan().sku(series);
    int sold = sales.soldInTime(series, day);
    int returned = sales.returned(series, day);
    return new Truth(
        series,
        day,
        demand.mean(series, day),
        sold - returned,
        returned,
        demand.priceMilli(sku, day),
        demand.discount(sku, day),
        demand.isInStock(series, day));
  }
}
