package io.skucast.core.forecast;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.clean.StockCensoring;
import io.skucast.core.demand.Observation;
import io.skucast.core.demand.StockChanges;
import java.util.Arrays;

/**
 * What is known of one series: the forecasters after the sealed past, and the few observations that
 * may still be corrected. Forecasting replays the open ones on a copy, so that a late sale gives
 * exactly the answer that an in-order one would have given. State: a POJO of POJOs, primitives and
 * primitive arrays.
 */
public class SeriesDemand {
  public int version = 4;

  /** The forecasters after every sealed observation. */
  public ForecasterBank sealed;

  /** What else is known of the series after every sealed observation; since version 4. */
  public Drivers sealedDrivers = new Drivers();

  /** Sum of the revisions of the sealed observations. */
  public long sealedRevision;

  /** Period of the first open observation; the others follow without a gap. */
  public int firstOpen;

  public long[] openUnitsMilli = new long[0];
  public long[] openRevenueMilli = new long[0];
  public int[] openSales = new int[0];

  /** Signals in the revision of each open observation, beside its sales; since version 2. */
  public int[] openSignals = new int[0];

  /** Share of each open period in which stock was above zero, or negative; since version 3. */
  public int[] openInStockPermille = new int[0];

  /** Sales of each open period made on promotion, and views and carts in it; since version 4. */
  public int[] openPromoted = new int[0];

  public int[] openViews = new int[0];
  public int[] openCarts = new int[0];

  /** Category of each open observation, empty where it had no sale; since version 3. */
  public String[] openCategory = new String[0];

  /** Category of the last sealed observation that had one, empty before; since version 3. */
  public String sealedCategory = "";

  public SeriesDemand() {}

  /**
   * @param unit the step of the series' calendar
   */
  public SeriesDemand(PeriodUnit unit, BankOptions options) {
    this.sealed = new ForecasterBank(unit, options);
  }

  /** A copy that shares nothing with this one. */
  public SeriesDemand copy() {
    SeriesDemand copy = new SeriesDemand();
    copy.version = version;
    copy.sealed = sealed.copy();
    copy.sealedRevision = sealedRevision;
    copy.firstOpen = firstOpen;
    copy.openUnitsMilli = openUnitsMilli.clone();
    copy.openRevenueMilli = openRevenueMilli.clone();
    copy.openSales = openSales.clone();
    copy.openSignals = openSignals.clone();
    copy.openInStockPermille = openInStockPermille.clone();
    copy.sealedDrivers = sealedDrivers.copy();
    copy.openPromoted = openPromoted.clone();
    copy.openViews = openViews.clone();
    copy.openCarts = openCarts.clone();
    copy.openCategory = openCategory.clone();
    copy.sealedCategory = sealedCategory;
    return copy;
  }

  /** Sees the series as it is after one observation; bank and drivers are only lent. */
  public interface After {
    /**
     * @param revision sales and signals of the series up to the period
     * @param place index of the period in the open arrays
     */
    void accept(int period, long revision, int place, ForecasterBank bank, Drivers drivers)
        throws Exception;

    /** Sees the series after an observation that can no longer change, before any later one. */
    default void sealed(int period, int place, ForecasterBank bank, Drivers drivers)
        throws Exception {}
  }

  /**
   * Takes a new or corrected observation, shows the series after it and after every later open one,
   * which it changes too, and seals what can no longer change.
   */
  public void observe(Observation observation, After after) throws Exception {
    int place = placeOf(observation.period());
    openUnitsMilli[place] = observation.unitsMilli();
    openRevenueMilli[place] = observation.revenueMilli();
    openSales[place] = observation.sales();
    openSignals[place] = observation.signals();
    openInStockPermille[place] = observation.inStockPermille();
    openPromoted[place] = observation.promoted();
    openViews[place] = observation.views();
    openCarts[place] = observation.carts();
    openCategory[place] = observation.category();
    int toSeal = Math.min(openSales.length, Math.max(0, observation.openFrom() - firstOpen));
    // What gets sealed is learned in place; only the rest is replayed on a copy.
    ForecasterBank bank = sealed;
    Drivers drivers = sealedDrivers;
    long revision = sealedRevision;
    for (int i = 0; i < openSales.length; i++) {
      if (i == toSeal) {
        sealedRevision = revision;
        bank = sealed.copy();
        drivers = sealedDrivers.copy();
      }
      learn(bank, drivers, i);
      revision += openSales[i] + openSignals[i];
      if (i < toSeal) {
        sealedCategory = openCategory[i].isEmpty() ? sealedCategory : openCategory[i];
        after.sealed(firstOpen + i, i, bank, drivers);
      }
      if (i >= place) {
        after.accept(firstOpen + i, revision, i, bank, drivers);
      }
    }
    if (toSeal == openSales.length) {
      sealedRevision = revision;
    }
    resize(-toSeal, openSales.length - toSeal);
  }

