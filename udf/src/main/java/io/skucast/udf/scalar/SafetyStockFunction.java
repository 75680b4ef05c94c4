package io.skucast.udf.scalar;

import io.skucast.core.stock.SafetyStock;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.functions.ScalarFunction;

/** Stock against demand that is above what is expected while an order is on its way. */
@FunctionDoc(
    name = "SAFETY_STOCK",
    purpose =
        "Stock against demand above what is expected while an order is on its way, where demand and lead time are about normal:"
            + " z √(L σ² + d² σ_L²). For rare or skewed demand ask FORECAST_QUANTILE.",
    arguments = {
      @Argument(
          name = "deviation",
          type = "DOUBLE",
          meaning =
              "σ, units: standard deviation of a period's demand about its forecast, such as the rmse of accuracy, 0 to 1e16"),
      @Argument(
          name = "lead_time",
          type = "DOUBLE",
          meaning = "L, periods from order to arrival, 0 to 100000"),
      @Argument(
          name = "service_level",
          type = "DOUBLE",
          meaning = "probability of no shortage while an order is on its way, 0.5 to below 1"),
      @Argument(
          name = "demand",
          type = "DOUBLE, optional",
          meaning =
              "d, units expected a period, 0 to 1e16; counts only where the lead time varies"),
      @Argument(
          name = "lead_time_deviation",
          type = "DOUBLE, optional, with demand",
          meaning = "σ_L, periods, 0 to 100000; default 0")
    },
    nulls = "NULL where an argument is NULL",
    returns = "DOUBLE, units, not negative",
    example =
        "SELECT ROUND(SAFETY_STOCK(8, 4, 0.95), 2) AS fixed_time, "
            + "ROUND(SAFETY_STOCK(8, 4, 0.95, 20, 1), 2) AS varying_time",
    result = "26.32 | 42.13",
    source =
        "Silver, Pyke and Thomas 2017, \"Inventory and Production Management in Supply Chains\", chapter 6")
public class SafetyStockFunction extends ScalarFunction {
  private static final String NAME = "SAFETY_STOCK";

  /** See the annotation. */
  public Double eval(Double deviation, Double leadTime, Double serviceLevel) {
    return eval(deviation, leadTime, serviceLevel, 0.0, 0.0);
  }

  /** See the annotation. */
  public Double eval(
      Double deviation,
      Double leadTime,
      Double serviceLevel,
      Double demand,
      Double leadTimeDeviation) {
    if (deviation == null
        || leadTime == null
        || serviceLevel == null
        || demand == null
        || leadTimeDeviation == null) {
      return null;
    }
    StockArguments.check(NAME, demand, deviation, leadTime, leadTimeDeviation, serviceLevel);
    return SafetyStock.units(demand, deviation, leadTime, leadTimeDeviation, serviceLevel);
  }
}
