package io.skucast.core.smooth;

/**
 * Probability of a demand, smoothed every period, times its size, smoothed when there is one
 * (Teunter, Syntetos and Babai 2011, TSB). Unlike Croston's it fades when demand ceases. The first
 * demand is the first size, one over the periods up to it the first probability. State: a POJO of
 * primitives.
 */
public class TeunterSyntetosBabai implements Smoother {
  public int version = 1;

  /** Fraction of an error that the size takes on, 0 to 1. */
  public double alpha;

  /** Fraction of an error that the probability takes on, 0 to 1. */
  public double beta;

  /** Units of a demand that is not zero. */
  public double size;

  /** Of a demand in a period; negative before the first. */
  public double probability = -1;

  public long count;

  public TeunterSyntetosBabai() {
    this(0.1, 0.05);
  }

  public TeunterSyntetosBabai(double alpha, double beta) {
    this.alpha = Domain.fraction("alpha", alpha);
    this.beta = Domain.fraction("beta", beta);
  }

  @Override
  public void update(double demand) {
    Domain.demand(demand);
    count++;
    boolean first = probability < 0;
    if (first && demand > 0) {
      size = demand;
      probability = 1.0 / count;
    } else if (!first) {
      probability += beta * ((demand > 0 ? 1 : 0) - probability);
      if (demand > 0) {
        size += alpha * (demand - size);
      }
    }
  }

  /** An expectation is neither a demand nor a period without one. */
  @Override
  public void skip(double expected) {
    Domain.demand(expected);
    count++;
  }

  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.max(0, probability) * size;
  }

  /** √(1 + β² (h - 1)), as of the simple smoothing that the probability goes through. */
  @Override
  public double errorGrowth(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.sqrt(1 + beta * beta * (horizon - 1));
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public TeunterSyntetosBabai copy() {
    TeunterSyntetosBabai copy = new TeunterSyntetosBabai(alpha, beta);
    copy.version = version;
    copy.size = size;
    copy.probability = probability;
    copy.count = count;
    return copy;
  }
}
