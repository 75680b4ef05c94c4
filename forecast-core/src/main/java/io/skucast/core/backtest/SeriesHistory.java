package io.skucast.core.backtest;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.util.Arrays;

/**
 * Units and revenue of one series per period, from its first sale on; gaps are zero. A series above
 * the SKUs is the sum of those below it.
 */
public final class SeriesHistory {
  private final Series series;
  private String category = "";
  private long categoryMillis = Long.MIN_VALUE;
  private int first;
  private long[] unitsMilli = new long[0];
  private long[] revenueMilli = new long[0];

  public SeriesHistory(Series series) {
    this.series = series;
  }

  public Series series() {
    return series;
  }

  /**
   * Category of the latest sale that has one, of several at one time the last by name; or empty.
   */
  public String category() {
    return category;
  }

  /** Adds a sale; they may come in any order. */
  public void add(Sale sale, BusinessCalendar calendar) {
    boolean later = sale.timeMillis() > categoryMillis;
    boolean last = sale.timeMillis() == categoryMillis && sale.category().compareTo(category) > 0;
    if (!sale.category().isEmpty() && (later || last)) {
      category = sale.category();
      categoryMillis = sale.timeMillis();
    }
    add(calendar.index(sale.timeMillis()), sale.quantityMilli(), sale.revenueMilli());
  }

  /** Adds all of another series: integers, so that a sum does not depend on the order. */
  public void addAll(SeriesHistory other) {
    for (int i = 0; i < other.unitsMilli.length; i++) {
      // A period before or between sales begins no series.
      if (other.unitsMilli[i] != 0 || other.revenueMilli[i] != 0 || i == 0) {
        add(other.first + i, other.unitsMilli[i], other.revenueMilli[i]);
      }
    }
  }

  /**
   * Adds to one period.
   *
   * @param units thousandths of units, net of returns
   * @param revenue thousandths of the currency, net of returns
   */
  public void add(int period, long units, long revenue) {
    if (unitsMilli.length == 0) {
      first = period;
    }
    if (period < first) {
      int more = first - period;
      unitsMilli = shifted(unitsMilli, more);
      revenueMilli = shifted(revenueMilli, more);
      first = period;
    }
    int place = period - first;
    if (place >= unitsMilli.length) {
      int length = Math.max(place + 1, unitsMilli.length + unitsMilli.length / 2);
      unitsMilli = Arrays.copyOf(unitsMilli, length);
      revenueMilli = Arrays.copyOf(revenueMilli, length);
    }
    unitsMilli[place] += units;
    revenueMilli[place] += revenue;
  }

  private static long[] shifted(long[] values, int by) {
    long[] shifted = new long[values.length + by];
    System.arraycopy(values, 0, shifted, by, values.length);
    return shifted;
  }

  /** Period of the first sale. */
  public int first() {
    return first;
  }

  /** Thousandths of units, net of returns; zero outside of what is known. */
  public long unitsMilli(int period) {
    int place = period - first;
    return place < 0 || place >= unitsMilli.length ? 0 : unitsMilli[place];
  }

  /** Units a forecaster learns and is scored on: net returns are no demand. */
  public double demand(int period) {
    return Math.max(0, unitsMilli(period)) / 1000.0;
  }

  /** Units of periods {@code from} to {@code to}, both included. */
  public double demand(int from, int to) {
    double sum = 0;
    for (int period = from; period <= to; period++) {
      sum += demand(period);
    }
    return sum;
  }

  /** Revenue of periods {@code from} to {@code to}, both included, in units of the currency. */
  public double revenue(int from, int to) {
    double sum = 0;
    for (int period = from; period <= to; period++) {
      int place = period - first;
      sum += place < 0 || place >= revenueMilli.length ? 0 : revenueMilli[place];
    }
    return sum / 1000;
  }
}
