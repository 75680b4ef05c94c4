package io.skucast.deep.train;

/** Looks on while networks are trained. */
public interface TrainingWatcher {
  /**
   * Where training is.
   *
   * @param member that is being trained, 0 first
   * @param step taken, 1 first
   * @param loss of the step's rows
   * @param validationLoss of the rows held out; NaN where they were not looked at
   * @param learningRate of the step
   * @param secondsLeft at the speed so far, if no member stops early
   */
  record Progress(
      int member,
      int members,
      long step,
      long steps,
      double loss,
      double validationLoss,
      double learningRate,
      double secondsLeft) {}

  void step(Progress progress);

  /** Whether to write a checkpoint and stop after this step. */
  boolean stopRequested();
}
