package io.skucast.udf.aggregate;

import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;

/** The weighted absolute percentage error of a group. */
@FunctionDoc(
    name = "WAPE",
    purpose =
        "The weighted absolute percentage error: sum of |actual - forecast| over sum of |actual|.",
    arguments = {
      @Argument(name = "actual", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "forecast", type = "DOUBLE", meaning = "units, -1e16 to 1e16")
    },
    nulls = "a row with a NULL does not count; NULL where no row counts or nothing was sold",
    returns = "DOUBLE, a share, not negative; its sums are exact, in any order of rows",
    example = "SELECT WAPE(a, f) AS wape FROM (VALUES (10, 7), (30, 33), (20, 20)) AS t (a, f)",
    result = "0.1",
    source = "Kolassa and Schütz 2007, \"Advantages of the MAD/mean ratio over the MAPE\"")
public class Wape extends ErrorRatio {
  public Wape() {
    super("WAPE");
  }

  @Override
  double counted(double error) {
    return Math.abs(error);
  }
}
