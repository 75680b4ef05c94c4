package io.skucast.job.ml;

import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Predicts which of the labels 0 and 1 is likelier, and how probable both are, by the models of
 * {@link OnlineLogisticRegression}.
 */
public class OnlineLogisticRegressionModel extends OnlineModel<OnlineLogisticRegressionModel>
    implements OnlineLogisticRegressionModelParams<OnlineLogisticRegressionModel> {
  @Override
  Prediction prediction() {
    return Prediction.LOGISTIC;
  }

  @Override
  String[] predictionCols() {
    return new String[] {getPredictionCol(), getRawPredictionCol()};
  }

  @Override
  TypeInformation<?>[] predictionTypes() {
    return new TypeInformation<?>[] {Types.DOUBLE, DenseVectorTypeInfo.INSTANCE};
  }

  @Override
  String defaultUidPrefix() {
    return OnlineLogisticRegression.UID_PREFIX_DEFAULT;
  }

  @Override
  OnlineLogisticRegressionModel self() {
    return this;
  }

  public static OnlineLogisticRegressionModel load(StreamTableEnvironment environment, String path)
      throws IOException {
    return read(environment, path);
  }
}
