package io.skucast.udf.aggregate;

import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/** The mean absolute scaled error of a series. */
@FunctionDoc(
    name = "MASE",
    purpose =
        "The mean absolute error of a series' forecasts over the mean absolute change of its demand"
            + " from a period to the next (or to that of the next season) in the same rows: below 1"
            + " is better than repeating the last demand.",
    arguments = {
      @Argument(
          name = "actual",
          type = "DOUBLE",
          meaning = "units, -1e16 to 1e16, one row a period without gaps; of one time added up"),
      @Argument(
          name = "forecast",
          type = "DOUBLE",
          meaning = "units, -1e16 to 1e16; of one time added up"),
      @Argument(name = "time", type = TimeArgument.TYPE, meaning = "puts the rows in order"),
      @Argument(
          name = "season",
          type = "INT, optional",
          meaning =
              "periods from a demand to the one that it is compared with, 1 to 10000; default 1")
    },
    nulls =
        "a row with a NULL does not count, season NULL is the default; NULL where demand never"
            + " changed or has no season to compare",
    returns = "DOUBLE, a ratio, not negative",
    example =
        "SELECT MASE(a, f, t) AS mase FROM (VALUES (4, 5, 1), (8, 7, 2), (6, 6, 3), (8, 6, 4)) AS d"
            + " (a, f, t)",
    result = "0.375",
    source =
        "Hyndman and Koehler 2006, \"Another look at measures of forecast accuracy\", section 3")
public class Mase extends SeriesAggregate<Double> {
  private static final double LONGEST_SEASON = 10_000;

  public Mase() {
    super("MASE", new String[] {"actual", "forecast"}, new String[] {"season"}, 0, 1);
  }

  @Override
  DataType result() {
    return DataTypes.DOUBLE();
  }

  /** Adds a row. */
  public void accumulate(TimedRows rows, Double actual, Double forecast, Object time) {
    count(rows, 1, actual, forecast, time, 1);
  }

  /** Adds a row. */
  public void accumulate(
      TimedRows rows, Double actual, Double forecast, Object time, Double season) {
    count(rows, 1, actual, forecast, time, season(season));
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double actual, Double forecast, Object time) {
    count(rows, -1, actual, forecast, time, 1);
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double actual, Double forecast, Object time, Double season) {
    count(rows, -1, actual, forecast, time, season(season));
  }

  private double season(Double season) {
    return whole("season", orElse(season, 1), LONGEST_SEASON);
  }

  @Override
  Double fold(TimedRows rows) {
    Scaled scaled = new Scaled((int) rows.parameters[0]);
    rows.forEach((time, actual, forecast) -> scaled.add(actual, forecast));
    return scaled.ratio();
  }

  private static final class Scaled {
    private final double[] lastSeason;
    private long count;
    private double errors;
    private double changes;

    private Scaled(int season) {
      lastSeason = new double[season];
    }

    private void add(double actual, double forecast) {
      errors += Math.abs(actual - forecast);
      int place = (int) (count % lastSeason.length);
      if (count >= lastSeason.length) {
        changes += Math.abs(actual - lastSeason[place]);
      }
      lastSeason[place] = actual;
      count++;
    }

    private Double ratio() {
      if (!(changes > 0)) {
        return null;
      }
      double ratio = errors / count / (changes / (count - lastSeason.length));
      return Double.isFinite(ratio) ? ratio : null;
    }
  }
}
