package io.skucast.core.stock;

/**
 * Stock against demand that is above what is expected while an order is on its way, both normally
 * distributed (Silver, Pyke and Thomas 2017, "Inventory and Production Management in Supply
 * Chains", chapter 6). Where demand is rare or skewed, read a quantile instead: {@link
 * QuantileFunction}.
 */
public final class SafetyStock {
  private SafetyStock() {}

  /**
   * z √(L σ² + d² σ_L²) in units, with z the standard normal quantile of the service level.
   *
   * @param demand d, units expected a period
   * @param deviation σ, units, standard deviation of a period's demand about what was expected
   * @param leadTime L, periods from order to arrival
   * @param leadTimeDeviation σ_L, periods, standard deviation of the lead time
   * @param serviceLevel probability of no shortage while an order is on its way, 0.5 to below 1
   */
  public static double units(
      double demand,
      double deviation,
      double leadTime,
      double leadTimeDeviation,
      double serviceLevel) {
    double ofDemand = leadTime * deviation * deviation;
    double ofLeadTime = demand * leadTimeDeviation;
    return StandardNormal.quantile(serviceLevel) * Math.sqrt(ofDemand + ofLeadTime * ofLeadTime);
  }

  /** d L and the safety stock: order when stock on hand and on order falls to so many units. */
  public static double reorderPoint(
      double demand,
      double deviation,
      double leadTime,
      double leadTimeDeviation,
      double serviceLevel) {
    return demand * leadTime + units(demand, deviation, leadTime, leadTimeDeviation, serviceLevel);
  }
}
