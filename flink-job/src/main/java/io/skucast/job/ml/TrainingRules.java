package io.skucast.job.ml;

import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.ModelGroup;
import io.skucast.job.learn.LearningPlan;
import java.util.Map;

/** What the params of an estimator come to together. */
final class TrainingRules {
  /**
   * Parts that rows without a period are dealt to by their hash, each in place of a block: models
   * are judged on parts that they were not trained on, and the last is trained on all.
   */
  static final int PARTS = 10;

  private TrainingRules() {}

  static Double[] boxed(double[] numbers) {
    Double[] boxed = new Double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      boxed[i] = numbers[i];
    }
    return boxed;
  }

  private static double[] unboxed(Double[] numbers) {
    double[] unboxed = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      unboxed[i] = numbers[i];
    }
    return unboxed;
  }

  /** Whether the numbers may be chosen from: at least one, ascending, from 0 to 1e6. */
  static boolean areRidges(Double[] ridges) {
    double before = 0;
    for (Double ridge : ridges == null ? new Double[0] : ridges) {
      if (ridge == null || !(ridge >= before && ridge <= 1e6)) {
        return false;
      }
      before = ridge;
    }
    return ridges != null && ridges.length > 0;
  }

  /**
   * Checks params against each other.
   *
   * @param isSampled whether rows are sampled
   * @param isBounded whether the input ends
   */
  static void check(OnlineEstimatorParams<?> params, boolean isSampled, boolean isBounded) {
    if (params.getFeaturesSize() == null) {
      throw new IllegalArgumentException("featuresSize is not set, allowed is from 1 to 2000");
    }
    if (isSampled && params.getIdCol() == null) {
      throw new IllegalArgumentException(
          "idCol is not set, allowed is a column, as rows are sampled by it");
    }
    if (params.getPeriodCol() == null && !isBounded) {
      throw new IllegalArgumentException(
          "periodCol is not set, allowed is a column, as the input is unbounded");
    }
    boolean isExact = params.getOptimizer().equals(OptimizerParams.EXACT);
    if (params.getRetained() != 1 && !isExact) {
      throw new IllegalArgumentException(
          "retained is "
              + params.getRetained()
              + ", allowed is 1 with optimizer "
              + params.getOptimizer()
              + ", which forgets by its steps");
    }
    if (params.getRetained() != 1 && params.getPeriodCol() == null) {
      throw new IllegalArgumentException(
          "retained is " + params.getRetained() + ", allowed is 1 without a periodCol");
    }
    if (params.getNaiveFeature() >= params.getFeaturesSize()) {
      throw new IllegalArgumentException(
          "naiveFeature is "
              + params.getNaiveFeature()
              + ", allowed is below "
              + params.getFeaturesSize()
              + ", the featuresSize");
    }
  }

  static LearningPlan plan(OnlineEstimatorParams<?> params, boolean isBounded) {
    boolean hasPeriods = params.getPeriodCol() != null;
    double[] ridges =
        params.getReg() == null ? unboxed(params.getRidges()) : new double[] {params.getReg()};
    LearnerOptions options =
        new LearnerOptions(
            ridges,
            params.getElasticNet(),
            params.getHeldOutBlocks(),
            params.getLeastSamples(),
            params.getLargestCondition(),
            params.getTolerance(),
            params.getNaiveFeature());
    return new LearningPlan(
        hasPeriods ? params.getRetrainEvery() : 1,
        Map.of(ModelGroup.ALL, new LearningPlan.Rules(params.getRetained(), options)),
        params.getSampleRows(),
        "",
        isBounded,
        PeriodClock.SEALED,
        hasPeriods ? params.getEffectiveAfter() : 0);
  }
}
