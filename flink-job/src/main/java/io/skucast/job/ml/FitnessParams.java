package io.skucast.job.ml;

import io.skucast.core.learn.LearnerOptions;
import org.apache.flink.ml.param.DoubleArrayParam;
import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.LongParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.WithParams;

/**
 * How models are regularized, and which are fit to be published; more of that is said at {@link
 * LearnerOptions}.
 */
public interface FitnessParams<T> extends WithParams<T> {

  Param<Double> REG =
      new DoubleParam(
          "reg",
          "Strength of the regularization. Absent: exact chooses from ridges, sgd"
              + " and ftrl have none.",
          null,
          value -> value == null || value >= 0 && value <= 1e6);

  Param<Double> ELASTIC_NET =
      new DoubleParam(
          "elasticNet",
          "Share of the regularization that is on absolute coefficients. A "
              + "logistic regression with exact has none.",
          0.0,
          ParamValidators.inRange(0, 1));

  Param<Double[]> RIDGES =
      new DoubleArrayParam(
          "ridges",
          "Strengths of the regularization to choose from on the rows held out, " + "ascending.",
          TrainingRules.boxed(LearnerOptions.DEFAULT.ridges()),
          TrainingRules::areRidges);

  Param<Integer> HELD_OUT_BLOCKS =
      new IntParam(
          "heldOutBlocks",
          "Newest blocks that a model is judged on by training without them. Of " + "exact alone.",
          LearnerOptions.DEFAULT.heldOutBlocks(),
          ParamValidators.inRange(1, 1000));

  Param<Long> LEAST_SAMPLES =
      new LongParam(
          "leastSamples",
          "Rows that a model must at least be trained on; with fewer none is " + "published.",
          LearnerOptions.DEFAULT.leastSamples(),
          ParamValidators.gtEq(1));

  Param<Double> LARGEST_CONDITION =
      new DoubleParam(
          "largestCondition",
          "Greatest condition of the matrix solved for. Of exact alone.",
          LearnerOptions.DEFAULT.largestCondition(),
          ParamValidators.gtEq(1));

  Param<Double> TOLERANCE =
      new DoubleParam(
          "tolerance",
          "Greatest ratio of the loss of a model to that of the last version.",
          LearnerOptions.DEFAULT.tolerance(),
          ParamValidators.gtEq(1));

  Param<Integer> NAIVE_FEATURE =
      new IntParam(
          "naiveFeature",
          "Place of the feature that alone is the naive forecast of the label, "
              + "which a model must beat; -1: the mean label.",
          -1,
          ParamValidators.gtEq(-1));

  default Double getReg() {
    return get(REG);
  }

  default T setReg(Double value) {
    return set(REG, value);
  }

  default Double getElasticNet() {
    return get(ELASTIC_NET);
  }

  default T setElasticNet(Double value) {
    return set(ELASTIC_NET, value);
  }

  default Double[] getRidges() {
    return get(RIDGES);
  }

  default T setRidges(Double[] value) {
    return set(RIDGES, value);
  }

  default Integer getHeldOutBlocks() {
    return get(HELD_OUT_BLOCKS);
  }

  default T setHeldOutBlocks(Integer value) {
    return set(HELD_OUT_BLOCKS, value);
  }

  default Long getLeastSamples() {
    return get(LEAST_SAMPLES);
  }

  default T setLeastSamples(Long value) {
    return set(LEAST_SAMPLES, value);
  }

  default Double getLargestCondition() {
    return get(LARGEST_CONDITION);
  }

  default T setLargestCondition(Double value) {
    return set(LARGEST_CONDITION, value);
  }

  default Double getTolerance() {
    return get(TOLERANCE);
  }

  default T setTolerance(Double value) {
    return set(TOLERANCE, value);
  }

  default Integer getNaiveFeature() {
    return get(NAIVE_FEATURE);
  }

  default T setNaiveFeature(Integer value) {
    return set(NAIVE_FEATURE, value);
  }
}
