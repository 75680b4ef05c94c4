package io.skucast.core.learn;

/**
 * The learner of one group, of whatever kind of model, and what is known of its last version.
 * State: a POJO of primitives, texts and such POJOs.
 */
public class GroupLearner {
  public int version = 1;

  /** The parts of the {@link ModelGroup}. */
  public String model = "";

  public String category = "";
  public int firstHorizon;
  public int lastHorizon;

  /** Of a {@link ModelGroup#LINEAR} group; null of any other. */
  public LinearLearner linear;

  /** Of a {@link ModelGroup#DIRECTION} group; null of any other. */
  public LogisticLearner logistic;

  /** Number of the last version published; 0 if none. */
  public long newestVersion;

  /** First origin that the last version is effective from. */
  public int effectiveOrigin;

  /** Rows that the last version was trained on. */
  public long samples;

  /** Held-out loss of the last version; NaN if none. */
  public double loss = Double.NaN;

  /** Models refused so far. */
  public long refusals;

  /** Models refused since the last version. */
  public int refusedInARow;

  /** A learner that knows nothing yet. */
  public static GroupLearner of(ModelGroup group) {
    GroupLearner learner = new GroupLearner();
    learner.model = group.model();
    learner.category = group.category();
    learner.firstHorizon = group.firstHorizon();
    learner.lastHorizon = group.lastHorizon();
    if (ModelGroup.LINEAR.equals(group.model())) {
      learner.linear = new LinearLearner();
    } else {
      learner.logistic = new LogisticLearner();
    }
    return learner;
  }

  public ModelGroup group() {
    return new ModelGroup(model, category, firstHorizon, lastHorizon);
  }

  /**
   * Takes a block in, trains and judges.
   *
   * @param block sums of this group, of a later block than any before
   * @param effectiveAfter origins from the block's last period to the first that would use the
   *     version
   * @param layout fingerprint of the feature layout; empty if none
   */
  public Outcome learn(
      BlockSums block, Blocks blocks, LearnerOptions options, int effectiveAfter, String layout) {
    int effective = Math.addExact(blocks.lastPeriod(block.block()), effectiveAfter);
    Outcome outcome =
        linear != null
            ? linear.learn(group(), block.block(), block.sums(), blocks, options, effective, layout)
            : logistic.learn(
                group(), block.block(), block.rows(), blocks, options, effective, layout);
    if (outcome instanceof Outcome.Published published) {
      newestVersion = published.version().version();
      effectiveOrigin = published.version().effectiveOrigin();
      samples = published.version().samples();
      loss = published.version().loss();
      refusedInARow = 0;
    } else if (outcome instanceof Outcome.Refused refused) {
      refusals++;
      refusedInARow++;
      return new Outcome.Refused(refused.refusal().inARow(refusedInARow));
    }
    return outcome;
  }

  /** A copy that shares nothing with this one. */
  public GroupLearner copy() {
    GroupLearner copy = new GroupLearner();
    copy.version = version;
    copy.model = model;
    copy.category = category;
    copy.firstHorizon = firstHorizon;
    copy.lastHorizon = lastHorizon;
    copy.linear = linear == null ? null : linear.copy();
    copy.logistic = logistic == null ? null : logistic.copy();
    copy.newestVersion = newestVersion;
    copy.effectiveOrigin = effectiveOrigin;
    copy.samples = samples;
    copy.loss = loss;
    copy.refusals = refusals;
    copy.refusedInARow = refusedInARow;
    return copy;
  }
}
