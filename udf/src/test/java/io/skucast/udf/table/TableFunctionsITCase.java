package io.skucast.udf.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.udf.SqlSession;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table functions through the planner. */
class TableFunctionsITCase {
  private static SqlSession batch;

  @BeforeAll
  static void start() {
    batch = SqlSession.batch(TableFunctions.ALL);
  }

  /** From rows to an array to rows, with literals as an analyst types them. */
  @Test
  void rowsInAnyOrderAreForecastAndJudged() throws Exception {
    batch.execute(
        "CREATE TEMPORARY VIEW sold AS SELECT sku, SERIES(sold_on, units, 0) AS units FROM (VALUES ('A', DATE '2024-03-03', 5),"
            + " ('B', DATE '2024-03-02', 2), ('A', DATE '2024-03-01', 5), ('B', DATE '2024-03-01', 2)) AS s (sku, sold_on, units)"
            + " GROUP BY sku");
    assertThat(
            batch.print(
                "SELECT sku, horizon, mean >= 0 AND q05 <= q50 AND q50 <= q95 FROM sold,"
                    + " LATERAL TABLE(FORECAST_SERIES(units, 2)) ORDER BY sku, horizon"))
        .isEqualTo("A | 1 | true\nA | 2 | true\nB | 1 | true\nB | 2 | true");
    assertThat(
            batch.print(
                "SELECT sku, place, actual, is_anomaly FROM sold, LATERAL TABLE(DETECT_ANOMALIES(units, 7, 0.95))"
                    + " WHERE sku = 'A' ORDER BY place"))
        .isEqualTo("A | 1 | 5.0 | null\nA | 2 | 0.0 | null\nA | 3 | 5.0 | null");
  }

  @Test
  void columnsOfTheTopicOfForecastsFit() throws Exception {
    batch.execute(
        "CREATE TEMPORARY VIEW forecasts AS SELECT CAST(ARRAY['2024-03-04'] AS ARRAY<STRING>) AS targets, CAST(ARRAY[4.5] AS"
            + " ARRAY<DOUBLE>) AS mean, CAST(ARRAY[0.05, 0.5] AS ARRAY<DOUBLE>) AS levels, CAST(ARRAY[ARRAY[1], ARRAY[4]] AS"
            + " ARRAY<ARRAY<DOUBLE>>) AS quantiles");
    assertThat(
            batch.print(
                "SELECT horizon, target, f.mean, q50, q90, f.quantiles FROM forecasts, LATERAL TABLE(EXPLODE_FORECAST(targets,"
                    + " forecasts.mean, levels, forecasts.quantiles)) AS f (horizon, target, mean, q10, q50, q90, quantiles)"))
        .isEqualTo("1 | 2024-03-04 | 4.5 | 4.0 | null | [1.0, 4.0]");
  }

  /** A row that a later one replaces is taken back, in two phases too. */
  @Test
  void aStreamOfChangesLeavesTheSeriesOfWhatHolds() throws Exception {
    SqlSession streaming = SqlSession.streaming(TableFunctions.ALL);
    streaming.execute("SET 'table.exec.mini-batch.enabled' = 'true'");
    streaming.execute("SET 'table.exec.mini-batch.allow-latency' = '10 ms'");
    streaming.execute("SET 'table.exec.mini-batch.size' = '2'");
    streaming.execute("SET 'table.optimizer.agg-phase-strategy' = 'TWO_PHASE'");
    String printed =
        streaming.print(
            "SELECT CARDINALITY(SERIES(sold_on, units)), SERIES(sold_on, units) FROM (SELECT sold_on, MAX(units) AS units FROM (VALUES"
                + " (DATE '2024-03-01', 1), (DATE '2024-03-02', 2), (DATE '2024-03-01', 7), (DATE '2024-03-04', 3),"
                + " (DATE '2024-03-02', 4)) AS s (sold_on, units) GROUP BY sold_on)");
    assertThat(printed.lines().reduce((before, last) -> last).orElseThrow())
        .isEqualTo("4 | [7.0, 4.0, null, 3.0]");
  }

  @Test
  void aWrongArgumentIsNamedByTheError() {
    assertRefused(
        "SELECT * FROM TABLE(FORECAST_SERIES(ARRAY[1, 2], 0))",
        "FORECAST_SERIES: horizon is 0: allowed is 1 to 366");
    assertRefused(
        "SELECT * FROM TABLE(DETECT_ANOMALIES(ARRAY[1, -2]))",
        "DETECT_ANOMALIES: values[2] is -2.0: allowed is 0 to 1e12");
    assertRefused("SELECT * FROM TABLE(FORECAST_SERIES('a', 1))", "FORECAST_SERIES");
  }

  private static void assertRefused(String query, String message) {
    assertThatThrownBy(() -> batch.print(query))
        .satisfies(
            thrown ->
                assertThat(
                        Stream.iterate(thrown, e -> e != null, Throwable::getCause)
                            .map(e -> String.valueOf(e.getMessage())))
                    .anyMatch(text -> text.contains(message)));
  }
}
