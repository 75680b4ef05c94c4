package io.skucast.core.smooth;

/**
 * The demand of the same place in the last season plus the smoothed change from season to season:
 * simple exponential smoothing of y(t) - y(t-m), the seasonally differenced series (Box and Jenkins
 * 1970; Hyndman and Athanasopoulos 2021, Forecasting: Principles and Practice, section 9.1), added
 * back. Until a season is full, the mean so far. State: a POJO of primitives and a POJO.
 */
public class SeasonalDifference implements Smoother {
  public int version = 1;

  /** Fraction of an error that the difference takes on, 0 to 1; 0 is the mean of all. */
  public double alpha;

  /** The last season. */
  public SeasonalNaive seasonal;

  /** Smoothed change from a period to the same place a season later, in units. */
  public double difference;

  /** A week of days. */
  public SeasonalDifference() {
    this(7, 0.1);
  }

  /**
   * @param period periods in a season
   */
  public SeasonalDifference(int period, double alpha) {
    this.seasonal = new SeasonalNaive(period);
    this.alpha = Domain.fraction("alpha", alpha);
  }

  /** The gain is at least 1/n for the n-th difference, so that the first ones are averaged. */
  @Override
  public void update(double demand) {
    Domain.demand(demand);
    long differences = seasonal.count - seasonal.period + 1;
    if (differences >= 1) {
      double change = demand - seasonal.mean(1);
      difference += Math.max(alpha, 1.0 / differences) * (change - difference);
    }
    seasonal.update(demand);
  }

  /**
   * y(t+h) = y(t+h-m) + difference, which over k = ⌊(h - 1) / m⌋ + 1 seasons is the demand of the
   * place in the last season + k difference, or zero where that is negative.
   */
  @Override
  public double mean(int horizon) {
    return Math.max(0, seasonal.mean(horizon) + seasonsAhead(horizon) * difference);
  }

  private int seasonsAhead(int horizon) {
    return (horizon - 1) / seasonal.period + 1;
  }

  /**
   * √(1 + Σ c_j²) with c_j = (⌊(j - 1) / m⌋ + 1) α + [m divides j]: an error now moves the
   * difference by α, once for each season ahead, and its own place by all of it.
   */
  @Override
  public double errorGrowth(int horizon) {
    double[] growths = new double[Domain.atLeastOne("horizon", horizon)];
    errorGrowths(growths);
    return growths[horizon - 1];
  }

  @Override
  public void errorGrowths(double[] growths) {
    double variance = 1;
    for (int j = 1; j <= growths.length; j++) {
      growths[j - 1] = Math.sqrt(variance);
      double response = seasonsAhead(j) * alpha + (j % seasonal.period == 0 ? 1 : 0);
      variance += response * response;
    }
  }

  @Override
  public long observations() {
    return seasonal.count;
  }

  @Override
  public SeasonalDifference copy() {
    SeasonalDifference copy = new SeasonalDifference(seasonal.period, alpha);
    copy.version = version;
    copy.seasonal = seasonal.copy();
    copy.difference = difference;
    return copy;
  }
}
