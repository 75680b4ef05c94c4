package io.skucast.core.deep;

import java.util.Arrays;
import java.util.List;

/**
 * How a deep model's inputs are laid out. A row is what one series knows at one origin: four
 * channels over the window, oldest period first (units; price over the window's mean price, as a
 * logarithm; share on promotion; share in stock), then the mean units a period of the last complete
 * blocks, oldest first, {@link #UNKNOWN} before the series began, the logarithm of one more than
 * its age in periods, and last the window's mean price, by which planned prices are measured and
 * which networks do not look at. A period before the series began has no units and no stock.
 *
 * <p>Calendar features are not in the row: all series of a location share them.
 *
 * @param window periods that a row looks back, the origin the last of them
 * @param horizons periods ahead
 * @param levels quantile levels, ascending, each between 0 and 1
 * @param calendar names of the calendar features of a period, in their order
 */
public record DeepLayout(int window, int horizons, double[] levels, List<String> calendar) {
  /** Of this layout; a model that was trained on another cannot be served. */
  public static final int VERSION = 1;

  /** Channels over the window. */
  public static final int CHANNELS = 4;

  /** Blocks before the window's end: a year of days. */
  public static final int BLOCKS = 13;

  /** Periods in a block. */
  public static final int BLOCK_LENGTH = 28;

  /** Stands for a block before the series began. */
  public static final float UNKNOWN = -1;

  /** Plans of a target: its price over the window's mean as a logarithm, share on promotion. */
  public static final int PLANS = 2;

  /** Codes of a series: SKU, category, location. */
  public static final int CODES = 3;

  private static final double LARGEST_PRICE_CHANGE = 3;

  public DeepLayout {
    if (window < 1 || horizons < 1) {
      throw new IllegalArgumentException(
          "a deep model looks back " + window + " periods and " + horizons + " ahead: at least 1");
    }
    calendar = List.copyOf(calendar);
  }

  /** Numbers in a row. */
  public int rowSize() {
    return CHANNELS * window + BLOCKS + 2;
  }

  /** Where the logarithm of one more than the age stands in a row. */
  public int ageAt() {
    return CHANNELS * window + BLOCKS;
  }

  /** Where the window's mean price stands in a row, in the currency; 0 where it is not known. */
  public int usualPriceAt() {
    return ageAt() + 1;
  }

  /** Where the first of the blocks stands in a row. */
  public int blocksAt() {
    return CHANNELS * window;
  }

  /** Periods that the calendar is needed of: the window's and the targets'. */
  public int calendarPeriods() {
    return window + horizons;
  }

  /**
   * Fills in the row of one origin.
   *
   * @param row takes {@link #rowSize} numbers from {@code at} on
   */
  public void fill(Past past, int origin, float[] row, int at) {
    int first = origin - window + 1;
    double sum = 0;
    int priced = 0;
    double last = 0;
    for (int i = 0; i < window; i++) {
      int period = first + i;
      boolean known = period >= past.first();
      double price = known ? past.price(period) : 0;
      last = price > 0 ? price : last;
      row[at + i] = known ? (float) past.units(period) : 0;
      row[at + window + i] = (float) last;
      row[at + 2 * window + i] = known ? (float) past.promotion(period) : 0;
      row[at + 3 * window + i] = known ? (float) past.inStock(period) : 0;
      sum += last;
      priced += last > 0 ? 1 : 0;
    }
    double usual = priced == 0 ? 0 : sum / priced;
    for (int i = at + window; i < at + 2 * window; i++) {
      row[i] = row[i] > 0 ? (float) logRatio(row[i], usual) : 0;
    }
    int ended = Math.floorDiv(origin + 1, BLOCK_LENGTH);
    for (int b = 0; b < BLOCKS; b++) {
      row[at + blocksAt() + b] = block(past, ended - BLOCKS + b);
    }
    row[at + usualPriceAt()] = (float) usual;
    row[at + ageAt()] = (float) StrictMath.log1p(Math.max(0, origin - past.first() + 1));
  }

  private static float block(Past past, int block) {
    return block * BLOCK_LENGTH < past.first()
        ? UNKNOWN
        : (float) (past.blockUnits(block) / BLOCK_LENGTH);
  }

  /** Logarithm of a price over another one, within what is no mistake. */
  public static double logRatio(double price, double usual) {
    double ratio = StrictMath.log(price / usual);
    return Math.max(-LARGEST_PRICE_CHANGE, Math.min(LARGEST_PRICE_CHANGE, ratio));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeepLayout that
        && window == that.window
        && horizons == that.horizons
        && Arrays.equals(levels, that.levels)
        && calendar.equals(that.calendar);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * window + horizons) + Arrays.hashCode(levels);
  }

  /** The same for the same layout in every process. */
  @Override
  public String toString() {
    return "DeepLayout[window="
        + window
        + ", horizons="
        + horizons
        + ", levels="
        + Arrays.toString(levels)
        + ", calendar="
        + calendar
        + "]";
  }
}
