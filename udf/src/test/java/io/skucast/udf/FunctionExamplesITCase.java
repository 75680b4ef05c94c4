package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.doc.FunctionDoc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

/** What the page of functions shows is what it prints: every example in one job. */
class FunctionExamplesITCase {

  @Test
  void everyExamplePrintsWhatItsPageSays() throws Exception {
    Configuration options = new Configuration();
    options.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
    options.setString("parallelism.default", "1");
    StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(options);
    StreamTableEnvironment tables = StreamTableEnvironment.create(job);
    tables.getConfig().set("table.local-time-zone", "UTC");
    Map<FunctionDoc, CloseableIterator<Row>> examples = new LinkedHashMap<>();
    for (Class<? extends UserDefinedFunction> function : Functions.thin()) {
      FunctionDoc doc = Functions.doc(function);
      tables.createTemporarySystemFunction(doc.name(), function);
    }
    for (Class<? extends UserDefinedFunction> function : Functions.thin()) {
      FunctionDoc doc = Functions.doc(function);
      examples.put(doc, tables.toDataStream(tables.sqlQuery(doc.example())).collectAsync());
    }
    job.execute();
    assertThat(examples).hasSizeGreaterThan(20);
    for (Map.Entry<FunctionDoc, CloseableIterator<Row>> example : examples.entrySet()) {
      assertThat(SqlSession.printed(rows(example.getValue())))
          .as(example.getKey().example())
          .isEqualTo(example.getKey().result());
    }
  }

  private static List<Row> rows(CloseableIterator<Row> results) throws Exception {
    List<Row> rows = new ArrayList<>();
    try {
      results.forEachRemaining(rows::add);
    } finally {
      results.close();
    }
    return rows;
  }
}
