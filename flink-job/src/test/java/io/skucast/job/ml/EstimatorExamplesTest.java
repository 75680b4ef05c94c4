package io.skucast.job.ml;

import static org.apache.flink.table.api.Expressions.$;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/estimators.md, as they stand there. */
class EstimatorExamplesTest {
  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestTables.cluster();

  @Test
  void linear() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    // example: linear
    TypeInformation<Row> type =
        Types.ROW_NAMED(
            new String[] {"product", "period", "features", "label"},
            Types.STRING,
            Types.INT,
            DenseVectorTypeInfo.INSTANCE,
            Types.DOUBLE);
    List<Row> rows = new ArrayList<>();
    for (int period = 1; period <= 7; period++) {
      Double units = period == 7 ? null : 50.0 + 50 * period;
      rows.add(Row.of("A", period, new DenseVector(new double[] {period}), units));
    }
    Table all = tables.fromDataStream(env.fromData(rows, type));
    Table sales = all.where($("label").isNotNull());
    Table next = all.where($("label").isNull());

    OnlineLinearRegressionModel model =
        new OnlineLinearRegression()
            .setGroupCol("product")
            .setPeriodCol("period")
            .setFeaturesSize(1)
            .setHeldOutBlocks(1)
            .setLeastSamples(3L)
            .setReg(0.0)
            .fit(sales);

    Table predicted =
        model.transform(next)[0].select($("product"), $("period"), $("prediction"), $("version"));
    // A, 7, 400.0, 7: by the version trained through period 6.
    // end
    Row row = TestTables.rows(predicted).get(0);
    assertThat(row.getField("product")).isEqualTo("A");
    assertThat(row.<Double>getFieldAs("prediction")).isCloseTo(400, within(1e-9));
    assertThat(row.getField("version")).isEqualTo(7L);
  }

  @Test
  void logistic() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    // example: logistic
    TypeInformation<Row> type =
        Types.ROW_NAMED(
            new String[] {"period", "id", "features", "label"},
            Types.INT,
            Types.LONG,
            DenseVectorTypeInfo.INSTANCE,
            Types.DOUBLE);
    List<Row> days = new ArrayList<>();
    for (int day = 0; day < 2000; day++) {
      double discount = (day % 10) / 10.0;
      double rises = day % 7 < 7 * discount ? 1 : 0;
      days.add(Row.of(day, (long) day, new DenseVector(new double[] {discount}), rises));
    }
    Table history = tables.fromDataStream(env.fromData(days, type));

    OnlineLogisticRegressionModel model =
        new OnlineLogisticRegression()
            .setPeriodCol("period")
            .setIdCol("id")
            .setFeaturesSize(1)
            .setRetrainEvery(100)
            .setLeastSamples(500L)
            .fit(history);

    Table predicted = model.transform(history)[0];
    // prediction: 0.0 or 1.0; rawPrediction: [1 - p, p]; both null before the first version.
    // end
    List<Row> rows = new ArrayList<>(TestTables.rows(predicted));
    rows.removeIf(row -> row.getField("version") == null);
    assertThat(rows).hasSizeGreaterThan(1000);
    for (Row row : rows) {
      double discount = row.<DenseVector>getFieldAs("features").get(0);
      if (Math.abs(discount - 0.5) > 0.15) {
        assertThat(row.<Double>getFieldAs("prediction")).isEqualTo(discount > 0.5 ? 1 : 0);
      }
    }
  }
}
