package io.skucast.job.ml;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Outcome;
import io.skucast.core.learn.Refusal;
import io.skucast.core.learn.RowSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.common.feature.LabeledPointWithWeight;

/**
 * Trains the model of one group by gradients, block by block, on the sample of each. State: a POJO
 * of primitives, texts and primitive arrays.
 *
 * <p>Every block is predicted before it is learned from: by the coefficients so far, by the last
 * version and naively. A version is fit where it is finite and the coefficients so far were no
 * worse than both. A model that is not finite starts anew from the last version.
 */
public class GradientLearner {
  /** Losses of less than this are rounding. */
  private static final double ROUNDING = 1e-9;

  public int version = 1;

  /** The parts of the group; its horizons are of no meaning here. */
  public String model = "";

  public String category = "";

  /** Rows learned from. */
  public long samples;

  /** Mean of their labels. */
  public double meanLabel;

  /** Means of their features, and of the constant 1. */
  public double[] means = new double[0];

  /** One per feature, and last the intercept. */
  public double[] coefficients = new double[0];

  /** Sums that FTRL-proximal keeps of gradients. */
  public double[] z = new double[0];

  /** Sums that FTRL-proximal keeps of squared gradients. */
  public double[] n = new double[0];

  /** Coefficients of the last version; empty if none. */
  public double[] served = new double[0];

  /** Loss of what was learned before the last version's newest block, on that block. */
  public double servedLoss;

  /** Rows of the block before, which the next model is judged on. */
  public RowSample previous = new RowSample();

  static GradientLearner of(ModelGroup group) {
    GradientLearner learner = new GradientLearner();
    learner.model = group.model();
    learner.category = group.category();
    return learner;
  }

  ModelGroup group() {
    return new ModelGroup(model, category, 1, 1);
  }

  /**
   * Judges, then takes a block in.
   *
   * @param block rows of this group, of a later block than any before
   * @param effectiveAfter periods from the block's last to the first that would be predicted
   */
  Outcome learn(BlockSums block, Blocks blocks, GradientRule rule, int effectiveAfter) {
    List<LabeledPointWithWeight> rows = points(block.rows());
    if (rows.isEmpty()) {
      return new Outcome.Waiting();
    }
    boolean judged = samples > 0;
    if (!judged) {
      start(block.rows().features + 1);
    }
    double loss = rule.loss(coefficients, rows);
    double naiveLoss = rule.loss(rule.naive(coefficients.length, meanLabel, samples), rows);
    rule.descend(this, rows);
    count(rows);
    RowSample before = previous;
    previous = block.rows();
    if (!isFinite()) {
      startAgain();
      return refused(block, Refusal.NOT_FINITE, "Loss", Double.NaN, Double.MAX_VALUE);
    }
    if (!judged || samples < rule.leastSamples() || rows.size() < rule.leastSamples() / 20.0) {
      return new Outcome.Waiting();
    }
    if (!(loss <= naiveLoss + ROUNDING)) {
      return refused(
          block, Refusal.WORSE_THAN_NAIVE, "Loss on the newest block", loss, naiveLoss + ROUNDING);
    }
    if (served.length > 0) {
      double limit = rule.tolerance() * rule.loss(served, rows) + ROUNDING;
      if (!(loss <= limit)) {
        return refused(block, Refusal.WORSE_THAN_LAST, "Loss on the newest block", loss, limit);
      }
      List<LabeledPointWithWeight> last = points(before);
      double onLast = rule.loss(coefficients, last);
      // The last version has learned from these rows: where they are few, held-out loss is fairer.
      double limitOnLast =
          rule.tolerance() * Math.max(rule.loss(served, last), servedLoss) + ROUNDING;
      if (!(onLast <= limitOnLast)) {
        return refused(
            block, Refusal.WORSE_THAN_LAST, "Loss on the block before", onLast, limitOnLast);
      }
    }
    served = coefficients.clone();
    servedLoss = loss;
    int through = blocks.lastPeriod(block.block());
    ServedModel model = new ServedModel(category, through + 1L, through, served.clone());
    return new Outcome.Published(
        new ModelVersion(
            group(),
            through + 1L,
            Math.addExact(through, effectiveAfter),
            through,
            samples,
            loss,
            naiveLoss,
            rule.l1() + rule.l2(),
            Double.NaN,
            model.linear(),
            Arrays.copyOf(means, means.length - 1),
            rule.loss(coefficients, rows),
            1,
            1,
            ""));
  }

  private static List<LabeledPointWithWeight> points(RowSample sample) {
    List<LabeledPointWithWeight> points = new ArrayList<>(sample.rows);
    for (int row = 0; row < sample.rows; row++) {
      double[] x = new double[sample.features];
      for (int i = 0; i < x.length; i++) {
        x[i] = sample.x[row * x.length + i];
      }
      points.add(GradientDescent.point(x, sample.y[row]));
    }
    return points;
  }

  private void start(int size) {
    means = new double[size];
    coefficients = new double[size];
    z = new double[size];
    n = new double[size];
  }

  private void startAgain() {
    int size = coefficients.length;
    coefficients = served.length == 0 ? new double[size] : served.clone();
    z = new double[size];
    n = new double[size];
  }

  private boolean isFinite() {
    double sum = 0;
    for (int i = 0; i < coefficients.length; i++) {
      // 0 where finite, else NaN.
      sum += 0 * coefficients[i] + 0 * z[i] + 0 * n[i];
    }
    return sum == 0;
  }

  private void count(List<LabeledPointWithWeight> rows) {
    for (LabeledPointWithWeight row : rows) {
      samples++;
      meanLabel += (row.getLabel() - meanLabel) / samples;
      double[] x = row.getFeatures().values;
      for (int i = 0; i < means.length; i++) {
        means[i] += (x[i] - means[i]) / samples;
      }
    }
  }

  private Outcome refused(
      BlockSums block, String reason, String thing, double value, double limit) {
    String message =
        String.format(
            "%s of %s in block %d is %s, allowed is at most %s: the last version stays.",
            thing, group().key(), block.block(), value, limit);
    return new Outcome.Refused(
        new Refusal(group(), block.block(), reason, value, limit, message, 1));
  }

  /** A copy that shares nothing with this one. */
  public GradientLearner copy() {
    GradientLearner copy = of(group());
    copy.version = version;
    copy.samples = samples;
    copy.meanLabel = meanLabel;
    copy.means = means.clone();
    copy.coefficients = coefficients.clone();
    copy.z = z.clone();
    copy.n = n.clone();
    copy.served = served.clone();
    copy.servedLoss = servedLoss;
    copy.previous = previous.copy();
    return copy;
  }
}
