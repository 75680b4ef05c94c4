package io.skucast.core.smooth;

/**
 * Demand added up over blocks of several lengths, each smoothed on its own; the forecast is the
 * mean of what they expect per period. Longer blocks have fewer zeros (ADIDA: Nikolopoulos et al.
 * 2011); the mean over lengths does without choosing one (iMAPA: Petropoulos and Kourentzes 2015).
 * State: a POJO of primitives and primitive arrays.
 */
public class MultipleAggregation implements Smoother {
  public int version = 1;

  /** Fraction of an error that a level takes on, 0 to 1. */
  public double alpha;

  /** Periods in a block, ascending; the first is 1. */
  public int[] lengths;

  /** Units per period, smoothed over the full blocks of each length. */
  public double[] levels;

  /** Units in the blocks that are not full yet. */
  public double[] open;

  public long count;

  /** Days, weeks and four weeks. */
  public MultipleAggregation() {
    this(0.1, 1, 7, 28);
  }

  public MultipleAggregation(double alpha, int... lengths) {
    this.alpha = Domain.fraction("alpha", alpha);
    this.lengths = lengths.clone();
    this.levels = new double[lengths.length];
    this.open = new double[lengths.length];
    for (int length : lengths) {
      Domain.atLeastOne("length", length);
    }
    if (lengths.length == 0 || lengths[0] != 1) {
      throw new IllegalArgumentException("the first length must be 1, so that a level is there");
    }
  }

  @Override
  public void update(double demand) {
    Domain.demand(demand);
    count++;
    for (int i = 0; i < lengths.length; i++) {
      open[i] += demand;
      if (count % lengths[i] == 0) {
        double blocks = (double) count / lengths[i];
        levels[i] += Math.max(alpha, 1 / blocks) * (open[i] / lengths[i] - levels[i]);
        open[i] = 0;
      }
    }
  }

  /** Of the lengths that have had a full block. */
  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    double sum = 0;
    int full = 0;
    for (int i = 0; i < lengths.length; i++) {
      if (count >= lengths[i]) {
        sum += levels[i];
        full++;
      }
    }
    return full == 0 ? 0 : Math.max(0, sum / full);
  }

  /** √(1 + α² (h - 1)) of the shortest block; longer ones are slower. */
  @Override
  public double errorGrowth(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.sqrt(1 + alpha * alpha * (horizon - 1));
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public MultipleAggregation copy() {
    MultipleAggregation copy = new MultipleAggregation(alpha, lengths);
    copy.version = version;
    copy.levels = levels.clone();
    copy.open = open.clone();
    copy.count = count;
    return copy;
  }
}
