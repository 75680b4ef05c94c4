package io.skucast.core.backtest;

/**
 * How much a series changed from one period to the next between its first sale and an origin: what
 * errors are divided by, so that those of large and small series compare (Hyndman and Koehler 2006,
 * "Another look at measures of forecast accuracy", section 3; squared in Makridakis, Spiliotis and
 * Assimakopoulos 2022, "M5 accuracy competition", section 2.4).
 *
 * @param meanSquareChange units squared, above zero
 * @param meanAbsoluteChange units, above zero
 */
public record Scale(double meanSquareChange, double meanAbsoluteChange) {

  /**
   * The scale at each origin; null where the series had not begun before the origin or had never
   * changed: nothing can be scaled by it.
   *
   * @param origins ascending
   */
  public static Scale[] at(SeriesHistory history, int[] origins) {
    Scale[] scales = new Scale[origins.length];
    double squares = 0;
    double absolutes = 0;
    int period = history.first();
    for (int i = 0; i < origins.length; i++) {
      while (period < origins[i]) {
        period++;
        double change = history.demand(period) - history.demand(period - 1);
        squares += change * change;
        absolutes += Math.abs(change);
      }
      int changes = origins[i] - history.first();
      if (changes > 0 && squares > 0) {
        scales[i] = new Scale(squares / changes, absolutes / changes);
      }
    }
    return scales;
  }
}
