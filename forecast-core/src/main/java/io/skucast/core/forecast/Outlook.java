package io.skucast.core.forecast;

import io.skucast.core.sale.Series;

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
 * @param window the row of a deep model, see {@link io.skucast.core.deep.DeepLayout}; empty where
 *     deep forecasts are off, where the series' window does not say it, and once a model has had it
 * @param deepVersion of the deep model that has a part in it, {@link #NO_DEEP_VERSION} where none
 *     has, empty where deep forecasts are off
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
    double riseProbability,
    float[] window,
    String deepVersion) {
  /** Version where a deep model had no part in a forecast, though deep forecasts are on. */
  public static final String NO_DEEP_VERSION = "none";

  private static final float[] NO_WINDOW = new float[0];

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
      SealedRow[] sealed,
      float[] window,
      String deepVersion) {
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
        Double.NaN,
        window,
        deepVersion);
  }

  /** An outlook that no deep model is asked about. */
  public Outlook(
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
        contributions,
        riseProbability,
        NO_WINDOW,
        "");
  }

  /** This one with the row of a deep model, and the version that has a part in it. */
  public Outlook with(float[] deepRow, String version) {
    return new Outlook(
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
        contributions,
        riseProbability,
        deepRow,
        version);
  }

  /** The forecast that it is, of the forecaster of this name. */
  public Forecast forecast(String forecaster) {
    Series series = Series.ofKey(seriesKey);
    return new Forecast(
        series.sku(),
        series.location(),
        origin,
        forecaster,
        revision,
        mean,
        quantiles,
        contributions,
        riseProbability,
        deepVersion);
  }

  /** This one with other sealed periods. */
  public Outlook with(SealedRow[] others) {
    return new Outlook(
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
        others,
        contributions,
        riseProbability,
        window,
        deepVersion);
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
        issued ? riseProbability : earlier.riseProbability,
        window,
        deepVersion);
  }
}
