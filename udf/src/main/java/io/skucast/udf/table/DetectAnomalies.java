package io.skucast.udf.table;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/** What is unusual in a series that is an array. */
@FunctionDoc(
    name = "DETECT_ANOMALIES",
    purpose =
        "Judges every value of a series by a forecast one step ahead from those before it, never by itself or later ones. An"
            + " anomaly is learned as the end of its band; the fifth in a row on one side is taken for a new level.",
    arguments = {
      @Argument(
          name = "values",
          type = "ARRAY<DOUBLE>",
          meaning =
              "consecutive periods in order of time: each 0 to 1e12, kept in thousandths; 100,000 at most"),
      @Argument(
          name = "season",
          type = "INT",
          meaning = "optional: periods in a season, 1 to 366; 7 where it is left out"),
      @Argument(
          name = "coverage",
          type = "DOUBLE",
          meaning =
              "optional: share of ordinary values that a band holds, 0.5 to 0.9999; 0.99 where it is left out")
    },
    nulls =
        "a NULL in the array is a period that is not known, and has no verdict; no row where values are NULL; the defaults where"
            + " season or coverage are",
    returns =
        "rows (place INT from 1, actual, expected, low, high DOUBLE in the values' unit, is_anomaly BOOLEAN, score DOUBLE); score is"
            + " the distance from expected over that of the band's end on its side, beyond 1 or -1 for an anomaly. All but place and"
            + " actual are NULL until two seasons, and 14 values at least, are known",
    example =
        "SELECT a.place, a.actual, a.is_anomaly, a.score > 2 AS is_far_off FROM (VALUES (ARRAY[5, 6, 4, 5, 7, 14, 12, 4, 6, 5, 6, 8,"
            + " 15, 11, 5, 5, 4, 6, 7, 13, 13, 5, 6, 60, 5, 8, 15, 12])) AS s (units),"
            + " LATERAL TABLE(DETECT_ANOMALIES(s.units, 7)) AS a WHERE a.place BETWEEN 23 AND 25",
    result = "23 | 6.0 | false | false\n24 | 60.0 | true | true\n25 | 5.0 | false | false")
@FunctionHint(
    output =
        @DataTypeHint(
            "ROW<place INT NOT NULL, actual DOUBLE, expected DOUBLE, low DOUBLE, high DOUBLE, is_anomaly BOOLEAN, score DOUBLE>"))
public class DetectAnomalies extends TableFunction<Row> {
  private static final String NAME = "DETECT_ANOMALIES";
  private static final double LEAST_COVERAGE = 0.5;
  private static final double LARGEST_COVERAGE = 0.9999;
  private static final double COVERAGE = 0.99;

  /** See the annotation; a week of days is the season. */
  public void eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData values) {
    eval(values, null);
  }

  /** See the annotation; bands hold 99 % of ordinary values. */
  public void eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData values,
      Integer season) {
    eval(values, season, null);
  }

  /** See the annotation. */
  public void eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData values,
      Integer season,
      Double coverage) {
    if (values == null) {
      return;
    }
    double held = coverage == null ? COVERAGE : coverage;
    if (!(held >= LEAST_COVERAGE && held <= LARGEST_COVERAGE)) {
      throw Allowed.refused(NAME, "coverage", held, LEAST_COVERAGE + " to " + LARGEST_COVERAGE);
    }
    AnomalyWatch watch = new AnomalyWatch(ArraySeries.season(NAME, season), held);
    double[] series = ArraySeries.values(NAME, values);
    for (int i = 0; i < series.length; i++) {
      collect(row(i + 1, series[i], watch.next(series[i])));
    }
  }

  private static Row row(int place, double value, AnomalyWatch.Verdict verdict) {
    Double actual = Double.isNaN(value) ? null : value;
    if (verdict == null) {
      return Row.of(place, actual, null, null, null, null, null);
    }
    return Row.of(
        place,
        actual,
        verdict.expected(),
        verdict.low(),
        verdict.high(),
        actual == null ? null : verdict.isAnomaly(),
        actual == null ? null : verdict.score());
  }
}
