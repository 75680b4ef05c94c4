package io.skucast.udf.deep;

import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.Past;

/**
 * The past of a series as SQL has it: arrays with one number a period, oldest first, the last of
 * them the origin. A period whose units are not known has none, and was not in stock.
 */
final class ArrayPast implements Past {
  private static final double LARGEST = 1e12;

  private final int first;
  private final double[] units;
  private final double[] prices;
  private final double[] promotions;
  private final double[] inStock;

  /**
   * @param origin period of the last number
   * @param units of each period; below 0, which are net returns, counts as 0
   * @param prices in the currency, null where none are known, as single ones may be
   * @param promotions share of the sales made on promotion, as prices
   * @param inStock share of the period in stock, as prices
   */
  ArrayPast(int origin, Double[] units, Double[] prices, Double[] promotions, Double[] inStock) {
    this.first = origin - units.length + 1;
    this.units = numbers("units", units, -LARGEST, LARGEST, units.length);
    this.prices = numbers("prices", prices, 0, LARGEST, units.length);
    this.promotions = numbers("promotions", promotions, 0, 1, units.length);
    this.inStock = numbers("in_stock", inStock, 0, 1, units.length);
  }

  private static double[] numbers(String name, Double[] array, double low, double high, int size) {
    if (array == null) {
      return null;
    }
    if (array.length != size) {
      throw new IllegalArgumentException(
          "windows."
              + name
              + " is of "
              + array.length
              + " elements: allowed is one for each of the units, "
              + size
              + " of them");
    }
    double[] numbers = new double[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = array[i] == null ? Double.NaN : array[i];
      if (array[i] != null && !(numbers[i] >= low && numbers[i] <= high)) {
        throw new IllegalArgumentException(
            "windows."
                + name
                + "["
                + (i + 1)
                + "] is "
                + numbers[i]
                + ": allowed is "
                + low
                + " to "
                + high
                + ", or NULL for what is not known");
      }
    }
    return numbers;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public double units(int period) {
    double known = units[period - first];
    return known > 0 ? known : 0;
  }

  @Override
  public double price(int period) {
    return known(prices, period, 0);
  }

  @Override
  public double promotion(int period) {
    return known(promotions, period, 0);
  }

  @Override
  public double inStock(int period) {
    return Double.isNaN(units[period - first]) ? 0 : known(inStock, period, 1);
  }

  private double known(double[] numbers, int period, double otherwise) {
    double number = numbers == null ? Double.NaN : numbers[period - first];
    return Double.isNaN(number) ? otherwise : number;
  }

  @Override
  public double blockUnits(int block) {
    double sum = 0;
    for (int i = 0; i < DeepLayout.BLOCK_LENGTH; i++) {
      int period = block * DeepLayout.BLOCK_LENGTH + i;
      sum += period >= first && period < first + units.length ? units(period) : 0;
    }
    return sum;
  }
}
