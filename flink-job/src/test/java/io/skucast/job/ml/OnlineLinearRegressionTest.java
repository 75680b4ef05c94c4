package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.regression.linearregression.LinearRegressionModelData;
import org.apache.flink.table.api.Table;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Linear models through tables, on a bounded input. */
class OnlineLinearRegressionTest {
  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestTables.cluster();

  private static final int PREDICTION = TestTables.TYPE.getArity();

  /** Trained at the end of every period, without a penalty. */
  private static OnlineLinearRegression twoProducts() {
    return new OnlineLinearRegression()
        .setGroupCol("product")
        .setPeriodCol("period")
        .setFeaturesSize(1)
        .setLeastSamples(3L)
        .setHeldOutBlocks(1)
        .setReg(0.0)
        .setTolerance(100.0);
  }

  @Test
  void theSeventhPeriodContinuesTheLineOfTheSixBefore() throws Exception {
    TestTables tables = new TestTables(1);
    OnlineLinearRegressionModel model = twoProducts().fit(tables.bounded(TestTables.twoProducts()));
    List<Row> rows = TestTables.rows(model.transform(tables.bounded(TestTables.seventh()))[0]);
    assertThat(rows).hasSize(2);
    assertThat(prediction(rows.get(0))).isCloseTo(400, within(1e-9));
    // Least squares by hand: mean 2300/6, slope 1550/17.5 = 88.571, and 3.5 periods on from the
    // mean.
    assertThat(prediction(rows.get(1))).isCloseTo(2300 / 6.0 + 3.5 * 1550 / 17.5, within(1e-9));
    assertThat(rows).extracting(row -> row.getField("version")).containsOnly(7L);
    assertThat(rows).extracting(row -> row.getField("refusal")).containsOnlyNulls();
  }

  @Test
  void aRowIsPredictedByTheNewestVersionEffectiveAtItsPeriodAndNoneBeforeTheFirst()
      throws Exception {
    TestTables tables = new TestTables(2);
    OnlineLinearRegressionModel model = twoProducts().fit(tables.bounded(TestTables.twoProducts()));
    List<Row> asked =
        Arrays.asList(
            TestTables.row("A", 3, null, 3),
            TestTables.row("A", 6, null, 6),
            TestTables.row("A", 99, null, 99));
    List<Row> rows = TestTables.rows(model.transform(tables.bounded(asked))[0]);
    assertThat(rows).extracting(row -> row.getField("version")).containsExactly(null, 6L, 7L);
    assertThat(rows.get(0).getField("prediction")).isNull();
    assertThat(rows.get(0).getField("refusal"))
        .isEqualTo("model of 'A' effective at period 3 has the value null, allowed is a version");
  }

  @Test
  void aGroupWithoutAModelIsPredictedByThatOfAllRows() throws Exception {
    TestTables tables = new TestTables(1);
    OnlineLinearRegressionModel model = twoProducts().fit(tables.bounded(TestTables.twoProducts()));
    List<Row> asked = Arrays.asList(TestTables.row("new", 7, null, 7));
    Row row = TestTables.rows(model.transform(tables.bounded(asked))[0]).get(0);
    // Both products as one: the mean of their lines.
    assertThat(prediction(row)).isCloseTo((400 + 2300 / 6.0 + 310) / 2, within(1e-9));
  }

  @Test
  void versionsAndPredictionsAreTheSameBitsForAnyParallelismAndOrderOfRows() throws Exception {
    List<Row> rows = noisy(600);
    OnlineLinearRegression estimator = twoProducts().setRetrainEvery(10).setRetained(0.97);
    List<Row> first = fitAndTransform(new TestTables(1), estimator, rows);
    Collections.shuffle(rows, new Random(7));
    assertThat(fitAndTransform(new TestTables(2), estimator, rows)).isEqualTo(first);
    assertThat(first).extracting(row -> row.getField("version")).contains(20L, 60L, 290L);
  }

  @Test
  void aBatchJobPredictsTheSame() throws Exception {
    List<Row> rows = noisy(200);
    OnlineLinearRegression estimator = twoProducts().setRetrainEvery(10);
    TestTables batch = new TestTables(1, RuntimeExecutionMode.BATCH);
    assertThat(fitAndTransform(batch, estimator, rows))
        .isEqualTo(fitAndTransform(new TestTables(1), estimator, rows))
        .extracting(row -> row.getField("version"))
        .contains(50L, 90L);
  }

  @Test
  void withoutPeriodsAllRowsAreTrainedOnAtTheEndOfInput() throws Exception {
    List<Row> rows = noisy(600);
    OnlineLinearRegression estimator = new OnlineLinearRegression().setFeaturesSize(1);
    estimator.setLeastSamples(100L);
    List<Row> first = fitAndTransform(new TestTables(1), estimator, rows);
    assertThat(prediction(first.get(0))).isNotNaN();
    assertThat(first).extracting(row -> row.getField("version")).containsOnly(10L);
    assertThat(fitAndTransform(new TestTables(2), estimator, rows)).isEqualTo(first);
  }

