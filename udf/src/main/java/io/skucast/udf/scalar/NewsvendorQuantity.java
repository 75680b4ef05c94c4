package io.skucast.udf.scalar;

import io.skucast.core.stock.QuantileFunction;
import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.ScalarFunction;

/** What to order once, for one period, by what it costs to be wrong. */
@FunctionDoc(
    name = "NEWSVENDOR_QUANTITY",
    purpose =
        "The units to have for one period at the least expected cost: the quantile at the critical fractile"
            + " shortage_cost / (shortage_cost + excess_cost).",
    arguments = {
      @Argument(
          name = "levels",
          type = "ARRAY<DOUBLE>",
          meaning = "levels that were issued: two or more, above 0 and below 1, ascending"),
      @Argument(
          name = "quantiles",
          type = "ARRAY<DOUBLE>",
          meaning = "units, one a level: 0 to 1e16, never going down"),
      @Argument(
          name = "shortage_cost",
          type = "DOUBLE",
          meaning = "currency lost for each unit too few, such as the margin: 1e-6 to 1e9"),
      @Argument(
          name = "excess_cost",
          type = "DOUBLE",
          meaning = "currency lost for each unit too many, such as the write-off: 1e-6 to 1e9")
    },
    nulls = "NULL where an argument is NULL; a NULL inside an array is an error",
    returns = "DOUBLE, units, not negative; outside of the issued levels as FORECAST_QUANTILE",
    example = "SELECT NEWSVENDOR_QUANTITY(ARRAY[0.1, 0.5, 0.9], ARRAY[2, 5, 11], 3, 1) AS quantity",
    result = "8.75",
    source =
        "Arrow, Harris and Marschak 1951, \"Optimal inventory policy\"; Silver, Pyke and Thomas 2017, \"Inventory and Production"
            + " Management in Supply Chains\"")
public class NewsvendorQuantity extends ScalarFunction {
  private static final String NAME = "NEWSVENDOR_QUANTITY";
  private static final double LEAST_COST = 1e-6;
  private static final double MOST_COST = 1e9;

  /** See the annotation. */
  public Double eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData levels,
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData quantiles,
      Double shortageCost,
      Double excessCost) {
    if (levels == null || quantiles == null || shortageCost == null || excessCost == null) {
      return null;
    }
    double shortage = Allowed.within(NAME, "shortage_cost", shortageCost, LEAST_COST, MOST_COST);
    double excess = Allowed.within(NAME, "excess_cost", excessCost, LEAST_COST, MOST_COST);
    QuantileFunction demand = Allowed.quantiles(NAME, levels, quantiles);
    return demand.quantile(shortage / (shortage + excess));
  }
}
