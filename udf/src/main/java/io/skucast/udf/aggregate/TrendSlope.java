package io.skucast.udf.aggregate;

import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** The slope of the straight line through a group's rows. */
@FunctionDoc(
    name = "TREND_SLOPE",
    purpose =
        "The slope of the straight line that is nearest to the values by least squares: change of"
            + " value a day, or a step where time is a number.",
    arguments = {
      @Argument(
          name = "value",
          type = "DOUBLE",
          meaning = "any unit, -1e16 to 1e16; values of one time are added up"),
      @Argument(
          name = "time",
          type = TimeArgument.TYPE,
          meaning = "days are of 24 hours, and what has no zone is read as UTC")
    },
    nulls = "a row with a NULL does not count; NULL where fewer than two times count",
    returns = "DOUBLE, unit of value a day (or a step)",
    example =
        "SELECT ROUND(TREND_SLOPE(v, t), 4) AS a_day FROM (VALUES (1, DATE '2024-01-01'), (3, DATE"
            + " '2024-01-02'), (8, DATE '2024-01-05')) AS d (v, t)",
    result = "1.7308")
public class TrendSlope extends SeriesAggregate<Double> {
  public TrendSlope() {
    super("TREND_SLOPE", new String[] {"value"}, new String[] {"the step of time"}, 0);
  }

  @Override
  DataType result() {
    return DataTypes.DOUBLE();
  }

  /** Adds a row. */
  public void accumulate(TimedRows rows, Double value, Object time) {
    count(rows, 1, value, time, step(time));
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double value, Object time) {
    count(rows, -1, value, time, step(time));
  }

  private static double step(Object time) {
    return time instanceof Number ? 1 : TimeArgument.DAY;
  }

  @Override
  Double fold(TimedRows rows) {
    Line line = new Line(rows.times[0], rows.parameters[0]);
    rows.forEach((time, value, none) -> line.addToMeans(time, value));
    rows.forEach((time, value, none) -> line.addToSlope(time, value));
    return line.count < 2 ? null : line.products / line.squares;
  }

  /** Twice through the rows: the means first, so that nothing cancels. */
  private static final class Line {
    private final long first;
    private final double step;
    private long count;
    private double meanStep;
    private double meanValue;
    private double products;
    private double squares;

    private Line(long first, double step) {
      this.first = first;
      this.step = step;
    }

    private double steps(long time) {
      long since = time - first;
      // Times as far apart as this are numbers beyond any calendar; their difference overflows.
      return since >= 0 ? since / step : ((double) time - first) / step;
    }

    private void addToMeans(long time, double value) {
      count++;
      meanStep += (steps(time) - meanStep) / count;
      meanValue += (value - meanValue) / count;
    }

    private void addToSlope(long time, double value) {
      double from = steps(time) - meanStep;
      products += from * (value - meanValue);
      squares += from * from;
    }
  }
}
