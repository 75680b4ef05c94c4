package io.skucast.core.smooth;

/**
 * Size of a demand and periods between demands, each smoothed when there is one; the forecast is
 * their ratio (Croston 1972). The first demand and the periods up to it are the first size and
 * interval.
 *
 * <p>The ratio is too high on average; Syntetos and Boylan (2005) multiply it by 1 - α/2, which
 * makes it their approximation (SBA), approximately unbiased. State: a POJO of primitives.
 */
public class Croston implements Smoother {
  public int version = 1;

  /** Fraction of an error that size and interval take on, 0 to 1. */
  public double alpha;

  /** 1, or 1 - α/2 for the approximation of Syntetos and Boylan. */
  public double factor;

  /** Units of a demand that is not zero. */
  public double size;

  /** Periods from one demand to the next; zero before the first. */
  public double interval;

  /** Periods since the last demand. */
  public long since;

  public long count;

  /** Croston's own, with a fraction of 0.1. */
  public Croston() {
    this(0.1, false);
  }

  /**
   * @param debiased whether the factor of Syntetos and Boylan is applied
   */
  public Croston(double alpha, boolean debiased) {
    this.alpha = Domain.fraction("alpha", alpha);
    this.factor = debiased ? 1 - alpha / 2 : 1;
  }

  @Override
  public void update(double demand) {
    Domain.demand(demand);
    count++;
    since++;
    if (demand > 0) {
      if (interval == 0) {
        size = demand;
        interval = since;
      } else {
        size += alpha * (demand - size);
        interval += alpha * (since - interval);
      }
      since = 0;
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
    return interval == 0 ? 0 : factor * size / interval;
  }

  /** √(1 + α² (h - 1)), as of the simple smoothing that size and interval go through. */
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
  public Croston copy() {
    Croston copy = new Croston(alpha, false);
    copy.version = version;
    copy.factor = factor;
    copy.size = size;
    copy.interval = interval;
    copy.since = since;
    copy.count = count;
    return copy;
  }
}
