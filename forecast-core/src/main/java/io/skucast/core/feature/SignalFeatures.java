package io.skucast.core.feature;

import java.util.List;

/** Price, promotion, stock, views and carts, with indicators of what is known at all. */
final class SignalFeatures implements FeatureGroup {
  /** Periods that share of stock, views and carts are taken over. */
  private static final int WEEK = 7;

  /** Known prices that make the usual one. */
  private static final int USUAL_PRICES = 28;

  /** Periods that a price is looked for in; an older one says nothing of today. */
  private static final int PRICE_WINDOW = 84;

  /** A price eleven times the usual one is a mistake, and must not drown every other feature. */
  private static final double LARGEST_CHANGE = 10;

  private static final int PRICE_KNOWN = 0;
  private static final int PRICE_LOG = 1;
  private static final int PRICE_CHANGE = 2;
  private static final int PRICE_USUAL = 3;
  private static final int PROMOTION_PLANNED = 4;
  private static final int PROMOTION_SHARE = 5;
  private static final int STOCK_KNOWN = 6;
  private static final int STOCK_SHARE = 7;
  private static final int VIEWS_KNOWN = 8;
  private static final int VIEWS_LOG = 9;
  private static final int CARTS_KNOWN = 10;
  private static final int CARTS_LOG = 11;
  private static final int CONVERSION = 12;

  @Override
  public List<Feature> features() {
    return List.of(
        new Feature("price_known", "0/1", "A price is planned, or known of the last 84 periods"),
        new Feature(
            "price_log", "log currency", "Logarithm of the planned, else of the last price"),
        new Feature("price_change", "ratio", "That price over price_mean_28, less 1; at most 10"),
        new Feature("price_mean_28", "currency", "Mean of the last 28 known prices"),
        new Feature("promotion_planned", "0 to 1", "Share of the target planned on promotion"),
        new Feature("promotion_share_7", "0 to 1", "Mean promotion of the last 7 periods"),
        new Feature("stock_known", "0/1", "Stock is known of the last 7 periods"),
        new Feature("in_stock_share_7", "0 to 1", "Mean share in stock of the last 7 periods"),
        new Feature("views_known", "0/1", "Views are known of the last 7 periods"),
        new Feature("views_log_7", "log count", "Logarithm of 1 + views of the last 7 periods"),
        new Feature("carts_known", "0/1", "Carts are known of the last 7 periods"),
        new Feature("carts_log_7", "log count", "Logarithm of 1 + carts of the last 7 periods"),
        new Feature(
            "conversion_7",
            "0 to 1",
            "Units over views of the last 7 periods where both are known"));
  }

  @Override
  public void fillOrigin(FeatureSource source, double[] row, int at) {
    row[at + PRICE_USUAL] = Past.orZero(usualPrice(source));
    row[at + PROMOTION_SHARE] = share(Past.mean(source::promotion, WEEK));
    double stock = Past.mean(source::inStock, WEEK);
    row[at + STOCK_KNOWN] = known(stock);
    row[at + STOCK_SHARE] = share(stock);
    double views = Past.sum(source::views, WEEK);
    row[at + VIEWS_KNOWN] = known(views);
    row[at + VIEWS_LOG] = logOfCount(views);
    double carts = Past.sum(source::carts, WEEK);
    row[at + CARTS_KNOWN] = known(carts);
    row[at + CARTS_LOG] = logOfCount(carts);
    row[at + CONVERSION] = conversion(source);
  }

  @Override
  public void fillTarget(FeatureSource source, int horizon, double[] row, int at) {
    double planned = price(source.plannedPrice(horizon));
    double price = Double.isNaN(planned) ? lastPrice(source) : planned;
    double usual = row[at + PRICE_USUAL];
    row[at + PRICE_KNOWN] = known(price);
    row[at + PRICE_LOG] = Past.orZero(StrictMath.log(price));
    row[at + PRICE_CHANGE] =
        usual > 0 ? Past.orZero(Past.cut(price / usual - 1, -1, LARGEST_CHANGE)) : 0;
    row[at + PROMOTION_PLANNED] = share(source.plannedPromotion(horizon));
  }

  /** A price of nothing or less is no price. */
  private static double price(double value) {
    return value > 0 ? Past.cut(value) : Double.NaN;
  }

  private static double lastPrice(FeatureSource source) {
    double price = Double.NaN;
    for (int back = 0; back < PRICE_WINDOW && Double.isNaN(price); back++) {
      price = price(source.price(back));
    }
    return price;
  }

  private static double usualPrice(FeatureSource source) {
    double sum = 0;
    int known = 0;
    for (int back = 0; back < PRICE_WINDOW && known < USUAL_PRICES; back++) {
      double price = price(source.price(back));
      if (!Double.isNaN(price)) {
        sum += price;
        known++;
      }
    }
    return sum / known;
  }

  private static double conversion(FeatureSource source) {
    double units = 0;
    double views = 0;
    for (int back = 0; back < WEEK; back++) {
      double sold = Past.cut(source.units(back));
      double viewed = Past.cut(source.views(back));
      if (!Double.isNaN(sold) && !Double.isNaN(viewed)) {
        units += sold;
        views += viewed;
      }
    }
    return views > 0 ? share(units / views) : 0;
  }

  private static double known(double value) {
    return Past.indicator(!Double.isNaN(value));
  }

  private static double share(double value) {
    return Past.orZero(Past.cut(value, 0, 1));
  }

  private static double logOfCount(double count) {
    return StrictMath.log1p(Math.max(0, Past.orZero(count)));
  }
}
