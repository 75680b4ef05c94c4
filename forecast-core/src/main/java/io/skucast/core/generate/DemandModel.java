package io.skucast.core.generate;

import io.skucast.core.generate.Draw.Purpose;
import java.time.LocalDate;
import java.util.List;

/**
 * What the shop's customers want: the mean demand of every SKU, location and day.
 *
 * <pre>
 * mean = level · location · growth^(day/365) · week(weekday) · year(day) · (1 + uplift · promotion)
 * level  = exp(0.4 + 1.1 z), z standard normal: few sell much, many sell little
 * growth = exp(0.25 z) a year
 * week   = 1 + a cos(2π (weekday − peak) / 7), year alike over 365.25 days, both by category
 * uplift = (1 − depth)^−2.5 − 1: a price elasticity of −2.5
 * </pre>
 *
 * One SKU in five is intermittent (a fifth of its level and, on most days, no demand at all), one
 * in ten is launched late, one in twenty ends early. A promotion lasts a week and cuts the price by
 * 10 to 40 %; a stock-out lasts 3 to 9 days, in which there is demand and nothing is sold.
 */
final class DemandModel {
  static final List<String> CATEGORIES =
      List.of("kitchen", "garden", "toys", "lighting", "stationery", "textiles", "candles", "bags");

  private static final int PROMOTION_EVERY = 56;
  private static final int STOCK_OUT_EVERY = 84;

  private final SalesPlan plan;
  private final Draw draw;
  private final double[] level;
  private final double[] growth;

  DemandModel(SalesPlan plan, Draw draw) {
    this.plan = plan;
    this.draw = draw;
    level = new double[plan.skus()];
    growth = new double[plan.skus()];
    for (int sku = 0; sku < plan.skus(); sku++) {
      double usual = Math.exp(0.4 + 1.1 * draw.normal(Purpose.LEVEL, sku, 0));
      level[sku] = Math.min(200, isIntermittent(sku) ? usual / 5 : usual);
      growth[sku] = 0.25 * draw.normal(Purpose.GROWTH, sku, 0) / 365;
    }
  }

  /** Units a customer would buy if they are there; zero before the launch and after the end. */
  double mean(int series, int day) {
    int sku = plan.sku(series);
    if (day < launch(sku) || day >= end(sku)) {
      return 0;
    }
    if (isIntermittent(sku) && draw.uniform(Purpose.KIND, series, day, 1) > 0.25) {
      return 0;
    }
    int category = category(sku);
    LocalDate date = plan.start().plusDays(day);
    double week = wave(0.35, category, 0, date.getDayOfWeek().getValue() / 7.0);
    double year = wave(0.3, category, 1, date.getDayOfYear() / 365.25);
    double uplift = Math.pow(1 - discount(sku, day), -2.5);
    double here = 0.5 + draw.uniform(Purpose.LOCATION, sku, plan.location(series), 0);
    return level[sku] * here * Math.exp(growth[sku] * day) * week * year * uplift;
  }

  private double wave(double most, int category, int which, double turn) {
    double amplitude = most * draw.uniform(Purpose.SEASON, category, which, 0);
    double peak = draw.uniform(Purpose.SEASON, category, which, 1);
    return 1 + amplitude * Math.cos(2 * Math.PI * (turn - peak));
  }

  boolean isIntermittent(int sku) {
    return draw.uniform(Purpose.KIND, sku, -1, 0) < 0.2;
  }

  int category(int sku) {
    return sku % CATEGORIES.size();
  }

  /** First day on sale. */
  int launch(int sku) {
    double which = draw.uniform(Purpose.LAUNCH, sku, 0, 0);
    return which < 0.1 ? (int) (plan.days() * (0.2 + 4 * which)) : 0;
  }

  /** First day no longer on sale. */
  int end(int sku) {
    double which = draw.uniform(Purpose.END, sku, 0, 0);
    return which < 0.05 ? (int) (plan.days() * (0.6 + 6 * which)) : Integer.MAX_VALUE;
  }

  /** Share taken off the price; zero without a promotion. */
  double discount(int sku, int day) {
    int block = day / PROMOTION_EVERY;
    if (draw.uniform(Purpose.PROMOTION, sku, block, 0) > 0.3) {
      return 0;
    }
    int first = (int) (draw.uniform(Purpose.PROMOTION, sku, block, 1) * (PROMOTION_EVERY - 7));
    int into = day % PROMOTION_EVERY - first;
    return into >= 0 && into < 7 ? 0.1 + 0.3 * draw.uniform(Purpose.PROMOTION, sku, block, 2) : 0;
  }

  /** Price asked on a day, in thousandths; a whole number of hundredths. */
  long priceMilli(int sku, int day) {
    double list = 6 * Math.exp(0.7 * draw.normal(Purpose.PRICE, sku, 0));
    return Math.max(1, Math.round(100 * list * (1 - discount(sku, day)))) * 10;
  }

  boolean isInStock(int series, int day) {
    int block = day / STOCK_OUT_EVERY;
    if (draw.uniform(Purpose.STOCK, series, block, 0) > 0.15) {
      return true;
    }
    int first = (int) (draw.uniform(Purpose.STOCK, series, block, 1) * (STOCK_OUT_EVERY - 9));
    int length = 3 + (int) (7 * draw.uniform(Purpose.STOCK, series, block, 2));
    int into = day % STOCK_OUT_EVERY - first;
    return into < 0 || into >= length;
  }
}
