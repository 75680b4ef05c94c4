package io.skucast.job.ml;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.StringParam;

/** Params of {@link OnlineLinearRegression}. */
public interface OnlineLinearRegressionParams<T> extends OnlineEstimatorParams<T> {

  Param<String> WEIGHT_COL =
      new StringParam(
          "weightCol",
          "Column of the weight of a row, above 0. Absent: 1. With sgd and ftrl "
              + "there is none.",
          null);

  default String getWeightCol() {
    return get(WEIGHT_COL);
  }

  default T setWeightCol(String value) {
    return set(WEIGHT_COL, value);
  }
}
