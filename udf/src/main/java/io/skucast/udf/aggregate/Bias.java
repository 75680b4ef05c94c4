package io.skucast.udf.aggregate;

import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;

/** The bias of a group's forecasts. */
@FunctionDoc(
    name = "BIAS",
    purpose =
        "The bias as a share of what was sold, with the sign of the topic accuracy: sum of actual - forecast over sum of"
            + " |actual|, above 0 where forecasts are too low.",
    arguments = {
      @Argument(name = "actual", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "forecast", type = "DOUBLE", meaning = "units, -1e16 to 1e16")
    },
    nulls = "a row with a NULL does not count; NULL where no row counts or nothing was sold",
    returns = "DOUBLE, a share; its sums are exact, in any order of rows",
    example = "SELECT BIAS(a, f) AS bias FROM (VALUES (10, 7), (30, 36), (20, 20)) AS t (a, f)",
    result = "-0.05")
public class Bias extends ErrorRatio {
  public Bias() {
    super("BIAS");
  }

  @Override
  double counted(double error) {
    return error;
  }
}
