package io.skucast.core.demand;

import io.skucast.core.sale.Series;

/**
 * What one series did in one period.
 *
 * @param seriesKey the series, see {@link Series#key()}
 * @param period index on the calendar of the series' location
 * @param unitsMilli thousandths of units sold, net of returns; zero is data
 * @param returnedMilli thousandths of units returned, not negative
 * @param revenueMilli thousandths of the currency, net of returns
 * @param promoted sales made on promotion
 * @param revision accepted sales and signals that the observation is made of, and the accepted
 *     signals of stock in all earlier periods, since they say what it starts with: every correction
 *     adds at least one, so the number grows with each and does not depend on the order of arrival
 * @param openFrom first period that a later sale or signal may still correct; earlier ones are
 *     sealed
 * @param views how often the product was looked at
 * @param carts how often it was put into a cart
 * @param inStockPermille share of the period in which stock was above zero, 0 to 1000, of the part
 *     for which stock is known; {@link StockChanges#NO_SHARE} where it is not known at all
 * @param signals the signals among {@code revision}; the rest are the sales
 * @param category of the sales, empty where none names one
 */
public record Observation(
    String seriesKey,
    int period,
    long unitsMilli,
    long returnedMilli,
    long revenueMilli,
    int promoted,
    int revision,
    int openFrom,
    int views,
    int carts,
    int inStockPermille,
    int signals,
    String category) {

  /** An observation of a series of which sales alone are known. */
  public Observation(
      String seriesKey,
      int period,
      long unitsMilli,
      long returnedMilli,
      long revenueMilli,
      int promoted,
      int revision,
      int openFrom) {
    this(
        seriesKey,
        period,
        unitsMilli,
        returnedMilli,
        revenueMilli,
        promoted,
        revision,
        openFrom,
        0,
        0,
        StockChanges.NO_SHARE,
        0,
        "");
  }

  /** Accepted sales. */
  public int sales() {
    return revision - signals;
  }
}
