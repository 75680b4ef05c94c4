package io.skucast.udf.scalar;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.ScalarFunction;

/** The probability of more demand than so many units. */
@FunctionDoc(
    name = "PROB_ABOVE",
    purpose =
        "The probability that demand of one target is above so many units: the inverse of FORECAST_QUANTILE, and outside of the"
            + " issued levels as unsure as that.",
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
          name = "units",
          type = "DOUBLE",
          meaning = "units, for example the stock on hand: -1e16 to 1e16")
    },
    nulls = "NULL where an argument is NULL; a NULL inside an array is an error",
    returns = "DOUBLE, 0 to 1",
    example =
        "SELECT PROB_ABOVE(ARRAY[0.1, 0.5, 0.9], ARRAY[2, 5, 11], 3.5) AS above_3_5, "
            + "PROB_ABOVE(ARRAY[0.1, 0.5, 0.9], ARRAY[0, 0, 3], 0) AS above_zero",
    result = "0.7 | 0.5")
public class ProbAbove extends ScalarFunction {
  private static final String NAME = "PROB_ABOVE";

  /** See the annotation. */
  public Double eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData levels,
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData quantiles,
      Double units) {
    if (levels == null || quantiles == null || units == null) {
      return null;
    }
    Allowed.number(NAME, "units", units);
    return Allowed.quantiles(NAME, levels, quantiles).probabilityAbove(units);
  }
}
