package io.skucast.udf.scalar;

import io.skucast.core.stock.SafetyStock;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.functions.ScalarFunction;

/** The stock at which to order. */
@FunctionDoc(
    name = "REORDER_POINT",
    purpose =
        "Order when stock on hand and on order falls to so many units: demand expected while an order is on its way, d L, and"
            + " SAFETY_STOCK.",
    arguments = {
      @Argument(
          name = "demand",
          type = "DOUBLE",
          meaning = "d, units expected a period, 0 to 1e16"),
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
          name = "lead_time_deviation",
          type = "DOUBLE, optional",
          meaning = "σ_L, periods, 0 to 100000; default 0")
    },
    nulls = "NULL where an argument is NULL",
    returns = "DOUBLE, units, not negative",
    example = "SELECT ROUND(REORDER_POINT(20, 8, 4, 0.95), 2) AS reorder_point",
    result = "106.32",
    source =
        "Silver, Pyke and Thomas 2017, \"Inventory and Production Management in Supply Chains\", chapter 6")
public class ReorderPoint extends ScalarFunction {
  private static final String NAME = "REORDER_POINT";

  /** See the annotation. */
  public Double eval(Double demand, Double deviation, Double leadTime, Double serviceLevel) {
    return eval(demand, deviation, leadTime, serviceLevel, 0.0);
  }

  /** See the annotation. */
  public Double eval(
      Double demand,
      Double deviation,
      Double leadTime,
      Double serviceLevel,
      Double leadTimeDeviation) {
    if (demand == null
        || deviation == null
        || leadTime == null
        || serviceLevel == null
        || leadTimeDeviation == null) {
      return null;
    }
    StockArguments.check(NAME, demand, deviation, leadTime, leadTimeDeviation, serviceLevel);
    return SafetyStock.reorderPoint(demand, deviation, leadTime, leadTimeDeviation, serviceLevel);
  }
}
