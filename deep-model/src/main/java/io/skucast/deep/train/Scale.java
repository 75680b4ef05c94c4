package io.skucast.deep.train;

/**
 * What errors of a series are divided by, so that series of any size weigh alike: its changes from
 * a period to the next, as in RMSSE and the scaled pinball loss of the M5 competition (Makridakis
 * et al. 2022).
 *
 * @param rootMeanSquareChange units, above zero
 * @param meanAbsoluteChange units, above zero
 */
record Scale(double rootMeanSquareChange, double meanAbsoluteChange) {
  /** The smallest that errors are divided by, in units: a series that hardly sells says little. */
  private static final double LEAST = 0.05;

  /** Of what is known up to a period. */
  static Scale of(TrainingSeries series, int through) {
    double squares = 0;
    double absolutes = 0;
    int count = 0;
    for (int period = series.first() + 1; period <= Math.min(through, series.last()); period++) {
      double change = series.units(period) - series.units(period - 1);
      squares += change * change;
      absolutes += Math.abs(change);
      count++;
    }
    int changes = Math.max(1, count);
    return new Scale(
        Math.max(LEAST, Math.sqrt(squares / changes)), Math.max(LEAST, absolutes / changes));
  }
}
