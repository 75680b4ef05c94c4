package io.skucast.job.ml;

import org.apache.flink.ml.param.DoubleParam;
import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;

/** How the estimators of this package train: what their rows are, when and by which rule. */
public interface OnlineEstimatorParams<T>
    extends OnlineModelParams<T>, FitnessParams<T>, OptimizerParams<T> {

  Param<String> LABEL_COL =
      new StringParam(
          "labelCol",
          "Column of the label, a finite number; 0 or 1 of a logistic regression.",
          "label",
          ParamValidators.notNull());

  Param<String> ID_COL =
      new StringParam(
          "idCol",
          "Column of what tells rows of a group and period apart. Required where "
              + "rows are sampled, which is of a logistic regression and with sgd and "
              + "ftrl.",
          null);

  Param<Integer> FEATURES_SIZE =
      new IntParam(
          "featuresSize",
          "Numbers in the features of a row; required, as a row with others is " + "refused.",
          null,
          value -> value == null || value >= 1 && value <= 2000);

  Param<Integer> RETRAIN_EVERY =
      new IntParam(
          "retrainEvery",
          "Periods in a block: models are trained at the end of each.",
          1,
          ParamValidators.inRange(1, 100_000));

  Param<Double> RETAINED =
      new DoubleParam(
          "retained",
          "What remains of the weight of a row with each later period, by whole "
              + "blocks; 1 forgets nothing. Of exact alone.",
          1.0,
          ParamValidators.inRange(0, 1, false, true));

  Param<Integer> EFFECTIVE_AFTER =
      new IntParam(
          "effectiveAfter",
          "Periods from the last one trained on to the first that the version " + "predicts.",
          1,
          ParamValidators.inRange(0, 100_000));

  default String getLabelCol() {
    return get(LABEL_COL);
  }

  default T setLabelCol(String value) {
    return set(LABEL_COL, value);
  }

  default String getIdCol() {
    return get(ID_COL);
  }

  default T setIdCol(String value) {
    return set(ID_COL, value);
  }

  default Integer getFeaturesSize() {
    return get(FEATURES_SIZE);
  }

  default T setFeaturesSize(Integer value) {
    return set(FEATURES_SIZE, value);
  }

  default Integer getRetrainEvery() {
    return get(RETRAIN_EVERY);
  }

  default T setRetrainEvery(Integer value) {
    return set(RETRAIN_EVERY, value);
  }

  default Double getRetained() {
    return get(RETAINED);
  }

  default T setRetained(Double value) {
    return set(RETAINED, value);
  }

  default Integer getEffectiveAfter() {
    return get(EFFECTIVE_AFTER);
  }

  default T setEffectiveAfter(Integer value) {
    return set(EFFECTIVE_AFTER, value);
  }
}
