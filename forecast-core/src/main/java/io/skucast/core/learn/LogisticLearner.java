package io.skucast.core.learn;

/** Trains the model of a probability of one group at the end of each block. State: a POJO. */
public class LogisticLearner {
  public int version = 1;

  /** Judges the last version on a block, folds it in and trains. */
  public Outcome learn(
      ModelGroup group,
      int block,
      RowSample sample,
      Blocks blocks,
      LearnerOptions options,
      int effectiveOrigin,
      String layout) {
    throw new UnsupportedOperationException("not written yet");
  }

  public LogisticLearner copy() {
    throw new UnsupportedOperationException("not written yet");
  }
}
