package io.skucast.udf.aggregate;

import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;

/** A mean in which recent values count more. */
@FunctionDoc(
    name = "EWMA",
    purpose =
        "The exponentially weighted mean after the last row: it moves towards each value by alpha,"
            + " or by 1/t of the t-th where that is more. Of demand it is the job's forecaster"
            + " ses.",
    arguments = {
      @Argument(
          name = "value",
          type = "DOUBLE",
          meaning = "any unit, -1e16 to 1e16; values of one time are added up"),
      @Argument(name = "time", type = TimeArgument.TYPE, meaning = "puts the rows in order"),
      @Argument(
          name = "alpha",
          type = "DOUBLE, optional",
          meaning = "0 to 1, one for the group; default 0.1, the job's")
    },
    nulls =
        "a row with a NULL value or time does not count, alpha NULL is the default; NULL where no"
            + " row counts",
    returns = "DOUBLE, in the unit of value",
    example =
        "SELECT EWMA(v, t, 0.5) AS ewma FROM (VALUES (3, DATE '2024-01-03'), (1, DATE"
            + " '2024-01-01'), (6, DATE '2024-01-02')) AS d (v, t)",
    result = "3.25",
    source = "Brown 1959, \"Statistical forecasting for inventory control\"")
public class Ewma extends OneGain {
  public Ewma() {
    super("EWMA", "value");
  }

  @Override
  Double fold(TimedRows rows) {
    Level level = new Level(rows.parameters[0]);
    rows.forEach((time, value, none) -> level.add(value));
    return level.count == 0 ? null : level.value;
  }

  /** As simple exponential smoothing in the job, which is of demand and refuses less than zero. */
  private static final class Level {
    private final double alpha;
    private long count;
    private double value;

    private Level(double alpha) {
      this.alpha = alpha;
    }

    private void add(double next) {
      count++;
      value += Math.max(alpha, 1.0 / count) * (next - value);
    }
  }
}
