package io.skucast.core.learn;

/** Trains the linear model of one group at the end of each block. State: a POJO. */
public class LinearLearner {
  public int version = 1;

  /** Folds a block in, trains, and judges. */
  public Outcome learn(
      ModelGroup group,
      int block,
      GramSums sums,
      Blocks blocks,
      LearnerOptions options,
      int effectiveOrigin,
      String layout) {
    throw new UnsupportedOperationException("not written yet");
  }

  public LinearLearner copy() {
    throw new UnsupportedOperationException("not written yet");
  }
}
