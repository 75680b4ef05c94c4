package io.skucast.core.level;

/**
 * What the series of one category at one location did in one sealed period, and what they expect
 * together after it. Integers, so that sums do not depend on the order in which they are made.
 *
 * @param unitsMilli thousandths of units sold, net of returns of each series
 * @param expectedMicro millionths of units, horizon 1 first
 */
public record CellSums(
    String category, String location, int period, long unitsMilli, long[] expectedMicro) {

  /** The most that one series adds to a sum, so that a thousand such series do not overflow it. */
  private static final double LARGEST_UNITS = 9e9;

  /** Millionths of units, for {@link #expectedMicro}. */
  public static long micro(double units) {
    return Math.round(Math.min(units, LARGEST_UNITS) * 1e6);
  }
}
