package io.skucast.job.ml;

import io.skucast.job.learn.LearningPlan;
import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.param.WithParams;

/** By which rule models are trained, and what the gradient rules need to know. */
public interface OptimizerParams<T> extends WithParams<T> {
  String EXACT = "exact";
  String SGD = "sgd";
  String FTRL = "ftrl";

  Param<String> OPTIMIZER =
      new StringParam(
          "optimizer",
          "How models are trained: exact (on everything so far at once), sgd "
              + "(stochastic gradient descent) or ftrl (FTRL-proximal).",
          EXACT,
          ParamValidators.inArray(EXACT, SGD, FTRL));

  Param<Integer> SAMPLE_ROWS =
      new IntParam(
          "sampleRows",
          "Most rows of a block and group that are trained on where rows are " + "sampled.",
          LearningPlan.SAMPLE_ROWS,
          ParamValidators.inRange(1, 1_000_000));

  Param<Integer> PASSES =
      new IntParam(
          "passes",
          "Times that sgd and ftrl go over the rows of a block.",
          1,
          ParamValidators.inRange(1, 100_000));

  Param<Integer> GLOBAL_BATCH_SIZE =
      new IntParam("globalBatchSize", "Rows in a step of sgd and ftrl.", 32, ParamValidators.gt(0));

  Param<Double> LEARNING_RATE =
      new DoubleParam("learningRate", "Length of a step of sgd.", 0.1, ParamValidators.gt(0));

  Param<Double> ALPHA =
      new DoubleParam("alpha", "Length of the first steps of ftrl.", 0.1, ParamValidators.gt(0));

  Param<Double> BETA =
      new DoubleParam(
          "beta", "How long the first steps of ftrl stay that long.", 0.1, ParamValidators.gtEq(0));

  default String getOptimizer() {
    return get(OPTIMIZER);
  }

  default T setOptimizer(String value) {
    return set(OPTIMIZER, value);
  }

  default Integer getSampleRows() {
    return get(SAMPLE_ROWS);
  }

  default T setSampleRows(Integer value) {
    return set(SAMPLE_ROWS, value);
  }

  default Integer getPasses() {
    return get(PASSES);
  }

  default T setPasses(Integer value) {
    return set(PASSES, value);
  }

  default Integer getGlobalBatchSize() {
    return get(GLOBAL_BATCH_SIZE);
  }

  default T setGlobalBatchSize(Integer value) {
    return set(GLOBAL_BATCH_SIZE, value);
  }

  default Double getLearningRate() {
    return get(LEARNING_RATE);
  }

  default T setLearningRate(Double value) {
    return set(LEARNING_RATE, value);
  }

  default Double getAlpha() {
    return get(ALPHA);
  }

  default T setAlpha(Double value) {
    return set(ALPHA, value);
  }

  default Double getBeta() {
    return get(BETA);
  }

  default T setBeta(Double value) {
    return set(BETA, value);
  }
}
