package io.skucast.udf.table;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/** A row a horizon of one record of forecasts. */
@FunctionDoc(
    name = "EXPLODE_FORECAST",
    purpose = "A row a horizon of a forecast whose targets, means and quantiles are arrays.",
    arguments = {
      @Argument(
          name = "targets",
          type = "ARRAY<STRING>",
          meaning = "periods forecast, horizon 1 first"),
      @Argument(name = "mean", type = "ARRAY<DOUBLE>", meaning = "units expected, one a target"),
      @Argument(
          name = "levels",
          type = "ARRAY<DOUBLE>",
          meaning = "quantile levels, ascending, above 0 and below 1"),
      @Argument(
          name = "quantiles",
          type = "ARRAY<ARRAY<DOUBLE>>",
          meaning = "units, one array a level, each with one a target")
    },
    nulls =
        "no row where targets or mean are NULL; NULL quantiles where levels or quantiles are, and where a unit is",
    returns =
        "rows (horizon INT from 1, target STRING, mean, q10, q50, q90 DOUBLE in units, quantiles ARRAY<DOUBLE> one a level); q10, q50"
            + " and q90 are linear in the level between issued ones and NULL outside of them",
    example =
        "SELECT f.horizon, f.target, f.mean, f.q10, f.q50, f.q90 FROM (VALUES (ARRAY['2024-03-04', '2024-03-05'], ARRAY[4.5, 3.25],"
            + " ARRAY[0.1, 0.4, 0.6, 0.9], ARRAY[ARRAY[1, 0], ARRAY[3, 2], ARRAY[5, 3], ARRAY[9, 7]]))"
            + " AS r (targets, mean, levels, quantiles),"
            + " LATERAL TABLE(EXPLODE_FORECAST(r.targets, r.mean, r.levels, r.quantiles)) AS f",
    result = "1 | 2024-03-04 | 4.5 | 1.0 | 4.0 | 9.0\n2 | 2024-03-05 | 3.25 | 0.0 | 2.5 | 7.0")
@FunctionHint(
    output =
        @DataTypeHint(
            "ROW<horizon INT NOT NULL, target STRING, mean DOUBLE, q10 DOUBLE, q50 DOUBLE, q90 DOUBLE, quantiles ARRAY<DOUBLE>>"))
public class ExplodeForecast extends TableFunction<Row> {
  private static final String NAME = "EXPLODE_FORECAST";
  private static final double[] NAMED = {0.1, 0.5, 0.9};

  /** See the annotation. */
  public void eval(
      @DataTypeHint(value = "ARRAY<STRING>", bridgedTo = ArrayData.class) ArrayData targets,
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData mean,
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData levels,
      @DataTypeHint(value = "ARRAY<ARRAY<DOUBLE>>", bridgedTo = ArrayData.class)
          ArrayData quantiles) {
    if (targets == null || mean == null) {
      return;
    }
    requireSize("mean", mean, targets.size(), "a number for each of the targets");
    ArrayData[] byLevel = byLevel(levels, quantiles, targets.size());
    double[] issued = byLevel == null ? new double[0] : levels(levels);
    for (int h = 0; h < targets.size(); h++) {
      Double[] units = byLevel == null ? null : new Double[issued.length];
      for (int l = 0; l < issued.length; l++) {
        units[l] = number(byLevel[l], h);
      }
      collect(
          Row.of(
              h + 1,
              targets.isNullAt(h) ? null : targets.getString(h).toString(),
              number(mean, h),
              quantile(issued, units, NAMED[0]),
              quantile(issued, units, NAMED[1]),
              quantile(issued, units, NAMED[2]),
              units));
    }
  }

  private static ArrayData[] byLevel(ArrayData levels, ArrayData quantiles, int targets) {
    if (levels == null || quantiles == null) {
      return null;
    }
    requireSize("quantiles", quantiles, levels.size(), "an array for each of the levels");
    ArrayData[] byLevel = new ArrayData[levels.size()];
    for (int l = 0; l < byLevel.length; l++) {
      if (quantiles.isNullAt(l)) {
        return null;
      }
      byLevel[l] = quantiles.getArray(l);
      requireSize(
          "quantiles[" + (l + 1) + "]", byLevel[l], targets, "a number for each of the targets");
    }
    return byLevel;
  }

  private static double[] levels(ArrayData levels) {
    double[] issued = new double[levels.size()];
    double before = 0;
    for (int l = 0; l < issued.length; l++) {
      double level = levels.isNullAt(l) ? Double.NaN : levels.getDouble(l);
      if (!(level > before && level < 1)) {
        throw Allowed.refused(
            NAME, "levels[" + (l + 1) + "]", level, "above " + before + ", below 1");
      }
      issued[l] = level;
      before = level;
    }
    return issued;
  }

  private static void requireSize(String argument, ArrayData array, int size, String allowed) {
    if (array.size() != size) {
      throw Allowed.refused(
          NAME, argument, "of " + array.size() + " elements", allowed + ", " + size + " of them");
    }
  }

  private static Double number(ArrayData array, int at) {
    if (array.isNullAt(at)) {
      return null;
    }
    double number = array.getDouble(at);
    return Double.isFinite(number) ? number : null;
  }

  /** Linear between issued levels; null where there is none on a side, or its unit is not known. */
  private static Double quantile(double[] issued, Double[] units, double level) {
    for (int l = 0; l < issued.length; l++) {
      if (issued[l] == level) {
        return units[l];
      }
      if (issued[l] > level) {
        if (l == 0 || units[l - 1] == null || units[l] == null) {
          return null;
        }
        double part = (level - issued[l - 1]) / (issued[l] - issued[l - 1]);
        return units[l - 1] + part * (units[l] - units[l - 1]);
      }
    }
    return null;
  }
}
