package io.skucast.core.smooth;

import java.util.Arrays;

/** Mean of the last {@code window} demands. State: a POJO of primitives and primitive arrays. */
public class MovingAverage implements Smoother {
  public int version = 1;

  /** Demands averaged, in periods. */
  public int window;

  /** Last demands in units; the demand of observation t (from 0) is at {@code t % window}. */
  public double[] ring;

  public long count;

  /** Four weeks of days. */
  public MovingAverage() {
    this(28);
  }

  public MovingAverage(int window) {
    this.window = Domain.atLeastOne("window", window);
    this.ring = new double[window];
  }

  @Override
  public void update(double demand) {
    ring[(int) (count % window)] = Domain.demand(demand);
    count++;
  }

  /** Sums the ring anew, since a running sum would keep the rounding of demands long gone. */
  @Override
  public double mean(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    int filled = (int) Math.min(count, window);
    double sum = 0;
    for (int i = 0; i < filled; i++) {
      sum += ring[i];
    }
    return filled == 0 ? 0 : sum / filled;
  }

  @Override
  public void means(double[] units) {
    Arrays.fill(units, mean(1));
  }

  /**
   * 1: a mean supposes a constant level with independent errors, whose responses c_j are zero
   * (Hyndman and Athanasopoulos 2021, Forecasting: Principles and Practice, table 5.2).
   */
  @Override
  public double errorGrowth(int horizon) {
    Domain.atLeastOne("horizon", horizon);
    return 1;
  }

  @Override
  public long observations() {
    return count;
  }

  @Override
  public MovingAverage copy() {
    MovingAverage copy = new MovingAverage(window);
    copy.version = version;
    copy.ring = ring.clone();
    copy.count = count;
    return copy;
  }
}
