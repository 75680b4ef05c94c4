package io.skucast.udf.scalar;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.functions.ScalarFunction;

/** What one row adds to a weighted absolute percentage error. */
@FunctionDoc(
    name = "WAPE_TERM",
    purpose =
        "What one row adds to the WAPE of a group: |actual - forecast| / total. The terms of all rows of the total add up to WAPE,"
            + " so that the rows that spoil it can be named.",
    arguments = {
      @Argument(name = "actual", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "forecast", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(
          name = "total",
          type = "DOUBLE",
          meaning =
              "units of all rows together, such as SUM(actual) OVER (PARTITION BY ...): 1e-9 to 1e22, or 0")
    },
    nulls = "NULL where an argument is NULL or total is 0",
    returns = "DOUBLE, a share, not negative",
    example = "SELECT WAPE_TERM(10, 7, 60) AS term",
    result = "0.05",
    source = "Kolassa and Schütz 2007, \"Advantages of the MAD/mean ratio over the MAPE\"")
public class WapeTerm extends ScalarFunction {
  private static final String NAME = "WAPE_TERM";

  /** See the annotation. */
  public Double eval(Double actual, Double forecast, Double total) {
    if (actual == null || forecast == null || total == null) {
      return null;
    }
    double error =
        Allowed.number(NAME, "actual", actual) - Allowed.number(NAME, "forecast", forecast);
    if (total == 0) {
      return null;
    }
    if (!(total >= 1e-9 && total <= 1e22)) {
      throw Allowed.refused(NAME, "total", total, "1e-9 to 1e22, or 0");
    }
    return Math.abs(error) / total;
  }
}