  private void learn(ForecasterBank bank, Drivers drivers, int place) {
    bank.update(openUnitsMilli[place], inStockShare(place));
    drivers.update(
        openUnitsMilli[place],
        openRevenueMilli[place],
        openSales[place],
        openPromoted[place],
        openViews[place],
        openCarts[place]);
  }

  private double inStockShare(int place) {
    int permille = openInStockPermille[place];
    return permille < 0 ? Double.NaN : permille / 1000.0;
  }

  /** Whether an open period says what demand was; not so where stock ran out. */
  boolean isObserved(int place) {
    double units = Math.max(0, openUnitsMilli[place]) / 1000.0;
    return StockCensoring.evidence(units, inStockShare(place)) == StockCensoring.Evidence.OBSERVED;
  }

  /**
   * Category of the series as of an open period, empty where it is not known: that of the last sale
   * up to it that names one. Later periods have no say, so that it does not depend on when it is
   * asked for.
   */
  public String category(int place) {
    for (int i = place; i >= 0; i--) {
      if (!openCategory[i].isEmpty()) {
        return openCategory[i];
      }
    }
    return sealedCategory;
  }

  /** Last period observed; meaningless before the first. */
  public int last() {
    return firstOpen + openSales.length - 1;
  }

  /** The series after its last observation, where no other will follow: all of it is sealed. */
  public void atLast(After after) throws Exception {
    ForecasterBank bank = sealed.copy();
    Drivers drivers = sealedDrivers.copy();
    long revision = sealedRevision;
    for (int i = 0; i < openSales.length; i++) {
      learn(bank, drivers, i);
      revision += openSales[i] + openSignals[i];
      after.sealed(firstOpen + i, i, bank, drivers);
    }
    after.accept(last(), revision, openSales.length - 1, bank, drivers);
  }

  /** Makes room for the period where there is none yet; a gap in between is without sales. */
  private int placeOf(int period) {
    boolean nothingKnown = openSales.length == 0 && sealed.observations() == 0;
    if (nothingKnown) {
      firstOpen = period;
    }
    int place = period - firstOpen;
    if (place < 0 && sealed.observations() > 0) {
      throw new IllegalStateException(
          "period " + period + " is sealed: observations before " + firstOpen + " are final");
    }
    if (place < 0) {
      resize(-place, openSales.length - place);
      return 0;
    }
    if (place >= openSales.length) {
      resize(0, place + 1);
    }
    return place;
  }

  /** Moves the open observations by {@code shift} places into arrays of the given length. */
  private void resize(int shift, int length) {
    long[] units = new long[length];
    long[] revenue = new long[length];
    int[] sales = new int[length];
    int[] signals = new int[length];
    int[] inStock = new int[length];
    Arrays.fill(inStock, StockChanges.NO_SHARE);
    int[] promoted = new int[length];
    int[] views = new int[length];
    int[] carts = new int[length];
    String[] category = new String[length];
    Arrays.fill(category, "");
    int from = Math.max(0, -shift);
    int to = Math.max(0, shift);
    int kept = Math.min(openSales.length - from, length - to);
    System.arraycopy(openUnitsMilli, from, units, to, kept);
    System.arraycopy(openRevenueMilli, from, revenue, to, kept);
    System.arraycopy(openSales, from, sales, to, kept);
    System.arraycopy(openSignals, from, signals, to, kept);
    System.arraycopy(openInStockPermille, from, inStock, to, kept);
    System.arraycopy(openPromoted, from, promoted, to, kept);
    System.arraycopy(openViews, from, views, to, kept);
    System.arraycopy(openCarts, from, carts, to, kept);
    System.arraycopy(openCategory, from, category, to, kept);
    openUnitsMilli = units;
    openRevenueMilli = revenue;
    openSales = sales;
    openSignals = signals;
    openInStockPermille = inStock;
    openPromoted = promoted;
    openViews = views;
    openCarts = carts;
    openCategory = category;
    firstOpen -= shift;
  }
}
