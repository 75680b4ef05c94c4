package io.skucast.core.smooth;

/** A level that moves towards each demand by a fraction alpha. State: a POJO of primitives. */
public class SimpleExponentialSmoothing implements Smoother {
  public int version = 1;

  /** Fraction of an error that the level takes on, 0 to 1; 0 is the mean of all demands. */
  public double alpha;

  /** Units. */
  public double level;

  public long count;

  public SimpleExponentialSmoothing() {
    this(0.1);
  }

  public SimpleExponentialSmoothing(double alpha) {
    this.alpha = Domain.fraction("alpha", alpha);
  }

  /** The gain is at least 1/t, so that a young series is averaged and no first level is guessed. */
  @Override
  public void update(double demand) {
    Domain.demand(demand);
    count++;
    level += Math.max(alpha, 1.0 / count) * (demand - level);
  }

  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.max(0, level);
  }

  /** √(1 + α² (h - 1)): class 1 with c_j = α (Hyndman et al. 2008, section 6.3). */
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
  public SimpleExponentialSmoothing copy() {
    SimpleExponentialSmoothing copy = new SimpleExponentialSmoothing(alpha);
    copy.version = version;
    copy.level = level;
    copy.count = count;
    return copy;
  }
}
