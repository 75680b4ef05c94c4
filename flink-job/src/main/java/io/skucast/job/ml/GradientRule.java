package io.skucast.job.ml;

import io.skucast.core.learn.Logistic;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.ml.common.feature.LabeledPointWithWeight;
import org.apache.flink.ml.common.lossfunc.BinaryLogisticLoss;
import org.apache.flink.ml.common.lossfunc.LeastSquareLoss;
import org.apache.flink.ml.common.lossfunc.LossFunc;

/**
 * How {@link GradientDescent} is applied to the rows of a block.
 *
 * @param isFtrl FTRL-proximal, or else stochastic gradient descent
 * @param isLogistic whether labels are 0 or 1 and their log odds are linear, or else labels are
 * @param passes times that the rows of a block are gone over
 * @param batch rows in a step
 * @param rate length of a step of stochastic gradient descent
 * @param l1 penalty on absolute coefficients
 * @param l2 penalty on half the squares of coefficients
 * @param leastSamples rows from which a model may be published
 * @param tolerance greatest ratio of its loss to that of the last version
 * @param naive place of the feature that is the naive forecast; -1: the mean label
 */
record GradientRule(
    boolean isFtrl,
    boolean isLogistic,
    int passes,
    int batch,
    double rate,
    double alpha,
    double beta,
    double l1,
    double l2,
    long leastSamples,
    double tolerance,
    int naive)
    implements Serializable {

  static GradientRule of(OnlineEstimatorParams<?> params, boolean isLogistic) {
    double reg = params.getReg() == null ? 0 : params.getReg();
    return new GradientRule(
        params.getOptimizer().equals(OptimizerParams.FTRL),
        isLogistic,
        params.getPasses(),
        params.getGlobalBatchSize(),
        params.getLearningRate(),
        params.getAlpha(),
        params.getBeta(),
        reg * params.getElasticNet(),
        reg * (1 - params.getElasticNet()),
        params.getLeastSamples(),
        params.getTolerance(),
        params.getNaiveFeature());
  }

  /** Takes all steps of a block. */
  void descend(GradientLearner learner, List<LabeledPointWithWeight> rows) {
    LossFunc loss = isLogistic ? BinaryLogisticLoss.INSTANCE : LeastSquareLoss.INSTANCE;
    for (int pass = 0; pass < passes; pass++) {
      for (int from = 0; from < rows.size(); from += batch) {
        var step = rows.subList(from, Math.min(rows.size(), from + batch));
        if (isFtrl) {
          GradientDescent.ftrl(
              learner.coefficients, learner.z, learner.n, loss, step, alpha, beta, l1, l2);
        } else {
          GradientDescent.sgd(learner.coefficients, loss, step, rate, l1, l2);
        }
      }
    }
  }

  /** Mean squared error, or mean log loss. */
  double loss(double[] coefficients, List<LabeledPointWithWeight> rows) {
    double sum = 0;
    for (LabeledPointWithWeight row : rows) {
      double[] x = row.getFeatures().values;
      double value = 0;
      for (int i = 0; i < x.length; i++) {
        value += coefficients[i] * x[i];
      }
      double error = value - row.getLabel();
      sum += isLogistic ? Logistic.loss(value, row.getLabel()) : error * error;
    }
    return sum / rows.size();
  }

  /** Coefficients of the naive forecast, after rows with a mean label. */
  double[] naive(int size, double meanLabel, long rows) {
    double[] coefficients = new double[size];
    if (isLogistic) {
      // As if one row more of each kind had been seen, so that no base rate is 0 or 1.
      double ones = meanLabel * rows;
      coefficients[size - 1] = StrictMath.log((ones + 1) / (rows - ones + 1));
    } else if (naive < 0) {
      coefficients[size - 1] = meanLabel;
    } else {
      coefficients[naive] = 1;
    }
    return coefficients;
  }
}
