package io.skucast.core.level;

import io.skucast.core.forecast.Newcomer;

/**
 * What the series of one category at one location did in one sealed period, and what they expect
 * together after it. Integers, so that sums do not depend on the order in which they are made.
 *
 * @param unitsMilli thousandths of units sold, net of returns of each series
 * @param trustMicro millionths: how many series it is, young ones counted by how far they trust
 *     themselves, see {@link Newcomer}
 * @param borrowedMicro millionths: the rest of the young ones
 * @param expectedMicro millionths of units, each series' by its trust, horizon 1 first
 */
public record CellSums(
    String category,
    String location,
    int period,
    long unitsMilli,
    long trustMicro,
    long borrowedMicro,
    long[] expectedMicro) {

  /** Both together; the sums are of the same cell and period. */
  public CellSums plus(CellSums other) {
    long[] expected = expectedMicro.clone();
    for (int h = 0; h < expected.length; h++) {
      expected[h] += other.expectedMicro[h];
    }
    return new CellSums(
        category,
        location,
        period,
        unitsMilli + other.unitsMilli,
        trustMicro + other.trustMicro,
        borrowedMicro + other.borrowedMicro,
        expected);
  }

  /** Units that a series of the cell usually expects at a horizon. */
  double typical(int horizon) {
    return trustMicro == 0 ? 0 : (double) expectedMicro[horizon - 1] / trustMicro;
  }

  /** Units that the series expect together, each young one's borrowed part at {@code typical}. */
  double expected(int horizon, double typical) {
    return (expectedMicro[horizon - 1] + borrowedMicro * typical) / 1e6;
  }

  /** The most that one series adds to a sum, so that a thousand such series do not overflow it. */
  private static final double LARGEST_UNITS = 9e9;

  /** Millionths of units, for {@link #expectedMicro}. */
  public static long micro(double units) {
    return Math.round(Math.min(units, LARGEST_UNITS) * 1e6);
  }
}
