package io.skucast.udf.table;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.sale.Series;
import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import java.util.List;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/** Forecasts any series that is an array. */
@FunctionDoc(
    name = "FORECAST_SERIES",
    purpose =
        "Forecasts a series with quantiles, as the job forecasts the units of one: its smoothers, combined by what each has been"
            + " worth, with bands learned from their errors. One horizon is one row.",
    arguments = {
      @Argument(
          name = "values",
          type = "ARRAY<DOUBLE>",
          meaning =
              "consecutive periods in order of time, the last is the origin: each 0 to 1e12, kept in thousandths; 100,000 at most"),
      @Argument(name = "horizon", type = "INT", meaning = "periods ahead, 1 to 366"),
      @Argument(
          name = "season",
          type = "INT",
          meaning = "optional: periods in a season, 1 to 366; 7 where it is left out"),
      @Argument(
          name = "forecaster",
          type = "STRING",
          meaning =
              "optional: smoothers (their combination, the default), or one of them, such as holt-winters, theta or croston")
    },
    nulls =
        "a NULL in the array is a period that is not known, which teaches nothing; no row where values or horizon are NULL, or no"
            + " value is known; the defaults where season or forecaster are",
    returns =
        "rows (horizon INT from 1, mean, q05, q10, q25, q50, q75, q90, q95 DOUBLE), not negative, in the values' unit; all 0 for a"
            + " series that has ended, after half a year of zeros and more",
    example =
        "SELECT f.horizon, ROUND(f.mean, 2) AS mean, ROUND(f.q05, 2) AS q05, ROUND(f.q95, 2) AS q95 FROM (VALUES (ARRAY[5, 6, 4,"
            + " 5, 7, 14, 12, 4, 6, 5, 6, 8, 15, 11, 5, 5, 4, 6, 7, 13, 13, 5, 6, 5, 5, 8, 15, 12])) AS s (units),"
            + " LATERAL TABLE(FORECAST_SERIES(s.units, 3, 7)) AS f",
    result = "1 | 5.5 | 1.32 | 9.26\n2 | 6.35 | 1.9 | 10.37\n3 | 5.3 | 1.19 | 8.99")
@FunctionHint(
    output =
        @DataTypeHint(
            "ROW<horizon INT NOT NULL, mean DOUBLE NOT NULL, q05 DOUBLE NOT NULL, q10 DOUBLE NOT NULL, q25 DOUBLE NOT NULL,"
                + " q50 DOUBLE NOT NULL, q75 DOUBLE NOT NULL, q90 DOUBLE NOT NULL, q95 DOUBLE NOT NULL>"))
public class ForecastSeries extends TableFunction<Row> {
  private static final String NAME = "FORECAST_SERIES";
  private static final int LARGEST_HORIZON = 366;
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  private static final Series UNNAMED = new Series("series", "sql");
  private static final List<String> FORECASTERS =
      ForecasterBank.FORECASTERS.stream().filter(ForecasterBank::isOfSmoothers).toList();

  /** See the annotation; a week of days is the season. */
  public void eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData values,
      Integer horizon) {
    eval(values, horizon, null);
  }

  /** See the annotation; the combination forecasts. */
  public void eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData values,
      Integer horizon,
      Integer season) {
    eval(values, horizon, season, null);
  }

  /** See the annotation. */
  public void eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData values,
      Integer horizon,
      Integer season,
      String forecaster) {
    if (values == null || horizon == null) {
      return;
    }
    Allowed.whole(NAME, "horizon", horizon, 1, LARGEST_HORIZON);
    String name = forecaster == null ? ForecasterBank.SMOOTHERS : forecaster;
    if (!FORECASTERS.contains(name)) {
      throw Allowed.refused(NAME, "forecaster", "'" + name + "'", String.join(", ", FORECASTERS));
    }
    ForecasterBank bank = ArraySeries.bank(ArraySeries.season(NAME, season));
    for (double value : ArraySeries.values(NAME, values)) {
      ArraySeries.learn(bank, value);
    }
    if (bank.observations() > 0) {
      emit(bank.forecast(UNNAMED, 0, 0, name, horizon, LEVELS));
    }
  }

  private void emit(Forecast forecast) {
    for (int h = 0; h < forecast.mean().length; h++) {
      Row row = new Row(2 + LEVELS.length);
      row.setField(0, h + 1);
      row.setField(1, forecast.mean()[h]);
      for (int l = 0; l < LEVELS.length; l++) {
        row.setField(2 + l, forecast.quantiles()[l][h]);
      }
      collect(row);
    }
  }
}
