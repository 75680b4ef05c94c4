package io.skucast.core.backtest;

/**
 * The quantile levels of the forecasts that are scored, and the central bands among them.
 *
 * @param levels ascending, each between 0 and 1
 */
public record Bands(double[] levels) {
  /** Shares of demands that the bands are to hold. */
  private static final double[] SHARES = {0.5, 0.8, 0.9};

  /** How many bands there are. */
  public static int count() {
    return SHARES.length;
  }

  /** The share of demands that a band is to hold. */
  public static double share(int band) {
    return SHARES[band];
  }

  /** Whether both ends of the band are among the levels. */
  public boolean has(int band) {
    return low(band) >= 0 && high(band) >= 0;
  }

  /** Place of the band's lower end among the levels, or -1. */
  public int low(int band) {
    return indexOf((1 - SHARES[band]) / 2);
  }

  /** Place of the band's upper end among the levels, or -1. */
  public int high(int band) {
    return indexOf((1 + SHARES[band]) / 2);
  }

  private int indexOf(double level) {
    for (int i = 0; i < levels.length; i++) {
      if (Math.abs(levels[i] - level) < 1e-9) {
        return i;
      }
    }
    return -1;
  }
}
