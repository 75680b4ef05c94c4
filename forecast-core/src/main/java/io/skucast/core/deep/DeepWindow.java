package io.skucast.core.deep;

import io.skucast.core.clean.StockCensoring;
import io.skucast.core.demand.Observation;
import java.util.Arrays;

/**
 * The last periods of one series that a deep model looks at, and sums of blocks before them. State:
 * a POJO of primitives and primitive arrays. A corrected period takes the place of what it was.
 */
public class DeepWindow implements Past {
  private static final int NONE = Integer.MIN_VALUE;

  public int version = 1;

  /** First and newest period that the series is known from; no period yet where equal to NONE. */
  public int first = NONE;

  public int last = NONE;

  /** By period modulo length: thousandths of units, net of returns. */
  public long[] unitsMilli;

  /** By period modulo length: thousandths of the currency, net of returns. */
  public long[] revenueMilli;

  /** By period modulo length: thousandths of the sales made on promotion. */
  public short[] promotedPermille;

  /** By period modulo length: thousandths of the period in stock; 1000 where it is not known. */
  public short[] inStockPermille;

  /** By block modulo length: thousandths of units, net returns of a period counted as none. */
  public long[] blockMilli;

  public DeepWindow() {}

  /**
   * @param kept periods before the newest that rows are asked for at, and corrections come for
   */
  public DeepWindow(DeepLayout layout, int kept) {
    int length = layout.window() + kept;
    unitsMilli = new long[length];
    revenueMilli = new long[length];
    promotedPermille = new short[length];
    inStockPermille = new short[length];
    int more = (kept + DeepLayout.BLOCK_LENGTH - 1) / DeepLayout.BLOCK_LENGTH + 1;
    blockMilli = new long[DeepLayout.BLOCKS + more];
  }

  /** Takes what an observation says of its period now. */
  public void put(Observation observation) {
    put(
        observation.period(),
        observation.unitsMilli(),
        observation.revenueMilli(),
        observation.sales(),
        observation.promoted(),
        observation.inStockPermille());
  }

  /**
   * Takes what a period is now.
   *
   * @param sales accepted in the period, and how many of them were on promotion
   * @param inStock thousandths of the period in stock, negative where it is not known
   */
  public void put(int period, long units, long revenue, int sales, int promoted, int inStock) {
    if (first == NONE) {
      first = period;
      last = period - 1;
    }
    if (period <= last - unitsMilli.length) {
      throw new IllegalStateException(
          "period " + period + " is no longer kept: the newest is " + last);
    }
    while (last < period) {
      begin(++last);
    }
    // A gap before what was the first period is part of the series now, and nothing says that it
    // was not in stock.
    for (int gap = period; gap < first; gap++) {
      inStockPermille[Math.floorMod(gap, inStockPermille.length)] = 1000;
    }
    first = Math.min(first, period);
    int at = Math.floorMod(period, unitsMilli.length);
    int block = blockAt(Math.floorDiv(period, DeepLayout.BLOCK_LENGTH));
    blockMilli[block] += Math.max(0, units) - Math.max(0, unitsMilli[at]);
    unitsMilli[at] = units;
    revenueMilli[at] = revenue;
    promotedPermille[at] = (short) (sales > 0 ? 1000L * Math.min(promoted, sales) / sales : 0);
    inStockPermille[at] = (short) (inStock < 0 ? 1000 : inStock);
  }

  private void begin(int period) {
    int at = Math.floorMod(period, unitsMilli.length);
    unitsMilli[at] = 0;
    revenueMilli[at] = 0;
    promotedPermille[at] = 0;
    inStockPermille[at] = 1000;
    if (Math.floorMod(period, DeepLayout.BLOCK_LENGTH) == 0) {
      blockMilli[blockAt(Math.floorDiv(period, DeepLayout.BLOCK_LENGTH))] = 0;
    }
  }

  private int blockAt(int block) {
    return Math.floorMod(block, blockMilli.length);
  }

  /** Whether the row of this origin can be filled in. */
  public boolean has(int origin, DeepLayout layout) {
    return first != NONE
        && origin <= last
        && origin >= first
        && origin - layout.window() >= last - unitsMilli.length;
  }

  /**
   * Units of a period by which a forecast is judged: NaN where stock ran out, so that sales do not
   * say what demand was.
   */
  float demand(int period) {
    boolean isObserved =
        StockCensoring.evidence(units(period), inStock(period)) == StockCensoring.Evidence.OBSERVED;
    return isObserved ? (float) units(period) : Float.NaN;
  }

  @Override
  public int first() {
    return first;
  }

  @Override
  public double units(int period) {
    return Math.max(0, unitsMilli[Math.floorMod(period, unitsMilli.length)]) / 1000.0;
  }

  @Override
  public double price(int period) {
    int at = Math.floorMod(period, unitsMilli.length);
    return unitsMilli[at] > 0 && revenueMilli[at] > 0
        ? (double) revenueMilli[at] / unitsMilli[at]
        : 0;
  }

  @Override
  public double promotion(int period) {
    return promotedPermille[Math.floorMod(period, unitsMilli.length)] / 1000.0;
  }

  @Override
  public double inStock(int period) {
    return inStockPermille[Math.floorMod(period, unitsMilli.length)] / 1000.0;
  }

  @Override
  public double blockUnits(int block) {
    return blockMilli[blockAt(block)] / 1000.0;
  }

  /** A copy that shares nothing with this one. */
  public DeepWindow copy() {
    DeepWindow copy = new DeepWindow();
    copy.version = version;
    copy.first = first;
    copy.last = last;
    copy.unitsMilli = unitsMilli.clone();
    copy.revenueMilli = revenueMilli.clone();
    copy.promotedPermille = promotedPermille.clone();
    copy.inStockPermille = inStockPermille.clone();
    copy.blockMilli = blockMilli.clone();
    return copy;
  }

  @Override
  public String toString() {
    return "DeepWindow[" + first + " to " + last + ", " + Arrays.toString(unitsMilli) + "]";
  }
}
