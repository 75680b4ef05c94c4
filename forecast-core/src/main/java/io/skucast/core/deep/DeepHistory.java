package io.skucast.core.deep;

import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.util.Arrays;

/**
 * The whole past of one series by its sales, in any order, as a deep model is trained on: the same
 * numbers to the bit as {@link DeepWindow} has of what the sales come to by period. Nothing is
 * known of stock, so that every period counts as in stock.
 */
public final class DeepHistory implements Past {
  private final Series series;
  private String category = "";
  private long categoryMillis = Long.MIN_VALUE;
  private int first;
  private int length;
  private long[] unitsMilli = new long[0];
  private long[] revenueMilli = new long[0];
  private int[] sales = new int[0];

  /** Shorter than the others, and empty where nothing was ever on promotion. */
  private int[] promoted = new int[0];

  public DeepHistory(Series series) {
    this.series = series;
  }

  /** Adds a sale that was not added before, of a period on the calendar of its location. */
  public void add(Sale sale, int period) {
    int place = place(period);
    unitsMilli[place] += sale.quantityMilli();
    revenueMilli[place] += sale.revenueMilli();
    sales[place]++;
    if (sale.promotion()) {
      if (place >= promoted.length) {
        promoted = Arrays.copyOf(promoted, unitsMilli.length);
      }
      promoted[place]++;
    }
    boolean later = sale.timeMillis() > categoryMillis;
    boolean last = sale.timeMillis() == categoryMillis && sale.category().compareTo(category) > 0;
    if (!sale.category().isEmpty() && (later || last)) {
      category = sale.category();
      categoryMillis = sale.timeMillis();
    }
  }

  private int place(int period) {
    if (length == 0) {
      first = period;
    }
    int before = Math.max(0, first - period);
    length = Math.max(length, period - first + 1) + before;
    if (before > 0 || length > unitsMilli.length) {
      int room = Math.max(length, unitsMilli.length + unitsMilli.length / 2);
      unitsMilli = moved(unitsMilli, before, room);
      revenueMilli = moved(revenueMilli, before, room);
      sales = moved(sales, before, room);
      promoted = promoted.length == 0 ? promoted : moved(promoted, before, room);
      first -= before;
    }
    return period - first;
  }

  private static long[] moved(long[] values, int by, int room) {
    long[] moved = new long[room];
    System.arraycopy(values, 0, moved, by, Math.min(values.length, room - by));
    return moved;
  }

  private static int[] moved(int[] values, int by, int room) {
    int[] moved = new int[room];
    System.arraycopy(values, 0, moved, by, Math.min(values.length, room - by));
    return moved;
  }

  public Series series() {
    return series;
  }

  /**
   * Category of the latest sale that names one, of several at one time the last by name, as the job
   * has it at the end of the sales; or empty.
   */
  public String category() {
    return category;
  }

  /** Period of the first sale. */
  @Override
  public int first() {
    return first;
  }

  @Override
  public double units(int period) {
    return Math.max(0, isKnown(period) ? unitsMilli[period - first] : 0) / 1000.0;
  }

  @Override
  public double price(int period) {
    int place = period - first;
    return isKnown(period) && unitsMilli[place] > 0 && revenueMilli[place] > 0
        ? (double) revenueMilli[place] / unitsMilli[place]
        : 0;
  }

  @Override
  public double promotion(int period) {
    int place = period - first;
    return place >= 0 && place < promoted.length && sales[place] > 0
        ? 1000L * promoted[place] / sales[place] / 1000.0 // as exact as state keeps it
        : 0;
  }

  /** 1 always: sales do not say what was in stock. */
  @Override
  public double inStock(int period) {
    return 1;
  }

  @Override
  public double blockUnits(int block) {
    long milli = 0;
    for (int i = 0; i < DeepLayout.BLOCK_LENGTH; i++) {
      int period = block * DeepLayout.BLOCK_LENGTH + i;
      milli += isKnown(period) ? Math.max(0, unitsMilli[period - first]) : 0;
    }
    return milli / 1000.0;
  }

  private boolean isKnown(int period) {
    return period >= first && period < first + length;
  }
}
