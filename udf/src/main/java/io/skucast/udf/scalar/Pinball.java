package io.skucast.udf.scalar;

import io.skucast.core.score.PinballLoss;
import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.functions.ScalarFunction;

/** The loss of one quantile. */
@FunctionDoc(
    name = "PINBALL",
    purpose =
        "The loss of a quantile: level times what came above it, or 1 - level times what came below it. Its mean is least where"
            + " the quantile has its level.",
    arguments = {
      @Argument(name = "actual", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "quantile", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "level", type = "DOUBLE", meaning = "of the quantile, above 0 and below 1")
    },
    nulls = "NULL where an argument is NULL",
    returns = "DOUBLE, units, not negative",
    example = "SELECT PINBALL(10, 6, 0.9) AS too_low, ROUND(PINBALL(6, 10, 0.9), 6) AS too_high",
    result = "3.6 | 0.4",
    source = "Koenker and Bassett 1978, \"Regression quantiles\"")
public class Pinball extends ScalarFunction {
  private static final String NAME = "PINBALL";

  /** See the annotation. */
  public Double eval(Double actual, Double quantile, Double level) {
    if (actual == null || quantile == null || level == null) {
      return null;
    }
    double error =
        Allowed.number(NAME, "actual", actual) - Allowed.number(NAME, "quantile", quantile);
    return PinballLoss.of(Allowed.level(NAME, "level", level), error);
  }
}
