package io.skucast.core.forecast;

/**
 * What a series expects from one origin, on its way to the linear model, to be reconciled and
 * scored, and what it has sold for good since the last one.
 *
 * @param category of the series as of the origin, empty where it is not known
 * @param origin last period that the outlook is from
 * @param revision of the series up to the origin
 * @param observations that the series has had, by which it is known how young it is
 * @param issued whether forecasts are issued from this origin
 * @param lot smallest demand above zero so far, in units; 0 where there was none
 * @param mean units by the combination, horizon 1 first
 * @param quantiles units by the combination, one array a level; empty where nothing is issued
 * @param lagQuantiles the same at the lags that are scored, one array a level
 * @param lagMeans units by the other forecasters that are scored, one array each, by lag; NaN where
 *     there is no forecast
 * @param row numbers known at the origin, see {@link OriginRow}; empty once models have had it
 * @param sealed periods that were sealed on the way here, ascending without a gap
 * @param contributions what moved the mean most; empty where nothing is issued or no model had a
 *     part
 * @param riseProbability that demand of the next week rises, see {@link Forecast}; NaN where it is
 *     not known
 */
public record Outlook(
    String seriesKey,
    String category,
    int origin,
    long revision,
    long observations,
    boolean issued,
    double lot,
    double[] mean,
    double[][] quantiles,
    float[][] lagQuantiles,
    float[][] lagMeans,
    float[] row,
    SealedRow[] sealed,
    Contribution[] contributions,
    double riseProbability) {
  private static final Contribution[] NO_CONTRIBUTIONS = new Contribution[0];

  /** An outlook of the smoothers alone. */
  Outlook(
      String seriesKey,
      String category,
      int origin,
      long revision,
      long observations,
      boolean issued,
      double lot,
      double[] mean,
      double[][] quantiles,
      float[][] lagQuantiles,
      float[][] lagMeans,
      float[] row,
      SealedRow[] sealed) {
    this(
        seriesKey,
        category,
        origin,
        revision,
        observations,
        issued,
        lot,
        mean,
        quantiles,
        lagQuantiles,
        lagMeans,
        row,
        sealed,
        NO_CONTRIBUTIONS,
        Double.NaN);
  }

  /** This one, with what an earlier outlook from the same origin had sealed and has to issue. */
  public Outlook after(Outlook earlier) {
    if (earlier == null || earlier.sealed.length == 0 && !earlier.issued) {
      return this;
    }
    SealedRow[] all = new SealedRow[earlier.sealed.length + sealed.length];
    System.arraycopy(earlier.sealed, 0, all, 0, earlier.sealed.length);
    System.arraycopy(sealed, 0, all, earlier.sealed.length, sealed.length);
    return new Outlook(
        seriesKey,
        category,
        origin,
        revision,
        observations,
        issued || earlier.issued,
        lot,
        mean,
        issued ? quantiles : earlier.quantiles,
        lagQuantiles,
        lagMeans,
        row,
        all,
        issued ? contributions : earlier.contributions,
        issued ? riseProbability : earlier.riseProbability);
  }
}
