package io.skucast.job.ml;

import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;

/** Params of {@link OnlineLogisticRegressionModel}. */
public interface OnlineLogisticRegressionModelParams<T> extends OnlineModelParams<T> {

  Param<String> RAW_PREDICTION_COL =
      new StringParam(
          "rawPredictionCol",
          "Column that the probabilities of label 0 and of label 1 go to, a " + "vector of two.",
          "rawPrediction",
          ParamValidators.notNull());

  default String getRawPredictionCol() {
    return get(RAW_PREDICTION_COL);
  }

  default T setRawPredictionCol(String value) {
    return set(RAW_PREDICTION_COL, value);
  }
}
