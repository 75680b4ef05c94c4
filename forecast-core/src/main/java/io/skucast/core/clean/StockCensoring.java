package io.skucast.core.clean;

import io.skucast.core.smooth.Domain;

/**
 * What sales say of demand when the shelf was empty for a part of the period: at least so much
 * (Wecker 1978: sales below demand bias forecasts low; Nahmias 1994: demand estimated from sales
 * that stock cut short).
 *
 * <p>The missing part is filled in proportion to its time: sales while in stock, plus the
 * expectation for the rest of the period. That is right on average where demand is even over the
 * period and the stock-out came by chance; a stock-out brought about by high demand hides more.
 */
public final class StockCensoring {
  /** What an observation is to a learner. */
  public enum Evidence {
    /** Sales are demand: in stock throughout, or the in-stock share is not known. */
    OBSERVED,
    /** Demand was at least the sales. */
    CENSORED,
    /** Nothing was in stock and nothing sold: no evidence; learners skip the period. */
    NONE
  }

  private StockCensoring() {}

  /**
   * @param units sold, finite and not negative; the caller has clamped net returns to zero
   * @param inStockShare of the period, 0 to 1, or NaN where it is not known
   */
  public static Evidence evidence(double units, double inStockShare) {
    Domain.within("units", units, 0, Domain.LARGEST_DEMAND);
    if (Double.isNaN(inStockShare) || Domain.fraction("inStockShare", inStockShare) == 1) {
      return Evidence.OBSERVED;
    }
    return inStockShare == 0 && units == 0 ? Evidence.NONE : Evidence.CENSORED;
  }

  /**
   * Demand to go on with: the units where they are observed or not below the expectation, or else
   * units + (1 - share) · expectation. Sales at a share of zero contradict it; then the demand is
   * the larger of units and expectation, as it is without sales.
   *
   * @param units sold, finite and not negative; the caller has clamped net returns to zero
   * @param inStockShare of the period, 0 to 1, or NaN where it is not known
   * @param expectation the mean forecast for the period in units, not negative
   * @return units, not below those sold
   */
  public static double demand(double units, double inStockShare, double expectation) {
    Domain.within("expectation", expectation, 0, Domain.LARGEST_DEMAND);
    if (evidence(units, inStockShare) == Evidence.OBSERVED || units >= expectation) {
      return units;
    }
    return inStockShare == 0 ? expectation : units + (1 - inStockShare) * expectation;
  }
}
