package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.learn.Logistic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.table.api.Table;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logistic models through tables. */
class OnlineLogisticRegressionTest {
  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestTables.cluster();

  private static OnlineLogisticRegression estimator() {
    return new OnlineLogisticRegression()
        .setPeriodCol("period")
        .setIdCol("id")
        .setFeaturesSize(2)
        .setRetrainEvery(10)
        .setReg(0.01);
  }

  /** 200 rows in each of 60 periods with log odds 1.5 a − b + 0.5. */
  private static List<Row> rows() {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 12_000; id++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double probability = Logistic.probability(1.5 * x[0] - x[1] + 0.5);
      double label = random.nextDouble() < probability ? 1 : 0;
      Row row = TestTables.row("A", (int) (id / 200), label, x);
      row.setField(4, id);
      rows.add(row);
    }
    return rows;
  }

  private static Row last(Table modelData) throws Exception {
    return Collections.max(
        TestTables.rows(modelData), Comparator.comparing(row -> row.<Long>getFieldAs("version")));
  }

  @Test
  void knownLogOddsAreFoundByEveryOptimizer() throws Exception {
    TestTables tables = new TestTables(1);
    Table table = tables.bounded(rows());
    for (String optimizer : List.of("exact", "sgd", "ftrl")) {
      OnlineLogisticRegression estimator = estimator().setOptimizer(optimizer);
      Table data = estimator.setTolerance(1.3).fit(table).getModelData()[0];
      Row version = last(data);
      double[] found = version.<DenseVector>getFieldAs("coefficient").values;
      // 12,000 rows: standard errors are about 0.03; gradients go on wandering.
      double within = optimizer.equals("exact") ? 0.1 : 0.25;
      assertThat(found).as(optimizer).containsExactly(new double[] {1.5, -1, 0.5}, within(within));
      assertThat(version.<Double>getFieldAs("loss"))
          .isLessThan(version.<Double>getFieldAs("naive_loss"));
    }
  }

  @Test
  void aPredictionIsTheLikelierLabelAndBothProbabilities() throws Exception {
    TestTables tables = new TestTables(2);
    List<Row> rows = rows();
    List<Row> predicted = TestTables.rows(fitAndTransform(tables, rows));
    int right = 0;
    for (Row row : predicted) {
      if (row.getField("version") == null) {
        assertThat(row.<Integer>getFieldAs("period")).isLessThan(20);
        continue;
      }
      double[] both = row.<DenseVector>getFieldAs("rawPrediction").values;
      assertThat(both[0] + both[1]).isCloseTo(1, within(1e-15));
      assertThat(row.<Double>getFieldAs("prediction")).isEqualTo(both[1] >= 0.5 ? 1 : 0);
      right += row.getField("prediction").equals(row.getField("label")) ? 1 : 0;
    }
    // Of 8,000 predicted; the best that can be done is about 80 %.
    assertThat(right).isBetween(6_000, 7_000);
    Collections.shuffle(rows, new Random(2));
    assertThat(TestTables.rows(fitAndTransform(new TestTables(1), rows))).isEqualTo(predicted);
  }

  private static Table fitAndTransform(TestTables tables, List<Row> rows) {
    Table table = tables.bounded(rows);
    return estimator().fit(table).transform(table)[0];
  }

  @Test
  void rowsWithAnotherLabelAreRefused() throws Exception {
    TestTables tables = new TestTables(1);
    List<Row> rows = rows().subList(0, 10);
    rows.get(3).setField(3, 2.0);
    rows.get(4).setField(4, null);
    List<Row> refused = TestTables.rows(estimator().fit(tables.bounded(rows)).refusedRows());
    assertThat(refused)
        .extracting(row -> row.getField("refusal"))
        .containsExactlyInAnyOrder(
            "label has the value 2.0, allowed is 0 or 1",
            "id has the value null, allowed is what tells rows apart");
  }
}
