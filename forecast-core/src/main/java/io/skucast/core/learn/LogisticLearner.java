package io.skucast.core.learn;

import java.util.Arrays;

/**
 * Trains the model of one group that says how probable it is that a target is 1: logistic
 * regression taken on block by block ({@link LogOdds}), older blocks weighing less. State: a POJO
 * of primitives, primitive arrays and such POJOs.
 *
 * <p>Features are standardized by the first block's sample ({@link FrozenScale}). The first prior
 * of each standardized weight has mean 0 and as precision the largest ridge of the grid (at 1, as
 * much as four rows at even odds), that of the intercept nearly none.
 *
 * <p>Every block is forecast before it is taken in, by what was learned of the blocks before and by
 * their base rate: these losses on the newest blocks are the held-out ones. A version is fit where
 * its numbers are finite, its condition is allowed, what was learned before the newest block is on
 * it no worse than the last version, and no worse than the base rate on the newest blocks. Another
 * feature layout starts the learner anew.
 */
public class LogisticLearner {
  /**
   * Precision of the intercept's prior, and the least of any: log odds of ±30 are easily reached.
   */
  private static final double LEAST_PRECISION = 1e-3;

  /** Losses of less than this are rounding, nats. */
  private static final double ROUNDING = 1e-9;

  public int version = 1;

  /** Fingerprint of the layout of the rows so far. */
  public String layout = "";

  /** The last block taken in. */
  public int lastBlock = LinearLearner.NONE;

  /** Rows taken in, old ones in full. */
  public long samples;

  /** Rows, as they weigh at the end of the last block. */
  public double weight;

  /** Rows whose target is 1, so weighed. */
  public double ones;

  /** Means of the features, so weighed. */
  public double[] means = new double[0];

  public FrozenScale scale = new FrozenScale();

  public LogOdds belief = new LogOdds();

  /** Of the newest blocks, forecast before they were taken in. */
  public HeldOutLosses heldOut = new HeldOutLosses();

  /** Version that was published last; 0 if none with this layout. */
  public long servedVersion;

  public boolean served;

  /** Weights of the last version, standardized. */
  public double[] servedWeights = new double[0];

  /**
   * Forecasts a block, takes it in, trains and judges.
   *
   * @param group what the model is for
   * @param block after all blocks taken in before; blocks may be missing
   * @param sample rows of the block with targets 0 or 1; each weighs 1, whatever was left out; null
   *     if none, which changes nothing
   * @param effectiveOrigin first origin that would use the version, from the block's last period
   * @param layout fingerprint of the feature layout; empty if none
   */
  public Outcome learn(
      ModelGroup group,
      int block,
      RowSample sample,
      Blocks blocks,
      LearnerOptions options,
      int effectiveOrigin,
      String layout) {
    blocks.require(block, lastBlock, effectiveOrigin);
    if (sample == null || sample.rows == 0) {
      return new Outcome.Waiting();
    }
    requireTargets(sample);
    double[] precisions = precisions(sample.features, options);
    boolean first = samples == 0 || !this.layout.equals(layout);
    if (first) {
      restart(layout, sample, precisions);
    } else if (sample.features != means.length) {
      throw new IllegalArgumentException(
          "rows have " + sample.features + " features, allowed is " + means.length + " as before");
    } else {
      double retained = blocks.discountOfBlocks((long) block - lastBlock);
      belief.forget(retained, precisions);
      weight *= retained;
      ones *= retained;
    }
    double[][] rows = scale.rows(sample);
    double[] learned = belief.mean;
    if (!first) {
      holdOut(rows, sample, options.heldOutBlocks());
    }
    belief.observe(rows, sample.y);
    count(sample);
    lastBlock = block;
    if (samples < options.leastSamples() || heldOut.count() < options.leastJudges() || first) {
      return new Outcome.Waiting();
    }
    Refusal refusal = refusal(group, options, learned, rows, sample.y);
    if (refusal != null) {
      return new Outcome.Refused(refusal);
    }
    served = true;
    servedWeights = belief.mean.clone();
    servedVersion = blocks.lastPeriod(block) + 1L;
    return new Outcome.Published(
        new ModelVersion(
            group,
            servedVersion,
            effectiveOrigin,
            blocks.lastPeriod(block),
            samples,
            heldOut.loss(),
            heldOut.naiveLoss(),
            precisions[precisions.length - 1],
            belief.condition(),
            scale.model(belief.mean),
            means.clone(),
            Logistic.variance(belief.mean, rows),
            1,
            1,
            layout));
  }

