package io.skucast.core.forecast;

import io.skucast.core.demand.Observation;
import java.util.List;
import java.util.TreeMap;

/**
 * What is known of one series: the forecasters after the sealed past, and the few observations that
 * may still be corrected. Asking for the forecasters at an origin replays the open ones on a copy,
 * so that a late sale gives exactly the answer that an in-order one would have given.
 */
public final class SeriesDemand {
  private final ForecasterBank sealed;
  private final TreeMap<Integer, Observation> open = new TreeMap<>();
  private long sealedSales;

  public SeriesDemand(int season) {
    this.sealed = new ForecasterBank(season);
  }

  /** Takes a new or corrected observation and seals what can no longer change. */
  public void observe(Observation observation) {
    open.put(observation.period(), observation);
    while (!open.isEmpty() && open.firstKey() < observation.openFrom()) {
      Observation oldest = open.pollFirstEntry().getValue();
      sealed.update(oldest);
      sealedSales += oldest.revision();
    }
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
    for (Observation observation : open.headMap(origin, true).values()) {
      bank.update(observation);
      revision += observation.revision();
    }
    return bank.forecast(sku, location, origin, revision, horizons, levels);
  }
}
