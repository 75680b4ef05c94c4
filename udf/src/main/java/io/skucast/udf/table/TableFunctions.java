package io.skucast.udf.table;

import java.util.List;
import org.apache.flink.table.functions.UserDefinedFunction;

/** The functions of this package, in the order of the page of functions. */
public final class TableFunctions {
  /** All of them. */
  public static final List<Class<? extends UserDefinedFunction>> ALL =
      List.of(
          ExplodeForecast.class, SeriesOfRows.class, ForecastSeries.class, DetectAnomalies.class);

  private TableFunctions() {}
}
