package io.skucast.core.level;

/**
 * What the series of one cell multiply their forecasts by, learned up to a sealed period.
 *
 * @param learned the sealed period
 * @param factors for the targets after the sealed period, the nearest first
 */
public record Factors(String category, String location, int learned, double[] factors) {

  /** The factor of a target; the last one there is for targets beyond it. */
  public double of(int target) {
    return factors[Math.max(0, Math.min(target - learned - 1, factors.length - 1))];
  }
}
