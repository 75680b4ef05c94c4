package io.skucast.udf.aggregate;

import io.skucast.core.forecast.BankOptions;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;

/** Level, slope and season after the last row, and the forecast of the next. */
@FunctionDoc(
    name = "HOLT_WINTERS",
    purpose =
        "Level, damped slope and additive season after the last row, and the mean of the next"
            + " period: the job's forecaster holt-winters on the same observations, which the job"
            + " clips where they are spikes.",
    arguments = {
      @Argument(
          name = "units",
          type = "DOUBLE",
          meaning =
              "demand of a period, -1e16 to 1e16, one row a period without gaps; units of one time"
                  + " are added up, and a sum below 0 counts as 0"),
      @Argument(name = "time", type = TimeArgument.TYPE, meaning = "puts the rows in order"),
      @Argument(
          name = "season",
          type = "INT, optional",
          meaning = "periods in a season, 1 to 10000; 1 is none; default 7, a week of days"),
      @Argument(
          name = "alpha",
          type = "DOUBLE, optional",
          meaning = "gain of the level, 0 to 1; default 0.1, the job's"),
      @Argument(
          name = "beta",
          type = "DOUBLE, optional, with alpha",
          meaning = "gain of the slope, 0 to 1; default 0.01"),
      @Argument(
          name = "gamma",
          type = "DOUBLE, optional, with alpha",
          meaning = "gain of the season, 0 to 1; default 0.1"),
      @Argument(
          name = "phi",
          type = "DOUBLE, optional, with alpha",
          meaning = "what remains of the slope each period, 0 to 1; default 0.9")
    },
    nulls =
        "a row with NULL units or time does not count, a NULL parameter is the default; NULL where"
            + " no row counts",
    returns =
        "ROW<`level` DOUBLE, slope DOUBLE, season DOUBLE, mean DOUBLE>: units, units a period,"
            + " units above the level that the last period's place usually has, units of the next"
            + " period, not negative",
    example =
        "SELECT ROUND(h.mean, 2) AS next_day, ROUND(h.`level`, 2) AS level_now FROM (SELECT"
            + " HOLT_WINTERS(v, t, 2) AS h FROM (VALUES (4, 1), (8, 2), (4, 3), (8, 4), (5, 5)) AS"
            + " d (v, t))",
    result = "8.2 | 6.2",
    source =
        "Holt 1957; Winters 1960; damped as in Gardner and McKenzie 1985: ETS(A,Ad,A) of Hyndman et"
            + " al. 2008")
public class HoltWintersFunction extends SeriesAggregate<Row> {
  private static final BankOptions JOB = BankOptions.DEFAULT;
  private static final double SEASON = 7;
  private static final double LONGEST_SEASON = 10_000;

  public HoltWintersFunction() {
    super(
        "HOLT_WINTERS",
        new String[] {"units"},
        new String[] {"season", "alpha", "beta", "gamma", "phi"},
        0,
        1,
        5);
  }

  @Override
  DataType result() {
    return DataTypes.ROW(
        DataTypes.FIELD("level", DataTypes.DOUBLE()),
        DataTypes.FIELD("slope", DataTypes.DOUBLE()),
        DataTypes.FIELD("season", DataTypes.DOUBLE()),
        DataTypes.FIELD("mean", DataTypes.DOUBLE()));
  }

  /** Adds a row. */
  public void accumulate(TimedRows rows, Double units, Object time) {
    count(rows, 1, units, time, told(null, null, null, null, null));
  }

  /** Adds a row. */
  public void accumulate(TimedRows rows, Double units, Object time, Double season) {
    count(rows, 1, units, time, told(season, null, null, null, null));
  }

  /** Adds a row. */
  public void accumulate(
      TimedRows rows,
      Double units,
      Object time,
      Double season,
      Double alpha,
      Double beta,
      Double gamma,
      Double phi) {
    count(rows, 1, units, time, told(season, alpha, beta, gamma, phi));
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double units, Object time) {
    count(rows, -1, units, time, told(null, null, null, null, null));
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double units, Object time, Double season) {
    count(rows, -1, units, time, told(season, null, null, null, null));
  }

  /** Takes a row away. */
  public void retract(
      TimedRows rows,
      Double units,
      Object time,
      Double season,
      Double alpha,
      Double beta,
      Double gamma,
      Double phi) {
    count(rows, -1, units, time, told(season, alpha, beta, gamma, phi));
  }

  private double[] told(Double season, Double alpha, Double beta, Double gamma, Double phi) {
    return new double[] {
      whole("season", orElse(season, SEASON), LONGEST_SEASON),
      within("alpha", orElse(alpha, JOB.alpha()), 0, 1),
      within("beta", orElse(beta, JOB.beta()), 0, 1),
      within("gamma", orElse(gamma, JOB.gamma()), 0, 1),
      within("phi", orElse(phi, JOB.phi()), 0, 1)
    };
  }

  @Override
  Row fold(TimedRows rows) {
    double[] told = rows.parameters;
    HoltWinters smoother = new HoltWinters((int) told[0], told[1], told[2], told[3], told[4]);
    rows.forEach((time, units, none) -> smoother.update(Math.max(0, units)));
    if (smoother.observations() == 0) {
      return null;
    }
    return Row.of(
        smoother.level, smoother.slope, smoother.season(smoother.season.length), smoother.mean(1));
  }
}
