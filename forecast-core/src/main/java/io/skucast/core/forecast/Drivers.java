package io.skucast.core.forecast;

/**
 * What is known of a series beside its demand that moves demand: price, promotion, views and carts,
 * each lately against usually, by exponential smoothing. State: a POJO of primitives.
 */
public class Drivers {
  /** Fraction that what is usual takes on: four weeks of days. */
  private static final double USUAL = 1.0 / 28;

  /** Fraction that what is lately takes on: a week of days. */
  private static final double LATELY = 1.0 / 7;

  /** A price further from the usual one than this part of it is a mistake. */
  private static final double LARGEST_CHANGE = 1;

  public int version = 1;

  /** Mean price of the last period with a sale that has one, in the currency; 0: not known. */
  public float price;

  /** Smoothed price. */
  public float usualPrice;

  /** Smoothed share of sales made on promotion. */
  public float promotion;

  /** Smoothed counts a period. */
  public float views;

  public float usualViews;
  public float carts;
  public float usualCarts;

  /**
   * Learns one period.
   *
   * @param unitsMilli thousandths of units sold, net of returns
   * @param revenueMilli thousandths of the currency, net of returns
   */
  public void update(
      long unitsMilli, long revenueMilli, int sales, int promoted, int viewed, int carted) {
    if (unitsMilli > 0 && revenueMilli > 0) {
      price = (float) ((double) revenueMilli / unitsMilli);
      usualPrice = usualPrice == 0 ? price : moved(usualPrice, price, USUAL);
    }
    if (sales > 0) {
      promotion = moved(promotion, (float) Math.min(promoted, sales) / sales, LATELY);
    }
    views = moved(views, viewed, LATELY);
    usualViews = moved(usualViews, viewed, USUAL);
    carts = moved(carts, carted, LATELY);
    usualCarts = moved(usualCarts, carted, USUAL);
  }

  private static float moved(float mean, float value, double gain) {
    return (float) (mean + gain * (value - mean));
  }

  /** The last price over the usual one, less 1; 0 where it is not known. */
  double priceChange() {
    return usualPrice > 0 ? cut((double) price / usualPrice - 1) : 0;
  }

  /** Logarithm of views lately over usually, each with one added; -1 to 1. */
  double viewsChange() {
    return cut(StrictMath.log((1 + (double) views) / (1 + (double) usualViews)));
  }

  /** The same of carts. */
  double cartsChange() {
    return cut(StrictMath.log((1 + (double) carts) / (1 + (double) usualCarts)));
  }

  private static double cut(double change) {
    return Math.max(-LARGEST_CHANGE, Math.min(LARGEST_CHANGE, change));
  }

  /** A copy that shares nothing with this one. */
  public Drivers copy() {
    Drivers copy = new Drivers();
    copy.version = version;
    copy.price = price;
    copy.usualPrice = usualPrice;
    copy.promotion = promotion;
    copy.views = views;
    copy.usualViews = usualViews;
    copy.carts = carts;
    copy.usualCarts = usualCarts;
    return copy;
  }
}
