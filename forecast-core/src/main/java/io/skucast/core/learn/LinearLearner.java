package io.skucast.core.learn;

import java.util.Arrays;

/**
 * Trains the linear model of one group at the end of each block on all rows so far, older ones
 * weighing less, and publishes it where it is fit. State: a POJO of primitives, primitive arrays
 * and {@link Gram}s.
 *
 * <p>The newest blocks are kept apart, so that the ridge is chosen and the model is judged on rows
 * that it was not trained on; the version itself is then trained on all. How it is judged: {@link
 * LinearTrial}. Another feature layout starts the learner anew.
 */
public class LinearLearner {
  /** Before every block. */
  static final int NONE = Integer.MIN_VALUE;

  public int version = 1;

  /** Fingerprint of the layout of the rows so far. */
  public String layout = "";

  /** Rows of the blocks before {@link #recent}, as they weigh at the end of the last of them. */
  public Gram past = new Gram();

  /** The last block in {@link #past}. */
  public int pastBlock;

  /** The newest blocks that have rows, oldest first, each as it weighs at its own end. */
  public Gram[] recent = new Gram[0];

  /** The blocks of {@link #recent}. */
  public int[] recentBlocks = new int[0];

  /** Version that was published last; 0 if none with this layout. */
  public long servedVersion;

  public boolean served;

  public double servedIntercept;

  public double[] servedCoefficients = new double[0];

  /** Loss of the last version on the blocks held out from it. */
  public double servedLoss;

  /**
   * Takes a block in, trains and judges.
   *
   * @param group what the model is for
   * @param block after all blocks taken in before; blocks may be missing
   * @param sums rows of the block, discounted to its end by {@link Blocks#discount}; null if none,
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
    blocks.require(block, recent.length == 0 ? NONE : lastBlock(), effectiveOrigin);
    if (sums == null || sums.samples == 0) {
      return new Outcome.Waiting();
    }
    if (!this.layout.equals(layout)) {
      restart(layout);
    }
    requireFeatures(sums, options);
    fold(block, sums, blocks, options.heldOutBlocks());
    return judge(group, blocks, options, effectiveOrigin);
  }

  private int lastBlock() {
    return recentBlocks[recentBlocks.length - 1];
  }

  private void restart(String newLayout) {
    layout = newLayout;
    past = new Gram();
    recent = new Gram[0];
    recentBlocks = new int[0];
    served = false;
    servedVersion = 0;
  }

  private void requireFeatures(GramSums sums, LearnerOptions options) {
    int expected = recent.length == 0 ? sums.features : recent[0].features;
    if (sums.features != expected) {
      throw new IllegalArgumentException(
          "rows have " + sums.features + " features, allowed is " + expected + " as before");
    }
    if (options.naive() >= expected) {
      throw new IllegalArgumentException(
          "naive is " + options.naive() + ", allowed is below " + expected + ", the features");
    }
  }

  private void fold(int block, GramSums sums, Blocks blocks, int heldOutBlocks) {
    while (recent.length >= heldOutBlocks) {
      past = sum(blocks, recentBlocks[0], true, 0, 1);
      pastBlock = recentBlocks[0];
      recent = Arrays.copyOfRange(recent, 1, recent.length);
      recentBlocks = Arrays.copyOfRange(recentBlocks, 1, recentBlocks.length);
    }
    int newest = recent.length;
    recent = Arrays.copyOf(recent, newest + 1);
    recentBlocks = Arrays.copyOf(recentBlocks, newest + 1);
    recent[newest] = new Gram();
    recent[newest].add(sums);
    recentBlocks[newest] = block;
  }

  /** Recent rows by their places, and the past or not, as they weigh at the end of a block. */
  private Gram sum(Blocks blocks, int block, boolean withPast, int from, int to) {
    Gram sum = withPast ? past.copy() : new Gram();
    if (withPast && past.features >= 0) {
      sum.scale(blocks.discountOfBlocks((long) block - pastBlock));
    }
    for (int i = from; i < to; i++) {
      Gram rows = recent[i].copy();
      rows.scale(blocks.discountOfBlocks((long) block - recentBlocks[i]));
      sum.add(rows);
    }
    return sum;
  }

  /** Holds out as many of the newest blocks as leave enough rows to train on. */
  private Outcome judge(
      ModelGroup group, Blocks blocks, LearnerOptions options, int effectiveOrigin) {
    int block = lastBlock();
    int newest = recent.length - 1;
    int heldOut = 0;
    Gram training = sum(blocks, block, true, 0, heldOut);
    while (training.samples < options.leastSamples() && heldOut < newest) {
      training = sum(blocks, block, true, 0, ++heldOut);
    }
    Gram judges = sum(blocks, block, false, heldOut, recent.length);
    if (training.samples < options.leastSamples() || judges.samples < options.leastJudges()) {
      return new Outcome.Waiting();
    }
    Gram before = sum(blocks, block, true, 0, newest);
    LinearTrial trial = new LinearTrial(group, block, options, training, judges, before);
    Outcome outcome =
        trial.judge(
            recent[newest],
            served ? servedModel() : null,
            servedLoss,
            blocks,
            layout,
            effectiveOrigin);
    if (outcome instanceof Outcome.Published published) {
      serve(published.version());
    }
    return outcome;
  }

  private LinearModel servedModel() {
    return new LinearModel(servedIntercept, servedCoefficients);
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
    copy.past = past.copy();
    copy.pastBlock = pastBlock;
    copy.recent = new Gram[recent.length];
    Arrays.setAll(copy.recent, i -> recent[i].copy());
    copy.recentBlocks = recentBlocks.clone();
    copy.servedVersion = servedVersion;
    copy.served = served;
    copy.servedIntercept = servedIntercept;
    copy.servedCoefficients = servedCoefficients.clone();
    copy.servedLoss = servedLoss;
    return copy;
  }
}
