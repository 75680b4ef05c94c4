package io.skucast.job.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

/** Small tables for tests, and what comes out of tables. */
final class TestTables {
  /** Columns of {@link #row}. */
  static final RowTypeInfo TYPE =
      new RowTypeInfo(
          new TypeInformation<?>[] {
            Types.STRING, Types.INT, DenseVectorTypeInfo.INSTANCE, Types.DOUBLE, Types.LONG
          },
          new String[] {"product", "period", "features", "label", "id"});

  final StreamExecutionEnvironment env;
  final StreamTableEnvironment tables;

  /** What the jobs of a class of tests run on. */
  static MiniClusterExtension cluster() {
    return new MiniClusterExtension(
        new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());
  }

  TestTables(int parallelism) {
    this(parallelism, RuntimeExecutionMode.STREAMING);
  }

  TestTables(int parallelism, RuntimeExecutionMode mode) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
    env = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    tables = StreamTableEnvironment.create(env);
  }

  TestTables(StreamExecutionEnvironment env, StreamTableEnvironment tables) {
    this.env = env;
    this.tables = tables;
  }

  /** A row whose id is its period. */
  static Row row(String product, Integer period, Double label, double... features) {
    return Row.of(
        product, period, new DenseVector(features), label, period == null ? null : (long) period);
  }

  Table bounded(List<Row> rows) {
    return tables.fromDataStream(env.fromData(rows, TYPE));
  }

  /** The rows of a table, in the order of their text. */
  static List<Row> rows(Table table) throws Exception {
    List<Row> rows = new ArrayList<>(Rows.stream(table).executeAndCollect(100_000));
    rows.sort(Comparator.comparing(Row::toString));
    return rows;
  }

  /** Six periods of two products, and the seventh without a label. */
  static List<Row> twoProducts() {
    double[] a = {100, 150, 200, 250, 300, 350};
    double[] b = {200, 250, 300, 400, 500, 650};
    List<Row> rows = new ArrayList<>();
    for (int t = 1; t <= 6; t++) {
      rows.add(row("A", t, a[t - 1], t));
      rows.add(row("B", t, b[t - 1], t));
    }
    return rows;
  }

  static List<Row> seventh() {
    return Arrays.asList(row("A", 7, null, 7), row("B", 7, null, 7));
  }
}
