package io.skucast.core.learn;

import java.util.Arrays;

/**
 * Chooses the ridge, trains on everything and judges the result: one block's end of one {@link
 * LinearLearner}.
 *
 * <p>A version is fit where all its numbers are finite, its condition is allowed, the same training
 * without the held-out rows beats the naive forecast on those, and it is not worse than the last
 * version, in two ways. Trained without the newest block, it is no worse on that block, which the
 * last version has not seen either: so old rows that mislead do not come through. Trained with the
 * newest block, it is no worse on the rows before: so a poisoned newest block does not come
 * through, which the first way cannot see, as right after a publication both its models are one.
 */
final class LinearTrial {
  /** Losses of less than this part of the target's mean square are rounding. */
  private static final double ROUNDING = 1e-10;

  private final ModelGroup group;
  private final int block;
  private final LearnerOptions options;
  private final Gram training;
  private final Gram judges;
  private final Gram before;

  /**
   * @param training rows before the held-out ones
   * @param judges the held-out rows, the newest block among them
   * @param before all rows but the newest block's
   */
  LinearTrial(
      ModelGroup group,
      int block,
      LearnerOptions options,
      Gram training,
      Gram judges,
      Gram before) {
    this.group = group;
    this.block = block;
    this.options = options;
    this.training = training;
    this.judges = judges;
    this.before = before;
  }

  /**
   * @param last the last version, null if none
   * @param lastLoss loss of the last version on rows that were held out from it
   */
  Outcome judge(
      Gram newest,
      LinearModel last,
      double lastLoss,
      Blocks blocks,
      String layout,
      int effectiveOrigin) {
    Gram everything = before.copy();
    everything.add(newest);
    int place = bestRidge();
    Solution whole = solve(everything, options, place);
    while (whole.condition() > options.largestCondition() && place + 1 < options.ridges().length) {
      whole = solve(everything, options, ++place);
    }
    LinearModel judged = solve(training, options, place).model();
    double loss = judges.loss(judged);
    double naiveLoss = judges.loss(naive());
    Refusal refusal = refusal(whole, place, newest, last, lastLoss, loss, naiveLoss);
    if (refusal != null) {
      return new Outcome.Refused(refusal);
    }
    int trainedThrough = blocks.lastPeriod(block);
    return new Outcome.Published(
        new ModelVersion(
            group,
            trainedThrough + 1L,
            effectiveOrigin,
            trainedThrough,
            everything.samples,
            loss,
            naiveLoss,
            whole.ridge(),
            whole.condition(),
            whole.model(),
            Arrays.copyOf(everything.means, everything.features),
            everything.loss(whole.model()),
            everything.weight / everything.samples,
            mix(judged, loss),
            layout));
  }

  /** Place in the grid; the smallest of equals. */
  private int bestRidge() {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int place = 0; place < options.ridges().length; place++) {
      double loss = judges.loss(solve(training, options, place).model());
      if (loss < least) {
        least = loss;
        best = place;
      }
    }
    return best;
  }

  /** The solution with the penalty at a place of the grid. */
  static Solution solve(Gram gram, LearnerOptions options, int place) {
    double ridge = options.ridges()[place];
    return options.l1Share() > 0
        ? ElasticNet.solve(gram, ridge, options.l1Share())
        : RidgeRegression.solve(gram, ridge);
  }

  private LinearModel naive() {
    return options.naive() < 0
        ? new LinearModel(training.mean(training.features), new double[training.features])
        : feature(options.naive());
  }

  /** The feature itself, as a forecast. */
  private LinearModel feature(int place) {
    double[] coefficients = new double[training.features];
    coefficients[place] = 1;
    return new LinearModel(0, coefficients);
  }

  /**
   * Where the loss of (1 - mix) base + mix model is least on the held-out rows: it is a parabola in
   * the mix, which three points tell.
   */
  private double mix(LinearModel model, double loss) {
    if (options.base() < 0) {
      return 1;
    }
    LinearModel base = feature(options.base());
    double ofBase = judges.loss(base);
    double ofHalf = judges.loss(LinearModel.mean(base, model));
    double curve = 2 * (loss + ofBase - 2 * ofHalf);
    double slope = loss - ofBase - curve;
    if (!(curve > ROUNDING * ofBase)) {
      return loss < ofBase ? 1 : 0;
    }
    return Math.max(0, Math.min(1, -slope / (2 * curve)));
  }

  private Refusal refusal(
      Solution whole,
      int place,
      Gram newest,
      LinearModel last,
      double lastLoss,
      double loss,
      double naiveLoss) {
    if (!whole.model().isFinite() || !Double.isFinite(loss)) {
      return refused(Refusal.NOT_FINITE, "Loss", Double.NaN, Double.MAX_VALUE);
    }
    if (!(whole.condition() <= options.largestCondition())) {
      return refused(Refusal.CONDITION, "Condition", whole.condition(), options.largestCondition());
    }
    if (last != null && newest.samples >= options.leastJudges()) {
      double onNewest = newest.loss(solve(before, options, place).model());
      double limit = options.tolerance() * newest.loss(last) + rounding(newest);
      if (!(onNewest <= limit)) {
        return refused(Refusal.WORSE_THAN_LAST, "Loss on the newest block", onNewest, limit);
      }
    }
    if (last != null) {
      double onBefore = before.loss(whole.model());
      // The last version was fitted to these rows: where they are few, held-out loss is fairer.
      double lastOnBefore = Math.max(before.loss(last), lastLoss);
      double limit = options.tolerance() * lastOnBefore + rounding(before);
      if (!(onBefore <= limit)) {
        return refused(
            Refusal.SUSPECT_BLOCK, "Loss on the rows before the newest block", onBefore, limit);
      }
    }
    double limit = naiveLoss + rounding(judges);
    return loss <= limit
        ? null
        : refused(Refusal.WORSE_THAN_NAIVE, "Loss on the held-out rows", loss, limit);
  }

  private static double rounding(Gram gram) {
    double mean = gram.mean(gram.features);
    return ROUNDING * (gram.variance(gram.features) + mean * mean);
  }

  private Refusal refused(String reason, String thing, double value, double limit) {
    return Refusal.of(group, block, reason, thing, value, limit);
  }
}
