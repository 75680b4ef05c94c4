package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.apache.flink.ml.param.Param;
import org.apache.flink.table.api.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What params say no to, before anything runs. */
class EstimatorParamsTest {
  private final TestTables tables = new TestTables(1);
  private final Table rows = tables.bounded(TestTables.twoProducts());

  @TempDir Path folder;

  @Test
  void aValueOutOfItsRangeIsRefusedByItsName() {
    OnlineLinearRegression linear = new OnlineLinearRegression();
    assertThatThrownBy(() -> linear.setRetained(1.5)).hasMessageContaining("retained");
    assertThatThrownBy(() -> linear.setRetained(0.0)).hasMessageContaining("retained");
    assertThatThrownBy(() -> linear.setRetained(Double.NaN)).hasMessageContaining("retained");
    assertThatThrownBy(() -> linear.setRetrainEvery(0)).hasMessageContaining("retrainEvery");
    assertThatThrownBy(() -> linear.setOptimizer("adam")).hasMessageContaining("optimizer");
    assertThatThrownBy(() -> linear.setReg(-1.0)).hasMessageContaining("reg");
    assertThatThrownBy(() -> linear.setElasticNet(2.0)).hasMessageContaining("elasticNet");
    assertThatThrownBy(() -> linear.setRidges(new Double[] {1.0, 0.1}))
        .hasMessageContaining("ridges");
    assertThatThrownBy(() -> linear.setLeastSamples(0L)).hasMessageContaining("leastSamples");
    assertThatThrownBy(() -> linear.setFeaturesSize(0)).hasMessageContaining("featuresSize");
    assertThatThrownBy(() -> linear.setLatenessPeriods(-1)).hasMessageContaining("lateness");
    assertThatThrownBy(() -> linear.setLearningRate(0.0)).hasMessageContaining("learningRate");
  }

  @Test
  void paramsThatDoNotGoTogetherAreRefused() {
    refusedLinear(e -> e.setFeaturesSize(null), "featuresSize is not set");
    refusedLinear(e -> e.setFeaturesCol("x"), "featuresCol is 'x', allowed is a column of");
    refusedLinear(e -> e.setPeriodCol("when"), "periodCol is 'when', allowed is a column of");
    refusedLinear(e -> e.setOptimizer("sgd"), "idCol is not set");
    refusedLinear(e -> e.setOptimizer("sgd").setIdCol("id").setRetained(0.9), "retained is 0.9");
    refusedLinear(e -> e.setOptimizer("ftrl").setIdCol("id").setWeightCol("label"), "weightCol is");
    refusedLinear(e -> e.setRetained(0.9).setPeriodCol(null), "allowed is 1 without a periodCol");
    refusedLinear(e -> e.setNaiveFeature(1), "naiveFeature is 1, allowed is below 1");
    refusedLinear(e -> e.setRefusalCol("label"), "column 'label' is there already");
  }

  private void refusedLinear(UnaryOperator<OnlineLinearRegression> change, String message) {
    OnlineLinearRegression estimator =
        change.apply(new OnlineLinearRegression().setPeriodCol("period").setFeaturesSize(1));
    assertThatThrownBy(() -> estimator.fit(rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aLogisticRegressionHasNoPenaltyOnAbsoluteCoefficientsNorANaiveFeature() {
    OnlineLogisticRegression estimator =
        new OnlineLogisticRegression().setFeaturesSize(1).setIdCol("id").setElasticNet(0.5);
    assertThatThrownBy(() -> estimator.fit(rows))
        .hasMessage("elasticNet is 0.5, allowed is 0 with optimizer exact");
    assertThatThrownBy(() -> estimator.setElasticNet(0.0).setNaiveFeature(0).fit(rows))
        .hasMessageStartingWith("naiveFeature is 0");
  }

  @Test
  void aModelIsRefusedWhatItCannotUse() {
    OnlineLinearRegressionModel model = new OnlineLinearRegressionModel();
    assertThatThrownBy(() -> model.transform(rows))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("model data is not set");
    assertThatThrownBy(() -> model.setModelData(rows))
        .hasMessageContaining("model data has the columns [product, period");
    assertThatThrownBy(model::refusals).isInstanceOf(IllegalStateException.class);
    OnlineLinearRegressionModel fitted = new OnlineLinearRegression().setFeaturesSize(1).fit(rows);
    assertThatThrownBy(() -> fitted.setPredictionCol("label").transform(rows))
        .hasMessageContaining("column 'label' is there already");
    assertThatThrownBy(() -> fitted.transform(rows, rows))
        .hasMessage("inputs of transform are 2, allowed is 1");
  }

  @Test
  void anEstimatorIsReadAsItWasSaved() throws Exception {
    OnlineLogisticRegression saved =
        new OnlineLogisticRegression()
            .setRidges(new Double[] {0.25, 4.0})
            .setReg(0.5)
            .setLeastSamples(7L)
            .setGroupCol("product")
            .setOptimizer("ftrl");
    saved.save(folder + "/estimator");
    OnlineLogisticRegression read =
        OnlineLogisticRegression.load(tables.tables, folder + "/estimator");
    assertThat(read.getParamMap().keySet()).isEqualTo(saved.getParamMap().keySet());
    for (Param<?> param : saved.getParamMap().keySet()) {
      assertThat((Object) read.get(param)).as(param.name).isEqualTo(saved.get(param));
    }
  }

  @Test
  void theParamsOfAnEstimatorReachItsModel() {
    OnlineLinearRegressionModel model =
        new OnlineLinearRegression()
            .setFeaturesSize(1)
            .setPredictionCol("units")
            .setGroupCol("product")
            .fit(rows);
    assertThat(model.getPredictionCol()).isEqualTo("units");
    assertThat(model.getGroupCol()).isEqualTo("product");
  }
}
