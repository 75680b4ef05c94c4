package io.skucast.core.level;

import io.skucast.core.forecast.Newcomer;

/**
 * What the series of one cell multiply their forecasts by, learned up to a sealed period.
 *
 * @param learned the sealed period
 * @param factors for the targets after the sealed period, the nearest first
 * @param typical units that a series of the cell usually expects, before any factor, for the same
 */
public record Factors(
    String category, String location, int learned, double[] factors, double[] typical) {

  /** The factor of a target; the last one there is for targets beyond it. */
  public double of(int target) {
    return factors[place(target)];
  }

  /** What a series of the cell usually expects of a target, in units. */
  public double typical(int target) {
    return typical[place(target)];
  }

  private int place(int target) {
    return Math.max(0, Math.min(target - learned - 1, factors.length - 1));
  }

  /**
   * The forecast that is issued.
   *
   * @param own units that the series itself expects of the target
   * @param trust of a young series in itself, see {@link Newcomer}
   */
  public double issued(int target, double own, double trust) {
    return of(target) * (trust * own + (1 - trust) * typical(target));
  }
}
