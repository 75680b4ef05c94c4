package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Training and predicting on a stream that, as far as the job knows, never ends. */
class UnboundedTablesTest {
  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestTables.cluster();

  private static OnlineLinearRegression estimator() {
    return new OnlineLinearRegression()
        .setGroupCol("product")
        .setPeriodCol("period")
        .setFeaturesSize(1)
        .setRetrainEvery(5)
        .setRetained(0.99)
        .setLeastSamples(10L)
        .setTolerance(2.0)
        .setLatenessPeriods(3);
  }

  /** Of two products, out of order by up to 3 periods. */
  private static List<Row> rows() {
    Random random = new Random(17);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 800; i++) {
      double x = random.nextGaussian();
      double y = (i % 2 == 0 ? 3 : -1) * x + 2 + random.nextGaussian() / 10;
      int period = i / 8 - random.nextInt(4);
      Row row = TestTables.row(i % 2 == 0 ? "A" : "B", period, y, x);
      row.setField(4, (long) i);
      rows.add(row);
    }
    return rows;
  }

  /** Rows of a source that does not say that it ends. */
  @SuppressWarnings("deprecation")
  private static Table unbounded(TestTables tables, List<Row> rows) {
    List<Row> all = new ArrayList<>(rows);
    SourceFunction<Row> source =
        new SourceFunction<>() {
          @Override
          public void run(SourceContext<Row> context) {
            all.forEach(context::collect);
          }

          @Override
          public void cancel() {}
        };
    return tables.tables.fromDataStream(tables.env.addSource(source, TestTables.TYPE).uid("rows"));
  }

  @Test
  void predictionsAreThoseOfTheSameRowsAsABoundedInput() throws Exception {
    TestTables first = new TestTables(1);
    Table bounded = first.bounded(rows());
    List<Row> expected = TestTables.rows(estimator().fit(bounded).transform(bounded)[0]);
    TestTables second = new TestTables(2);
    Table unbounded = unbounded(second, rows());
    OnlineLinearRegressionModel model = estimator().fit(unbounded);
    List<Row> rows = TestTables.rows(model.transform(unbounded)[0]);
    assertThat(rows).isEqualTo(expected);
    assertThat(rows).extracting(row -> row.getField("version")).contains(20L, 50L, 90L);
    assertThat(TestTables.rows(model.refusedRows())).isEmpty();
  }

  @Test
  void aRowThatIsTooLateIsRefusedAndTheStreamGoesOn() throws Exception {
    TestTables tables = new TestTables(1);
    List<Row> rows = rows();
    rows.add(400, TestTables.row("A", 3, 0.0, 1));
    OnlineLinearRegressionModel model = estimator().fit(unbounded(tables, rows));
    List<Row> refused = TestTables.rows(model.refusedRows());
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).<String>getFieldAs("refusal")).startsWith("period has the value 3,");
    assertThat(TestTables.rows(model.getModelData()[0])).isNotEmpty();
  }

  @Test
  void withoutPeriodsAnUnboundedInputIsRefused() {
    TestTables tables = new TestTables(1);
    Table table = unbounded(tables, rows());
    assertThatThrownBy(() -> estimator().setRetained(1.0).setPeriodCol(null).fit(table))
        .hasMessage("periodCol is not set, allowed is a column, as the input is unbounded");
    OnlineLinearRegressionModel model = estimator().fit(table);
    assertThatThrownBy(() -> model.save("never-written"))
        .hasMessage("model data is unbounded, allowed to save is bounded");
    assertThatThrownBy(() -> model.setPeriodCol(null).transform(table))
        .hasMessage("periodCol is not set, allowed is a column, as the model data is unbounded");
  }

  @Test
  void modelDataWithoutEventTimeDoesNotSayHowFarItHasCome() {
    TestTables tables = new TestTables(1);
    Table table = unbounded(tables, rows());
    OnlineLinearRegressionModel model = estimator().fit(table);
    Table timeless =
        tables.tables.sqlQuery(
            "SELECT coefficient, model_group, version, effective_origin FROM "
                + model.getModelData()[0]);
    assertThatThrownBy(() -> model.setModelData(timeless).transform(table))
        .hasMessageContaining("allowed is with one of event time");
  }

  @Test
  void theUidsArePinnedAndNoneIsMadeUpOfWhatKeepsState() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(
        ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION,
        ExecutionConfigOptions.UidGeneration.ALWAYS);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    TestTables tables = new TestTables(env, StreamTableEnvironment.create(env));
    Table table = unbounded(tables, rows());
    OnlineLinearRegressionModel model = estimator().setUidPrefix("sales-line").fit(table);
    Rows.stream(model.transform(table)[0]);
    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .filteredOn(uid -> uid.startsWith("sales-line"))
        .containsExactlyInAnyOrder(
            "sales-line-lessons",
            "sales-line-lesson-sums",
            "sales-line-training",
            "sales-line-model-data",
            "sales-line-refusals",
            "sales-line-predictions");
  }
}
