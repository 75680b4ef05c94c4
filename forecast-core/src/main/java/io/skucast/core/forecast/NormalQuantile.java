package io.skucast.core.forecast;

/**
 * The standard normal quantile, to 5e-4: the rational approximation 26.2.23 of Abramowitz and
 * Stegun (1964). Bands need no more, and the same bits come out on every machine.
 */
final class NormalQuantile {
  private NormalQuantile() {}

  /**
   * @param level between 0 and 1
   */
  static double of(double level) {
    double tail = Math.min(level, 1 - level);
    double t = Math.sqrt(-2 * StrictMath.log(tail));
    double above =
        t
            - (2.515517 + t * (0.802853 + t * 0.010328))
                / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
    return level < 0.5 ? -above : above;
  }
}
