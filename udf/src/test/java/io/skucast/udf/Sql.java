package io.skucast.udf;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * A session with every function of the thin jar under its name, on one slot; on the mini cluster of
 * the test, if it has one.
 */
final class Sql {
  private Sql() {}

  static TableEnvironment batch() {
    return session(RuntimeExecutionMode.BATCH);
  }

  static TableEnvironment streaming() {
    return session(RuntimeExecutionMode.STREAMING);
  }

  private static TableEnvironment session(RuntimeExecutionMode mode) {
    Configuration options = new Configuration();
    options.set(ExecutionOptions.RUNTIME_MODE, mode);
    options.setString("parallelism.default", "1");
    options.setString("table.local-time-zone", "UTC");
    options.setString("pipeline.generic-types", "false");
    TableEnvironment tables =
        StreamTableEnvironment.create(
            StreamExecutionEnvironment.getExecutionEnvironment(options),
            EnvironmentSettings.newInstance().withConfiguration(options).build());
    Functions.thin()
        .forEach(
            function ->
                tables.createTemporarySystemFunction(Functions.doc(function).name(), function));
    return tables;
  }

  /** All rows of a query, in their order. */
  static List<Row> rows(TableEnvironment tables, String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    CloseableIterator<Row> all = tables.executeSql(query).collect();
    try {
      all.forEachRemaining(rows::add);
    } finally {
      all.close();
    }
    return rows;
  }
}
