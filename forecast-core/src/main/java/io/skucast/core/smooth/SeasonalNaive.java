package io.skucast.core.smooth;

/**
 * The demand of the same place in the last season. Until a season is full, the mean so far. State:
 * a POJO of primitives and primitive arrays.
 */
public class SeasonalNaive implements Smoother {
  public int version = 1;

  /** Periods in a season. */
  public int period;

  /** Last season in units; the demand of observation t (from 0) is at {@code t % period}. */
  public double[] last;

  public long count;

  /** A week of days. */
  public SeasonalNaive() {
    this(7);
  }

  public SeasonalNaive(int period) {
    this.period = Domain.atLeastOne("period", period);
    this.last = new double[period];
  }

  @Override
  public void update(double demand) {
    last[(int) (count % period)] = Domain.demand(demand);
    count++;
  }

  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    if (count >= period) {
      return last[(int) ((count + horizon - 1) % period)];
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += last[i];
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * √(1 + k) with k = ⌊(h - 1) / m⌋ full seasons ahead: class 1 with c_j = 1 for each j that is a
   * multiple of m and 0 otherwise (Hyndman et al. 2008, section 6.3, with γ = 1 and a fixed level).
   */
  @Override
  public double errorGrowth(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return Math.sqrt(1.0 + (horizon - 1) / period);
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public SeasonalNaive copy() {
    SeasonalNaive copy = new SeasonalNaive(period);
    copy.version = version;
    copy.last = last.clone();
    copy.count = count;
    return copy;
  }
}
