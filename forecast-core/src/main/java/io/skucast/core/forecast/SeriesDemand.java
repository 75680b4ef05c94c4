package io.skucast.core.forecast;

import io.skucast.core.demand.Observation;
import java.util.List;

/**
 * What is known of one series: the forecasters after the sealed past, and the few observations that
 * may still be corrected. Forecasting replays the open ones on a copy, so that a late sale gives
 * exactly the answer that an in-order one would have given. State: a POJO of POJOs, primitives and
 * primitive arrays.
 */
public class SeriesDemand {
  public int version = 1;

  /** The forecasters after every sealed observation. */
  public ForecasterBank sealed;

  /** Sales in the sealed observations. */
  public long sealedSales;

  /** Period of the first open observation; the others follow without a gap. */
  public int firstOpen;

  public long[] openUnitsMilli = new long[0];
  public int[] openSales = new int[0];

  public SeriesDemand() {}

  /**
   * @param season periods in a season
   */
  public SeriesDemand(int season) {
    this.sealed = new ForecasterBank(season);
  }

  /** Takes a new or corrected observation and seals what can no longer change. */
  public void observe(Observation observation) {
    int place = placeOf(observation.period());
    openUnitsMilli[place] = observation.unitsMilli();
    openSales[place] = observation.revision();
    int toSeal = Math.min(openSales.length, Math.max(0, observation.openFrom() - firstOpen));
    for (int i = 0; i < toSeal; i++) {
      sealed.update(openUnitsMilli[i]);
      sealedSales += openSales[i];
    }
    resize(-toSeal, openSales.length - toSeal);
  }

  /**
   * Forecasts from an origin that is still open or the last sealed one.
   *
   * @param levels quantile levels, ascending, each between 0 and 1
   */
  public List<Forecast> forecast(
      String sku, String location, int origin, int horizons, double[] levels) {
    ForecasterBank bank = sealed.copy();
    long revision = sealedSales;
    for (int i = 0; i < openSales.length && firstOpen + i <= origin; i++) {
      bank.update(openUnitsMilli[i]);
      revision += openSales[i];
    }
    return bank.forecast(sku, location, origin, revision, horizons, levels);
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
    int[] sales = new int[length];
    int from = Math.max(0, -shift);
    int to = Math.max(0, shift);
    int kept = Math.min(openSales.length - from, length - to);
    System.arraycopy(openUnitsMilli, from, units, to, kept);
    System.arraycopy(openSales, from, sales, to, kept);
    openUnitsMilli = units;
    openSales = sales;
    firstOpen -= shift;
  }
}
