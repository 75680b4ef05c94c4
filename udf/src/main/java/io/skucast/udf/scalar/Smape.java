package io.skucast.udf.scalar;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.functions.ScalarFunction;

/** The symmetric absolute percentage error of one row. */
@FunctionDoc(
    name = "SMAPE",
    purpose =
        "The symmetric absolute percentage error of one row, 2 |actual - forecast| / (|actual| + |forecast|). On demand that is"
            + " often zero it is 2 whatever the forecast is: prefer WAPE there.",
    arguments = {
      @Argument(name = "actual", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "forecast", type = "DOUBLE", meaning = "units, -1e16 to 1e16")
    },
    nulls = "NULL where an argument is NULL",
    returns = "DOUBLE, a share, 0 to 2; 0 where both are 0",
    example = "SELECT AVG(SMAPE(a, f)) AS smape FROM (VALUES (10, 6), (0, 3)) AS t (a, f)",
    result = "1.25",
    source = "Makridakis 1993, \"Accuracy measures: theoretical and practical concerns\"")
public class Smape extends ScalarFunction {
  private static final String NAME = "SMAPE";

  /** See the annotation. */
  public Double eval(Double actual, Double forecast) {
    if (actual == null || forecast == null) {
      return null;
    }
    double a = Allowed.number(NAME, "actual", actual);
    double f = Allowed.number(NAME, "forecast", forecast);
    double size = Math.abs(a) + Math.abs(f);
    // Twice the quotient, not the quotient of twice: the smallest numbers would lose their half.
    return size == 0 ? 0.0 : 2 * (Math.abs(a - f) / size);
  }
}