  @Test
  void modelDataIsThatOfFlinkMlAndCanBeGivenToAnotherModel() throws Exception {
    TestTables tables = new TestTables(1);
    OnlineLinearRegressionModel model = twoProducts().fit(tables.bounded(TestTables.twoProducts()));
    Table data = model.getModelData()[0];
    var coefficients = LinearRegressionModelData.getModelDataStream(data).executeAndCollect(100);
    assertThat(coefficients)
        .extracting(each -> each.coefficient.size())
        .as("one feature and the intercept")
        .containsOnly(2);
    OnlineLinearRegressionModel other =
        new OnlineLinearRegressionModel()
            .setGroupCol("product")
            .setPeriodCol("period")
            .setModelData(data);
    Table asked = tables.bounded(TestTables.seventh());
    assertThat(TestTables.rows(other.transform(asked)[0]))
        .isEqualTo(TestTables.rows(model.transform(asked)[0]));
  }

  @Test
  void aWeightIsSoManyRows() throws Exception {
    TestTables tables = new TestTables(1);
    List<Row> once = noisy(40);
    List<Row> often = new ArrayList<>(once);
    for (Row row : once) {
      for (int i = 1; i < ((Long) row.getField(4)) % 3 + 1; i++) {
        often.add(row);
      }
    }
    Table weighted = tables.bounded(once);
    weighted = tables.tables.sqlQuery("SELECT *, MOD(id, 3) + 1 AS often FROM " + weighted);
    OnlineLinearRegression estimator = twoProducts().setRetrainEvery(40);
    estimator.setRetrainEvery(10).setHeldOutBlocks(1);
    double bySum = slope(estimator.fit(tables.bounded(often)));
    double byWeight = slope(estimator.setWeightCol("often").fit(weighted));
    double unweighted = slope(estimator.setWeightCol(null).fit(tables.bounded(once)));
    // The root of a weight is rounded to 2^-24.
    assertThat(byWeight).isCloseTo(bySum, within(1e-6)).isNotCloseTo(unweighted, within(1e-3));
  }

  private static double slope(OnlineLinearRegressionModel model) throws Exception {
    List<Row> all = new ArrayList<>(TestTables.rows(model.getModelData()[0]));
    all.removeIf(row -> !row.getField("model_group").equals("A"));
    all.sort(Comparator.comparing(row -> (Long) row.getField("version")));
    return ((DenseVector) all.get(all.size() - 1).getField(0)).get(0);
  }

  @Test
  void aModelThatIsNoBetterThanTheNaiveForecastIsRefusedAndSaysWhy() throws Exception {
    TestTables tables = new TestTables(1);
    List<Row> rows = new ArrayList<>();
    for (int t = 1; t <= 4; t++) {
      // The line of the first three periods goes far off in the fourth.
      rows.add(TestTables.row("A", t, t < 4 ? 10.0 * t : -500.0, t));
    }
    OnlineLinearRegressionModel model = twoProducts().fit(tables.bounded(rows));
    List<Row> refusals = TestTables.rows(model.refusals());
    assertThat(refusals).extracting(row -> row.getField("model_group")).containsExactly("*", "A");
    assertThat(refusals.get(1).getField("block")).isEqualTo(4);
    assertThat(refusals.get(1).getFieldAs("message").toString()).contains("block 4", "allowed is");
  }

  @Test
  void estimatorsWorkInAPipelineOfFlinkMl() throws Exception {
    TestTables tables = new TestTables(1);
    OnlineLinearRegression first = twoProducts().setUidPrefix("first");
    OnlineLinearRegression second =
        twoProducts()
            .setUidPrefix("second")
            .setPredictionCol("again")
            .setModelVersionCol("again_version")
            .setRefusalCol("again_refusal");
    var model = new Pipeline(List.of(first, second)).fit(tables.bounded(TestTables.twoProducts()));
    Row row = TestTables.rows(model.transform(tables.bounded(TestTables.seventh()))[0]).get(0);
    assertThat(prediction(row)).isCloseTo(400, within(1e-9));
    assertThat(row.getField("again")).isEqualTo(row.getField("prediction"));
  }

  private static double prediction(Row row) {
    return (Double) row.getField(PREDICTION);
  }

  private static List<Row> fitAndTransform(
      TestTables tables, OnlineLinearRegression estimator, List<Row> rows) throws Exception {
    Table table = tables.bounded(rows);
    return TestTables.rows(estimator.fit(table).transform(table)[0]);
  }

  /** A noisy line of 2 products, one row of each a period. */
  private static List<Row> noisy(int count) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double x = random.nextGaussian();
      double y = (i % 2 == 0 ? 3 : -1) * x + 2 + random.nextGaussian() / 10;
      Row row = TestTables.row(i % 2 == 0 ? "A" : "B", i / 2, y, x);
      row.setField(4, (long) i);
      rows.add(row);
    }
    return rows;
  }
}
