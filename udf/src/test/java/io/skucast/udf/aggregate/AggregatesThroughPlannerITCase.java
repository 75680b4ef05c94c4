package io.skucast.udf.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.Functions;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All aggregate functions where SQL joins parts or takes rows back: what comes out is, to the last
 * bit, what a plain group of the rows that count gives without a planner.
 */
class AggregatesThroughPlannerITCase {
  private static final String ALL =
      "EWMA(a, n), HOLT_WINTERS(a, n, 2), CROSTON(a, n), TREND_SLOPE(a, n), WAPE(a, f), BIAS(a, f),"
          + " MASE(a, f, n), COVERAGE(a, f - 1, f + 1)";

  private StreamExecutionEnvironment job;
  private StreamTableEnvironment tables;

  @BeforeEach
  void openSession() {
    Configuration options = new Configuration();
    options.setString("parallelism.default", "1");
    job = StreamExecutionEnvironment.getExecutionEnvironment(options);
    tables = StreamTableEnvironment.create(job);
    Functions.thin().forEach(f -> tables.createTemporarySystemFunction(Functions.doc(f).name(), f));
  }

  /** What the functions give of these rows: number of the period, actual and forecast. */
  private static Row plain(int[]... rows) {
    Object[] results = {
      AggregateRows.of(new Ewma(), rows, row -> new Object[] {row[1], row[0]}),
      AggregateRows.of(new HoltWintersFunction(), rows, row -> new Object[] {row[1], row[0], 2}),
      AggregateRows.of(new CrostonFunction(), rows, row -> new Object[] {row[1], row[0]}),
      AggregateRows.of(new TrendSlope(), rows, row -> new Object[] {row[1], row[0]}),
      AggregateRows.of(new Wape(), rows, row -> new Object[] {row[1], row[2]}),
      AggregateRows.of(new Bias(), rows, row -> new Object[] {row[1], row[2]}),
      AggregateRows.of(new Mase(), rows, row -> new Object[] {row[1], row[2], row[0]}),
      AggregateRows.of(new Coverage(), rows, row -> new Object[] {row[1], row[2] - 1, row[2] + 1})
    };
    return Row.of(results);
  }

  /** Periods 1 to 5 of which three are corrected later. */
  private static final String CORRECTED =
      "(SELECT n, MAX(a) AS a, MAX(f) AS f FROM (VALUES (1, 4, 5), (3, 2, 3), (2, 1, 2), (2, 9, 7),"
          + " (4, 3, 4), (1, 6, 5), (5, 8, 8), (4, 5, 3)) AS t (n, a, f) GROUP BY n)";

  private static final int[][] LAST = {{1, 6, 5}, {2, 9, 7}, {3, 2, 3}, {4, 5, 4}, {5, 8, 8}};

  @Test
  void rowsThatAreCorrectedAreTakenBack() throws Exception {
    assertThat(last("SELECT " + ALL + " FROM " + CORRECTED)).isEqualTo(plain(LAST));
  }

  @Test
  void partsOfTwoPhasesAreJoined() throws Exception {
    tables.getConfig().set("table.exec.mini-batch.enabled", "true");
    tables.getConfig().set("table.exec.mini-batch.allow-latency", "10 ms");
    tables.getConfig().set("table.exec.mini-batch.size", "3");
    tables.getConfig().set("table.optimizer.agg-phase-strategy", "TWO_PHASE");
    String query = "SELECT " + ALL + " FROM " + CORRECTED;
    assertThat(tables.explainSql(query)).contains("LocalGroupAggregate", "GlobalGroupAggregate");
    assertThat(last(query)).isEqualTo(plain(LAST));
  }

  @Test
  void sessionsThatALateRowConnectsAreJoined() throws Exception {
    // Minute 8 is within ten minutes of both 0 and 15, which were sessions of their own.
    events(Row.of(0, 1, 6, 5), Row.of(15, 3, 2, 3), Row.of(8, 2, 9, 7), Row.of(17, 4, 5, 4));
    assertThat(last("SELECT " + ALL + " FROM sales GROUP BY SESSION(ts, INTERVAL '10' MINUTE)"))
        .isEqualTo(plain(LAST[0], LAST[1], LAST[2], LAST[3]));
  }

  @Test
  void rowsThatLeaveAFrameAreTakenBack() throws Exception {
    events(Row.of(1, 1, 6, 5), Row.of(2, 2, 9, 7), Row.of(3, 3, 2, 3), Row.of(4, 4, 5, 4));
    String over = " OVER (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)";
    String query = "SELECT " + ALL.replaceAll("\\), ", ")" + over + ", ") + over + " FROM sales";
    List<Row> rows = rows(query);
    assertThat(rows).hasSize(4);
    assertThat(rows.get(2)).isEqualTo(plain(LAST[0], LAST[1], LAST[2]));
    assertThat(rows.get(3)).isEqualTo(plain(LAST[1], LAST[2], LAST[3]));
  }

  /** A table of minute, number of the period, actual and forecast, with an hour of disorder. */
  private void events(Row... rows) {
    TypeInformation<Row> type =
        Types.ROW_NAMED(
            new String[] {"m", "n", "a", "f"}, Types.INT, Types.INT, Types.INT, Types.INT);
    tables.createTemporaryView(
        "sales",
        tables.fromDataStream(
            job.fromData(List.of(rows), type),
            Schema.newBuilder()
                .column("m", "INT")
                .column("n", "INT")
                .column("a", "INT")
                .column("f", "INT")
                .columnByExpression("ts", "TO_TIMESTAMP_LTZ(m * 60000, 3)")
                .watermark("ts", "ts - INTERVAL '1' HOUR")
                .build()));
  }

  /** The row that stands when all changes are told. */
  private Row last(String query) throws Exception {
    List<Row> rows = rows(query);
    Row last = rows.get(rows.size() - 1);
    last.setKind(RowKind.INSERT);
    return last;
  }

  private List<Row> rows(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    CloseableIterator<Row> results = tables.executeSql(query).collect();
    try {
      results.forEachRemaining(rows::add);
    } finally {
      results.close();
    }
    return rows;
  }
}
