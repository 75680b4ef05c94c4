package io.skucast.core.learn;

/** How far a stream of blocks has been trained on. State: a POJO of primitives. */
public class TrainingProgress {
  public int version = 1;

  /** Periods in a block: numbers of blocks say nothing without it. */
  public int every;

  /** The last period known to be sealed: blocks that end with it or before are complete. */
  public int sealed = Integer.MIN_VALUE;

  public TrainingProgress() {}

  public TrainingProgress(int every) {
    this.every = every;
  }

  /** Whether no lesson of the block may come any more. */
  public boolean isComplete(int block, Blocks blocks) {
    return blocks.lastPeriod(block) <= sealed;
  }

  /**
   * Takes over what was stored.
   *
   * @throws IllegalStateException if it counts in other blocks
   */
  public void restore(TrainingProgress stored) {
    if (stored.every != every) {
      throw new IllegalStateException(
          "Blocks have "
              + every
              + " periods, allowed is "
              + stored.every
              + " as in the training so far; for another length, training must begin anew.");
    }
    sealTo(stored.sealed);
  }

  /** Moves on; time never goes back. */
  public void sealTo(int period) {
    sealed = Math.max(sealed, period);
  }

  /** A copy that shares nothing with this one. */
  public TrainingProgress copy() {
    TrainingProgress copy = new TrainingProgress(every);
    copy.version = version;
    copy.sealed = sealed;
    return copy;
  }
}
