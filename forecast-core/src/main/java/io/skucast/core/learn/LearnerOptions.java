package io.skucast.core.learn;

import java.io.Serializable;

/**
 * How models are trained, and when they are fit to be published.
 *
 * @param ridges the grid of ridges that the learner chooses from, ascending, from 0: fractions of a
 *     feature's variance
 * @param l1Share share of the penalty that is on absolute coefficients ({@link ElasticNet}), 0 to
 *     1; 0 is {@link RidgeRegression}
 * @param heldOutBlocks newest blocks that the ridge is chosen on and the model is judged on, from 1
 * @param leastSamples rows that a model must at least be trained on, from 1
 * @param largestCondition greatest condition of the matrix solved for, in the 1-norm, from 1
 * @param tolerance greatest ratio of the loss of a model to that of the last version, from 1
 * @param naive place of the feature that alone is the naive forecast of the target; -1: the mean of
 *     the targets trained on
 */
public record LearnerOptions(
    double[] ridges,
    double l1Share,
    int heldOutBlocks,
    long leastSamples,
    double largestCondition,
    double tolerance,
    int naive,
    int base)
    implements Serializable {
  public static final LearnerOptions DEFAULT =
      new LearnerOptions(
          new double[] {1e-6, 1e-4, 1e-3, 1e-2, 0.1, 1}, 0, 4, 1000, 1e8, 1.1, -1, -1);

  /** Without a forecast to be combined with. */
  public LearnerOptions(
      double[] ridges,
      double l1Share,
      int heldOutBlocks,
      long leastSamples,
      double largestCondition,
      double tolerance,
      int naive) {
    this(ridges, l1Share, heldOutBlocks, leastSamples, largestCondition, tolerance, naive, -1);
  }

  public LearnerOptions {
    if (ridges.length == 0) {
      throw new IllegalArgumentException("ridges are none, allowed is at least one");
    }
    double before = 0;
    for (double ridge : ridges) {
      if (!(ridge >= before && ridge <= 1e6)) {
        throw new IllegalArgumentException(
            "ridge is " + ridge + ", allowed is ascending from 0 to 1e6");
      }
      before = ridge;
    }
    require("l1Share", l1Share, 0, 1);
    require("heldOutBlocks", heldOutBlocks, 1, 1000);
    require("leastSamples", leastSamples, 1, Long.MAX_VALUE);
    require("largestCondition", largestCondition, 1, Double.MAX_VALUE);
    require("tolerance", tolerance, 1, Double.MAX_VALUE);
    require("naive", naive, -1, Integer.MAX_VALUE);
    require("base", base, -1, Integer.MAX_VALUE);
    ridges = ridges.clone();
  }

  private static void require(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", allowed is " + least + " to " + most);
    }
  }

  /** Rows below which losses are too uncertain to judge a model by. */
  public double leastJudges() {
    return leastSamples / 20.0;
  }
}
