package io.skucast.core.learn;

/**
 * Trains the linear model of one group at the end of each block on all rows so far, older ones
 * weighing less, and publishes it where it is fit. State: a POJO of primitives, primitive arrays
 * and such POJOs.
 *
 * <p>The newest blocks are kept apart, so that the ridge is chosen and the model is judged on rows
 * that it was not trained on; the version itself is then trained on all. How it is judged: {@link
 * LinearTrial}. A block that would turn a good model bad is set aside, and the next block with
 * enough rows settles what it was: where a model trained with it is better on that next block, the
 * world has changed and it is taken in; where not, it was poisoned and is dropped for good. Another
 * feature layout starts the learner anew.
 */
public class LinearLearner {
  /** Before every block. */
  static final int NONE = Integer.MIN_VALUE;

  public int version = 1;

  /** Fingerprint of the layout of the rows so far. */
  public String layout = "";

  /** The last block that had rows. */
  public int lastBlock = NONE;

  public BlockGrams rows = new BlockGrams();

  /** Rows set aside, as they weigh at the end of {@link #suspectBlock}; without rows if none. */
  public Gram suspect = new Gram();

  /** The last block in {@link #suspect}. */
  public int suspectBlock;

  /** Rows that were set aside and then dropped, with this layout. */
  public long dropped;

  public boolean served;

  /** Version that was published last; 0 if none with this layout. */
  public long servedVersion;

  public double servedIntercept;

  public double[] servedCoefficients = new double[0];

  /** Loss of the last version on the blocks held out from it. */
  public double servedLoss;

  /**
   * Takes a block in, trains and judges.
   *
   * @param group what the model is for
   * @param block after all blocks taken in before; blocks may be missing
   * @param sums rows of the block, each of the weight it has at the block's end; null if none,
   *     which changes nothing
   * @param effectiveOrigin first origin that would use the version, from the block's last period
   * @param layout fingerprint of the feature layout; empty if none
   */
  public Outcome learn(
      ModelGroup group,
      int block,
      GramSums sums,
      Blocks blocks,
      LearnerOptions options,
      int effectiveOrigin,
      String layout) {
    blocks.require(block, lastBlock, effectiveOrigin);
    if (sums == null || sums.samples == 0) {
      return new Outcome.Waiting();
    }
    if (!this.layout.equals(layout)) {
      restart(layout);
    }
    requireFeatures(sums.features, options);
    Gram newest = new Gram();
    newest.add(sums);
    settleSuspect(block, newest, blocks, options);
    rows.add(block, newest, blocks, options.heldOutBlocks());
    lastBlock = block;
    Outcome outcome = judge(group, blocks, options, effectiveOrigin);
    if (outcome instanceof Outcome.Published published) {
      serve(published.version());
    } else if (outcome instanceof Outcome.Refused refused
        && refused.refusal().reason().equals(Refusal.SUSPECT_BLOCK)) {
      setAside(blocks);
    }
    return outcome;
  }

  private void restart(String newLayout) {
    layout = newLayout;
    rows = new BlockGrams();
    suspect = new Gram();
    dropped = 0;
    served = false;
    servedVersion = 0;
  }

  private void requireFeatures(int features, LearnerOptions options) {
    if (rows.features() >= 0 && features != rows.features()) {
      throw new IllegalArgumentException(
          "rows have " + features + " features, allowed is " + rows.features() + " as before");
    }
    if (options.naive() >= features) {
      throw new IllegalArgumentException(
          "naive is " + options.naive() + ", allowed is below " + features + ", the features");
    }
  }

  private void settleSuspect(int block, Gram newest, Blocks blocks, LearnerOptions options) {
    if (suspect.samples == 0 || newest.samples < options.leastJudges()) {
      return;
    }
    Gram without = rows.sum(blocks, block, true, 0, rows.size());
    Gram with = suspect.copy();
    with.scale(blocks.discountOfBlocks((long) block - suspectBlock));
    with.add(without);
    double loss = newest.loss(LinearTrial.solve(without, options, 0).model());
    if (newest.loss(LinearTrial.solve(with, options, 0).model()) < loss) {
      rows.addLate(suspectBlock, suspect, blocks, options.heldOutBlocks());
    } else {
      dropped += suspect.samples;
    }
    suspect = new Gram();
  }

  private void setAside(Blocks blocks) {
    if (suspect.samples > 0) {
      suspect.scale(blocks.discountOfBlocks((long) lastBlock - suspectBlock));
    }
    suspect.add(rows.removeNewest());
    suspectBlock = lastBlock;
  }

  /** Holds out as many of the newest blocks as leave enough rows to train on. */
  private Outcome judge(
      ModelGroup group, Blocks blocks, LearnerOptions options, int effectiveOrigin) {
    int newest = rows.size() - 1;
    int heldOut = 0;
    Gram training = rows.sum(blocks, lastBlock, true, 0, heldOut);
    while (training.samples < options.leastSamples() && heldOut < newest) {
      training = rows.sum(blocks, lastBlock, true, 0, ++heldOut);
    }
    Gram judges = rows.sum(blocks, lastBlock, false, heldOut, rows.size());
    if (training.samples < options.leastSamples() || judges.samples < options.leastJudges()) {
      return new Outcome.Waiting();
    }
    Gram before = rows.sum(blocks, lastBlock, true, 0, newest);
    LinearModel last = served ? new LinearModel(servedIntercept, servedCoefficients) : null;
    return new LinearTrial(group, lastBlock, options, training, judges, before)
        .judge(rows.newest(), last, servedLoss, blocks, layout, effectiveOrigin);
  }

  private void serve(ModelVersion next) {
    served = true;
    servedVersion = next.version();
    servedIntercept = next.model().intercept();
    servedCoefficients = next.model().coefficients().clone();
    servedLoss = next.loss();
  }

  /** A copy that shares nothing with this one. */
  public LinearLearner copy() {
    LinearLearner copy = new LinearLearner();
    copy.version = version;
    copy.layout = layout;
    copy.lastBlock = lastBlock;
    copy.rows = rows.copy();
    copy.suspect = suspect.copy();
    copy.suspectBlock = suspectBlock;
    copy.dropped = dropped;
    copy.served = served;
    copy.servedVersion = servedVersion;
    copy.servedIntercept = servedIntercept;
    copy.servedCoefficients = servedCoefficients.clone();
    copy.servedLoss = servedLoss;
    return copy;
  }
}
