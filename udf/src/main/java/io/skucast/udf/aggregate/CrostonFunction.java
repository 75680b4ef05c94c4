package io.skucast.udf.aggregate;

import io.skucast.core.smooth.Croston;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;

/** The forecast of rare demand. */
@FunctionDoc(
    name = "CROSTON",
    purpose =
        "Expected units a period of rare demand: the smoothed size of a demand over the smoothed"
            + " periods between demands, as the job's forecaster croston on the same observations.",
    arguments = {
      @Argument(
          name = "units",
          type = "DOUBLE",
          meaning =
              "demand of a period, -1e16 to 1e16, one row a period, also for those without demand;"
                  + " units of one time are added up, and a sum below 0 counts as 0"),
      @Argument(name = "time", type = TimeArgument.TYPE, meaning = "puts the rows in order"),
      @Argument(
          name = "alpha",
          type = "DOUBLE, optional",
          meaning = "gain of size and interval, 0 to 1; default 0.1, the job's")
    },
    nulls =
        "a row with NULL units or time does not count, alpha NULL is the default; NULL where no row"
            + " counts",
    returns = "DOUBLE, units a period, not negative; 0 before the first demand",
    example =
        "SELECT ROUND(CROSTON(v, t), 4) AS units FROM (VALUES (0, 1), (6, 2), (0, 3), (0, 4), (0,"
            + " 5), (6, 6)) AS d (v, t)",
    result = "2.7273",
    source = "Croston 1972, \"Forecasting and stock control for intermittent demands\"")
public class CrostonFunction extends OneGain {
  public CrostonFunction() {
    super("CROSTON", "units");
  }

  @Override
  Double fold(TimedRows rows) {
    Croston smoother = new Croston(rows.parameters[0], false);
    rows.forEach((time, units, none) -> smoother.update(Math.max(0, units)));
    return smoother.observations() == 0 ? null : smoother.mean(1);
  }
}
