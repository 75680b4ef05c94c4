package io.skucast.deep.train;

import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.Past;

/** The whole history of one series, in arrays by period from the first on. */
public final class TrainingSeries implements Past {
  private final String sku;
  private final String location;
  private final String category;
  private final int first;
  private final float[] units;
  private final float[] price;
  private final float[] promotion;
  private final float[] inStock;

  /** Units before each period, so that sums are differences. */
  private final double[] before;

  /**
   * @param first period of the first sale
   * @param units sold net of returns, not below zero
   * @param price mean price of the units sold, 0 where it is not known
   * @param promotion share of sales on promotion, 0 to 1
   * @param inStock share of the period in stock, 0 to 1
   */
  public TrainingSeries(
      String sku,
      String location,
      String category,
      int first,
      float[] units,
      float[] price,
      float[] promotion,
      float[] inStock) {
    this.sku = sku;
    this.location = location;
    this.category = category;
    this.first = first;
    this.units = units;
    this.price = price;
    this.promotion = promotion;
    this.inStock = inStock;
    this.before = new double[units.length + 1];
    for (int i = 0; i < units.length; i++) {
      if (!(units[i] >= 0 && Float.isFinite(units[i]))) {
        throw new IllegalArgumentException(
            "units of "
                + sku
                + " at "
                + location
                + " in period "
                + (first + i)
                + " are "
                + units[i]
                + ": allowed are finite numbers not below zero");
      }
      before[i + 1] = before[i] + units[i];
    }
  }

  public String sku() {
    return sku;
  }

  public String location() {
    return location;
  }

  public String category() {
    return category;
  }

  /** Last period that is known. */
  public int last() {
    return first + units.length - 1;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public double units(int period) {
    return units[period - first];
  }

  @Override
  public double price(int period) {
    return price[period - first];
  }

  @Override
  public double promotion(int period) {
    return promotion[period - first];
  }

  @Override
  public double inStock(int period) {
    return inStock[period - first];
  }

  @Override
  public double blockUnits(int block) {
    int from = block * DeepLayout.BLOCK_LENGTH - first;
    return before[from + DeepLayout.BLOCK_LENGTH] - before[from];
  }

  /** Units times price of the last {@code periods} up to one. */
  public double revenue(int through, int periods) {
    double sum = 0;
    double last = 0;
    for (int period = first; period <= Math.min(through, last()); period++) {
      last = price(period) > 0 ? price(period) : last;
      sum += period > through - periods ? units(period) * last : 0;
    }
    return sum;
  }
}
