package io.skucast.core.forecast;

/**
 * One period of a series that can no longer change: what was sold in it, and what was known and
 * expected at its end.
 *
 * @param category of the series as of the period, empty where it is not known
 * @param unitsMilli thousandths of units sold, net of returns
 * @param inStock whether the period says what demand was; not so where stock ran out
 * @param trust of the series in itself, see {@link Newcomer}
 * @param expected units by the combination of smoothers, horizon 1 first; empty once it has been
 *     taken into account
 * @param row numbers known at the end of the period, see {@link OriginRow}; empty likewise
 * @param window the row of a deep model, see {@link io.skucast.core.deep.DeepLayout}; empty
 *     likewise, and where there is none
 */
public record SealedRow(
    String seriesKey,
    String category,
    int period,
    long unitsMilli,
    boolean inStock,
    double trust,
    double[] expected,
    float[] row,
    float[] window) {
  private static final double[] NOTHING = new double[0];
  private static final float[] NO_ROW = new float[0];

  /** A period of which no deep model is asked. */
  public SealedRow(
      String seriesKey,
      String category,
      int period,
      long unitsMilli,
      boolean inStock,
      double trust,
      double[] expected,
      float[] row) {
    this(seriesKey, category, period, unitsMilli, inStock, trust, expected, row, NO_ROW);
  }

  /** Units that were sold; net returns are none. */
  public double demand() {
    return Math.max(0, unitsMilli) / 1000.0;
  }

  /** This one with the row of a deep model. */
  public SealedRow with(float[] deepRow) {
    return new SealedRow(
        seriesKey, category, period, unitsMilli, inStock, trust, expected, row, deepRow);
  }

  /**
   * What remains once linear models have had their say, where a deep one still has to.
   *
   * @param units by smoothers and linear models, horizon 1 first
   */
  public SealedRow expecting(double[] units) {
    return new SealedRow(
        seriesKey, category, period, unitsMilli, inStock, trust, units, NO_ROW, window);
  }

  /** What remains once the expectation has been taken into account. */
  public SealedRow takenIntoAccount() {
    return new SealedRow(seriesKey, category, period, unitsMilli, inStock, trust, NOTHING, NO_ROW);
  }
}
