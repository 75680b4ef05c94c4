package io.skucast.core.feature;

import io.skucast.core.demand.Fingerprint;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.util.HashSet;
import java.util.Set;

/**
 * What the sales of one series say of each of its periods, from the first sale on: demand, mean
 * price, share on promotion, and the category. Sales may come in any order; a repeat counts once.
 */
public final class DemandHistory {
  private static final int UNITS = 0;
  private static final int PRICED_UNITS = 1;
  private static final int REVENUE = 2;
  private static final int PROMOTED = 3;
  private static final int SALES = 4;
  private static final int SUMS = 5;

  private record Seen(int period, Fingerprint id) {}

  private final Series series;
  private final Set<Seen> seen = new HashSet<>();

  /** By sum, then by period from the first; thousandths where not counts. */
  private final long[][] sums = new long[SUMS][0];

  private int first;
  private String category = "";
  private long categoryMillis = Long.MAX_VALUE;
  private int categoryPeriod;

  public DemandHistory(Series series) {
    this.series = series;
  }

  /**
   * Adds a sale.
   *
   * @param period of the sale on the calendar of the series' location
   * @return false where the period has a sale with this id already
   */
  public boolean add(Sale sale, int period) {
    if (!seen.add(new Seen(period, Fingerprint.of(sale.id())))) {
      return false;
    }
    int place = makePlace(period);
    sums[UNITS][place] += sale.quantityMilli();
    // A return is paid back at a price of the past: it says nothing of today's.
    if (sale.quantityMilli() > 0) {
      sums[SALES][place]++;
      sums[PROMOTED][place] += sale.promotion() ? 1 : 0;
      if (sale.unitPriceMilli() != Sale.NO_PRICE) {
        sums[PRICED_UNITS][place] += sale.quantityMilli();
        sums[REVENUE][place] += sale.revenueMilli();
      }
    }
    categorize(sale, period);
    return true;
  }

  private int makePlace(int period) {
    int length = sums[UNITS].length;
    if (length == 0) {
      first = period;
    }
    int before = Math.max(0, first - period);
    int needed = Math.max(length, period - first + 1) + before;
    if (needed > length) {
      int grown = before > 0 ? needed : Math.max(needed, length + length / 2);
      for (int i = 0; i < SUMS; i++) {
        long[] larger = new long[grown];
        System.arraycopy(sums[i], 0, larger, before, length);
        sums[i] = larger;
      }
    }
    first -= before;
    return period - first;
  }

  /** Which sale names the category must not depend on the order of arrival. */
  private void categorize(Sale sale, int period) {
    boolean earlier = sale.timeMillis() < categoryMillis;
    boolean greater =
        sale.timeMillis() == categoryMillis && sale.category().compareTo(category) > 0;
    if (!sale.category().isEmpty() && (earlier || greater)) {
      category = sale.category();
      categoryMillis = sale.timeMillis();
      categoryPeriod = period;
    }
  }

  public Series series() {
    return series;
  }

  /** Period of the first sale. */
  public int first() {
    return first;
  }

  /** Category that the earliest sale with one names; empty where none does. */
  public String category() {
    return category;
  }

  /** The category as it was known in a period: empty before the sale that names it. */
  public String category(int period) {
    return period < categoryPeriod ? "" : category;
  }

  /** Units net of returns, not below zero; zero outside of what was sold. */
  public double demand(int period) {
    return Math.max(0, sum(UNITS, period)) / 1000.0;
  }

  /** Mean price of the units sold, in the currency; NaN where none has a price. */
  public double price(int period) {
    long units = sum(PRICED_UNITS, period);
    return units == 0 ? Double.NaN : (double) sum(REVENUE, period) / units;
  }

  /** Share of the sales made on promotion, 0 to 1; NaN without sales. */
  public double promotion(int period) {
    long sales = sum(SALES, period);
    return sales == 0 ? Double.NaN : (double) sum(PROMOTED, period) / sales;
  }

  private long sum(int of, int period) {
    int place = period - first;
    return place < 0 || place >= sums[of].length ? 0 : sums[of][place];
  }
}
