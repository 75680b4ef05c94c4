package io.skucast.core.smooth;

/**
 * {@link HoltWinters} of log(1 + demand), so that trend and season multiply and zeros are still
 * allowed. The mean back in units is that of a lognormal, exp(μ + σ²/2) - 1: exp(μ) alone would be
 * the median and too low on average (Guerrero 1993; Hyndman and Athanasopoulos 2021, Forecasting:
 * Principles and Practice, section 5.6). σ² is the discounted mean square of the one-step errors on
 * the log scale. State: a POJO of primitives and a POJO.
 */
public class LogHoltWinters implements Smoother {
  /**
   * Most that the spread may raise a mean: a factor of two. Logarithms of intermittent demand are
   * far from normal, and there exp(σ²/2) says nothing.
   */
  static final double LARGEST_HALF_VARIANCE = StrictMath.log(2);

  public int version = 1;

  /** Learns log(1 + demand). */
  public HoltWinters logs;

  /** Fraction of a squared error that the variance takes on, 0 to 1. */
  public double delta;

  /** Of the one-step errors on the log scale, from the second season on. */
  public double variance;

  /** A week of days. */
  public LogHoltWinters() {
    this(7, 0.1, 0.05, 0.1, 0.9, 0.05);
  }

  /**
   * @param period periods in a season; 1 is no season
   * @param alpha of the level, beta of the slope, gamma of the season, phi of the damping: as of
   *     {@link HoltWinters}
   */
  public LogHoltWinters(
      int period, double alpha, double beta, double gamma, double phi, double delta) {
    this.logs = new HoltWinters(period, alpha, beta, gamma, phi);
    this.delta = Domain.fraction("delta", delta);
  }

  /** Errors count once the first season is full: before that the season itself would be one. */
  @Override
  public void update(double demand) {
    double log = StrictMath.log1p(Domain.demand(demand));
    long errors = logs.count - logs.season.length + 1;
    if (errors >= 1) {
      double error = log - logs.mean(1);
      variance += Math.max(delta, 1.0 / errors) * (error * error - variance);
    }
    logs.update(log);
  }

  @Override
  public double mean(int horizon) {
    return units(logs.mean(horizon), logs.errorGrowth(horizon));
  }

  @Override
  public void means(double[] units) {
    double[] growths = new double[units.length];
    logs.means(units);
    logs.errorGrowths(growths);
    for (int h = 0; h < units.length; h++) {
      units[h] = units(units[h], growths[h]);
    }
  }

  /** At most twice the largest demand: a trend of logarithms is exponential and would explode. */
  private double units(double log, double growth) {
    double halfVariance = Math.min(LARGEST_HALF_VARIANCE, variance * growth * growth / 2);
    return Math.min(2 * StrictMath.expm1(logs.peak), StrictMath.expm1(log + halfVariance));
  }

  /**
   * That of the logarithms, which to first order is that of the units: an error on the log scale is
   * then a share of the mean.
   */
  @Override
  public double errorGrowth(int horizon) {
    return logs.errorGrowth(horizon);
  }

  @Override
  public void errorGrowths(double[] growths) {
    logs.errorGrowths(growths);
  }

  @Override
  public long observations() {
    return logs.count;
  }

  @Override
  public LogHoltWinters copy() {
    LogHoltWinters copy = new LogHoltWinters();
    copy.version = version;
    copy.logs = logs.copy();
    copy.delta = delta;
    copy.variance = variance;
    return copy;
  }
}
