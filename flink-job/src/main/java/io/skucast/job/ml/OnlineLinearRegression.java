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
 * Linear models of groups of rows, retrained at the end of each block of periods on all rows so
 * far: as a Flink ML estimator, what {@link io.skucast.job.learn.OnlineLearning} does for the job.
 */
public class OnlineLinearRegression
    implements Estimator<OnlineLinearRegression, OnlineLinearRegressionModel>,
        OnlineLinearRegressionParams<OnlineLinearRegression> {
  static final String UID_PREFIX_DEFAULT = "online-linear-regression";

  private final Map<Param<?>, Object> paramMap = new HashMap<>();

  public OnlineLinearRegression() {
    ParamUtils.initializeMapWithDefaultValues(paramMap, this);
  }

  /**
   * @param inputs one table, with the columns that params name
   */
  @Override
  public OnlineLinearRegressionModel fit(Table... inputs) {
    Table input = Rows.only("inputs of fit", inputs);
    if (getWeightCol() != null && !getOptimizer().equals(EXACT)) {
      throw new IllegalArgumentException(
          "weightCol is '"
              + getWeightCol()
              + "', allowed is none with optimizer "
              + getOptimizer());
    }
    String uid = getUidPrefix() == null ? UID_PREFIX_DEFAULT : getUidPrefix();
    OnlineLinearRegressionModel model = new OnlineLinearRegressionModel();
    ParamUtils.updateExistingParams(model, paramMap);
    return model.fitted(new Fitting(this, getWeightCol(), false, uid).fit(input));
  }

  @Override
  public Map<Param<?>, Object> getParamMap() {
    return paramMap;
  }

  @Override
  public void save(String path) throws IOException {
    ReadWriteUtils.saveMetadata(this, path);
  }

  public static OnlineLinearRegression load(StreamTableEnvironment environment, String path)
      throws IOException {
    return ReadWriteUtils.loadStageParam(path);
  }
}
