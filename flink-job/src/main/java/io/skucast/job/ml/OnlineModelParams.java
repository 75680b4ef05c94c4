package io.skucast.job.ml;

import org.apache.flink.ml.param.IntParam;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.param.ParamValidators;
import org.apache.flink.ml.param.StringParam;
import org.apache.flink.ml.param.WithParams;

/**
 * What the models and estimators of this package have in common: which columns rows come in and
 * predictions go out. Names are Flink ML's where it has one for the thing.
 */
public interface OnlineModelParams<T> extends WithParams<T> {

  Param<String> FEATURES_COL =
      new StringParam(
          "featuresCol",
          "Column of the features: a vector of as many finite numbers in every " + "row.",
          "features",
          ParamValidators.notNull());

  Param<String> GROUP_COL =
      new StringParam(
          "groupCol",
          "Column of the group: each has a model of its own, and rows of a group "
              + "without one are predicted by the model of all rows. Absent: one group.",
          null);

  Param<String> PERIOD_COL =
      new StringParam(
          "periodCol",
          "Column of the period of the target, an integer: event time. Absent: "
              + "rows have no time, and the input must be bounded.",
          null);

  Param<Integer> LATENESS_PERIODS =
      new IntParam(
          "latenessPeriods",
          "Periods by which a row of an unbounded input may come after one of a "
              + "later period; later still it is refused.",
          0,
          ParamValidators.inRange(0, 100_000));

  Param<String> PREDICTION_COL =
      new StringParam(
          "predictionCol",
          "Column that predictions go to.",
          "prediction",
          ParamValidators.notNull());

  Param<String> MODEL_VERSION_COL =
      new StringParam(
          "modelVersionCol",
          "Column that the version of the model that predicted goes to, a long; "
              + "null where none did.",
          "version",
          ParamValidators.notNull());

  Param<String> REFUSAL_COL =
      new StringParam(
          "refusalCol",
          "Column that says why a row has no prediction or was not trained on; "
              + "null of one that was.",
          "refusal",
          ParamValidators.notNull());

  Param<String> UID_PREFIX =
      new StringParam(
          "uidPrefix",
          "Start of the uids of the operators, never to be changed in a job that "
              + "is upgraded; no two stages of a job may have the same.",
          null);

  default String getFeaturesCol() {
    return get(FEATURES_COL);
  }

  default T setFeaturesCol(String value) {
    return set(FEATURES_COL, value);
  }

  default String getGroupCol() {
    return get(GROUP_COL);
  }

  default T setGroupCol(String value) {
    return set(GROUP_COL, value);
  }

  default String getPeriodCol() {
    return get(PERIOD_COL);
  }

  default T setPeriodCol(String value) {
    return set(PERIOD_COL, value);
  }

  default Integer getLatenessPeriods() {
    return get(LATENESS_PERIODS);
  }

  default T setLatenessPeriods(Integer value) {
    return set(LATENESS_PERIODS, value);
  }

  default String getPredictionCol() {
    return get(PREDICTION_COL);
  }

  default T setPredictionCol(String value) {
    return set(PREDICTION_COL, value);
  }

  default String getModelVersionCol() {
    return get(MODEL_VERSION_COL);
  }

  default T setModelVersionCol(String value) {
    return set(MODEL_VERSION_COL, value);
  }

  default String getRefusalCol() {
    return get(REFUSAL_COL);
  }

  default T setRefusalCol(String value) {
    return set(REFUSAL_COL, value);
  }

  default String getUidPrefix() {
    return get(UID_PREFIX);
  }

  default T setUidPrefix(String value) {
    return set(UID_PREFIX, value);
  }
}
