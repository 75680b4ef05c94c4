package io.skucast.job.ml;

import io.skucast.core.learn.Logistic;
import java.io.Serializable;
import org.apache.flink.ml.linalg.DenseVector;

/** From the value of a linear function to the fields of a prediction. */
enum Prediction implements Serializable {
  /** The value itself. */
  LINEAR(1) {
    @Override
    Object[] fields(double value) {
      return new Object[] {value};
    }
  },
  /** The likelier label, and the probabilities of labels 0 and 1, of log odds. */
  LOGISTIC(2) {
    @Override
    Object[] fields(double value) {
      double one = Logistic.probability(value);
      DenseVector both = new DenseVector(new double[] {1 - one, one});
      return new Object[] {one >= 0.5 ? 1.0 : 0.0, both};
    }
  };

  final int size;

  Prediction(int size) {
    this.size = size;
  }

  abstract Object[] fields(double value);
}
