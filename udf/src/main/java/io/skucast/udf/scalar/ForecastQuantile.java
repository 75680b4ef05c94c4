package io.skucast.udf.scalar;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.ScalarFunction;

/** A quantile of a forecast at any level. */
@FunctionDoc(
    name = "FORECAST_QUANTILE",
    purpose =
        "The units that demand stays below with a probability, from the quantiles of one target. Between issued levels it is"
            + " linear in the level; below the lowest, linear down to 0 units at level 0; above the highest, where nothing was"
            + " issued, an exponential tail through the two highest.",
    arguments = {
      @Argument(
          name = "levels",
          type = "ARRAY<DOUBLE>",
          meaning = "levels that were issued: two or more, above 0 and below 1, ascending"),
      @Argument(
          name = "quantiles",
          type = "ARRAY<DOUBLE>",
          meaning = "units, one a level: 0 to 1e16, never going down"),
      @Argument(name = "level", type = "DOUBLE", meaning = "level asked for, above 0 and below 1")
    },
    nulls = "NULL where an argument is NULL; a NULL inside an array is an error",
    returns = "DOUBLE, units, not negative",
    example =
        "SELECT FORECAST_QUANTILE(ARRAY[0.1, 0.5, 0.9], ARRAY[2, 5, 11], 0.8) AS at_80, "
            + "FORECAST_QUANTILE(ARRAY[0.1, 0.5, 0.9], ARRAY[2, 5, 11], 0.05) AS at_5, "
            + "ROUND(FORECAST_QUANTILE(ARRAY[0.1, 0.5, 0.9], ARRAY[2, 5, 11], 0.98), 3) AS at_98",
    result = "9.5 | 1.0 | 17.0")
public class ForecastQuantile extends ScalarFunction {
  private static final String NAME = "FORECAST_QUANTILE";

  /** See the annotation. */
  public Double eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData levels,
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData quantiles,
      Double level) {
    if (levels == null || quantiles == null || level == null) {
      return null;
    }
    Allowed.level(NAME, "level", level);
    return Allowed.quantiles(NAME, levels, quantiles).quantile(level);
  }
}
