package io.skucast.job.ml;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Predicts labels by the linear models of {@link OnlineLinearRegression}. */
public class OnlineLinearRegressionModel extends OnlineModel<OnlineLinearRegressionModel> {
  @Override
  Prediction prediction() {
    return Prediction.LINEAR;
  }

  @Override
  String[] predictionCols() {
    return new String[] {getPredictionCol()};
  }

  @Override
  TypeInformation<?>[] predictionTypes() {
    return new TypeInformation<?>[] {Types.DOUBLE};
  }

  @Override
  String defaultUidPrefix() {
    return OnlineLinearRegression.UID_PREFIX_DEFAULT;
  }

  @Override
  OnlineLinearRegressionModel self() {
    return this;
  }

  public static OnlineLinearRegressionModel load(StreamTableEnvironment environment, String path)
      throws IOException {
    return read(environment, path);
  }
}