  private static void requireTargets(RowSample sample) {
    for (int n = 0; n < sample.rows; n++) {
      if (sample.y[n] != 0 && sample.y[n] != 1) {
        throw new IllegalArgumentException("target is " + sample.y[n] + ", allowed is 0 or 1");
      }
    }
  }

  private static double[] precisions(int features, LearnerOptions options) {
    double largest = options.ridges()[options.ridges().length - 1];
    double[] precisions = new double[features + 1];
    Arrays.fill(precisions, Math.max(LEAST_PRECISION, largest));
    precisions[0] = LEAST_PRECISION;
    return precisions;
  }

  private void restart(String newLayout, RowSample sample, double[] precisions) {
    layout = newLayout;
    samples = 0;
    weight = 0;
    ones = 0;
    means = new double[sample.features];
    scale = new FrozenScale(sample);
    belief = new LogOdds(precisions);
    heldOut = new HeldOutLosses();
    served = false;
    servedVersion = 0;
  }

  private void holdOut(double[][] rows, RowSample sample, int heldOutBlocks) {
    // As if one row more of each kind had been seen, so that no base rate is 0 or 1.
    double[] baseRate = new double[sample.features + 1];
    baseRate[0] = StrictMath.log((ones + 1) / (weight - ones + 1));
    double loss = Logistic.loss(belief.mean, rows, sample.y);
    heldOut.add(rows.length, loss, Logistic.loss(baseRate, rows, sample.y), heldOutBlocks);
  }

  private void count(RowSample sample) {
    samples += sample.rows;
    for (int n = 0; n < sample.rows; n++) {
      weight++;
      ones += sample.y[n];
      for (int i = 0; i < means.length; i++) {
        means[i] += (sample.x[n * means.length + i] - means[i]) / weight;
      }
    }
  }

  private Refusal refusal(
      ModelGroup group, LearnerOptions options, double[] learned, double[][] rows, float[] y) {
    double loss = heldOut.loss();
    if (!scale.model(belief.mean).isFinite() || !Double.isFinite(loss)) {
      return refused(group, Refusal.NOT_FINITE, "Loss", Double.NaN, Double.MAX_VALUE);
    }
    double condition = belief.condition();
    if (!(condition <= options.largestCondition())) {
      return refused(group, Refusal.CONDITION, "Condition", condition, options.largestCondition());
    }
    if (served && rows.length >= options.leastJudges()) {
      double onNewest = Logistic.loss(learned, rows, y);
      double limit = options.tolerance() * Logistic.loss(servedWeights, rows, y) + ROUNDING;
      if (!(onNewest <= limit)) {
        return refused(
            group, Refusal.WORSE_THAN_LAST, "Log loss on the newest block", onNewest, limit);
      }
    }
    double limit = heldOut.naiveLoss() + ROUNDING;
    return loss <= limit
        ? null
        : refused(group, Refusal.WORSE_THAN_NAIVE, "Log loss on the held-out rows", loss, limit);
  }

  private Refusal refused(
      ModelGroup group, String reason, String thing, double value, double limit) {
    return Refusal.of(group, lastBlock, reason, thing, value, limit);
  }

  /** A copy that shares nothing with this one. */
  public LogisticLearner copy() {
    LogisticLearner copy = new LogisticLearner();
    copy.version = version;
    copy.layout = layout;
    copy.lastBlock = lastBlock;
    copy.samples = samples;
    copy.weight = weight;
    copy.ones = ones;
    copy.means = means.clone();
    copy.scale = scale.copy();
    copy.belief = belief.copy();
    copy.heldOut = heldOut.copy();
    copy.servedVersion = servedVersion;
    copy.served = served;
    copy.servedWeights = servedWeights.clone();
    return copy;
  }
}
