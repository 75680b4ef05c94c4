package io.skucast.core.smooth;

/**
 * Simple exponential smoothing with half the slope of the straight line through the past as drift:
 * what the theta method of Assimakopoulos and Nikolopoulos (2000) comes to (Hyndman and Billah
 * 2003, equation 8). State: a POJO of primitives.
 */
public class Theta implements Smoother {
  public int version = 1;
  public SimpleExponentialSmoothing smoothing;

  /** Mean of all demands, in units. */
  public double meanDemand;

  /** Σ (t - mean t)(y_t - mean y), in units times periods. */
  public double covariance;

  public Theta() {
    this(0.1);
  }

  public Theta(double alpha) {
    this.smoothing = new SimpleExponentialSmoothing(alpha);
  }

  @Override
  public void update(double demand) {
    smoothing.update(demand);
    long n = smoothing.count;
    // Times are 1 to n: before this one their mean was n/2. Welford (1962) for a covariance.
    double timeAbove = n - n / 2.0;
    meanDemand += (demand - meanDemand) / n;
    covariance += n == 1 ? 0 : timeAbove * (demand - meanDemand);
  }

  /** Units per period of the least-squares line; Σ (t - mean t)² is n (n² - 1) / 12. */
  double slope() {
    double n = smoothing.count;
    return n < 2 ? 0 : covariance / (n * (n * n - 1) / 12);
  }

  /** level + b/2 (h - 1 + (1 - (1 - α)^n) / α), or zero where that is negative. */
  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    double alpha = Math.max(smoothing.alpha, 1e-9);
    double lag = (1 - StrictMath.pow(1 - alpha, smoothing.count)) / alpha;
    return Math.max(0, smoothing.level + slope() / 2 * (horizon - 1 + lag));
  }

  @Override
  public double errorGrowth(int horizon) {
    return smoothing.errorGrowth(horizon);
  }

  @Override
  public long observations() {
    return smoothing.count;
  }

  @Override
  public Theta copy() {
    Theta copy = new Theta(smoothing.alpha);
    copy.version = version;
    copy.smoothing = smoothing.copy();
    copy.meanDemand = meanDemand;
    copy.covariance = covariance;
    return copy;
  }
}
