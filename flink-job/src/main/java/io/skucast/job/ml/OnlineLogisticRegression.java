package io.skucast.job.ml;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Logistic models of groups of rows, taken on at the end of each block of periods: how probable it
 * is that a label is 1. By {@link io.skucast.core.learn.LogisticLearner} with the exact optimizer.
 */
public class OnlineLogisticRegression
    implements Estimator<OnlineLogisticRegression, OnlineLogisticRegressionModel>,
        OnlineEstimatorParams<OnlineLogisticRegression>,
        OnlineLogisticRegressionModelParams<OnlineLogisticRegression> {
  static final String UID_PREFIX_DEFAULT = "online-logistic-regression";

  private final Map<Param<?>, Object> paramMap = new HashMap<>();

  public OnlineLogisticRegression() {
    ParamUtils.initializeMapWithDefaultValues(paramMap, this);
  }

  /**
   * @param inputs one table, with the columns that params name
   */
  @Override
  public OnlineLogisticRegressionModel fit(Table... inputs) {
    Table input = Rows.only("inputs of fit", inputs);
    if (getElasticNet() != 0 && getOptimizer().equals(EXACT)) {
      throw new IllegalArgumentException(
          "elasticNet is " + getElasticNet() + ", allowed is 0 with optimizer exact");
    }
    if (getNaiveFeature() >= 0) {
      throw new IllegalArgumentException(
          "naiveFeature is " + getNaiveFeature() + ", allowed is -1 of a logistic regression");
    }
    String uid = getUidPrefix() == null ? UID_PREFIX_DEFAULT : getUidPrefix();
    OnlineLogisticRegressionModel model = new OnlineLogisticRegressionModel();
    ParamUtils.updateExistingParams(model, paramMap);
    return model.fitted(new Fitting(this, null, true, uid).fit(input));
  }

  @Override
  public Map<Param<?>, Object> getParamMap() {
    return paramMap;
  }

  @Override
  public void save(String path) throws IOException {
    ReadWriteUtils.saveMetadata(this, path);
  }

  public static OnlineLogisticRegression load(StreamTableEnvironment environment, String path)
      throws IOException {
    return ReadWriteUtils.loadStageParam(path);
  }
}
