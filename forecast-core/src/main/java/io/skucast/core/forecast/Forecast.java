package io.skucast.core.forecast;

/**
 * One series, one origin, one forecaster.
 *
 * @param origin the last closed period the forecast was issued from
 * @param revision sales and signals of the series up to the origin: grows with every correction
 * @param mean units expected per horizon, horizon 1 first; never negative
 * @param quantiles units, one array per level of the run, ascending, each with a value per horizon
 * @param contributions what moved the mean most, the largest first; empty where no model had a part
 * @param riseProbability that demand of the next week is above that of a usual one by more than the
 *     share that is set, 0 to 1; NaN where it is not known
 * @param deepVersion of the deep model that has a part in it, {@link Outlook#NO_DEEP_VERSION} where
 *     none has though deep forecasts are on, empty where they are off or have no part in this
 *     forecaster
 */
public record Forecast(
    String sku,
    String location,
    int origin,
    String forecaster,
    long revision,
    double[] mean,
    double[][] quantiles,
    Contribution[] contributions,
    double riseProbability,
    String deepVersion) {
  private static final Contribution[] NONE = new Contribution[0];

  /** A forecast without explanation. */
  public Forecast(
      String sku,
      String location,
      int origin,
      String forecaster,
      long revision,
      double[] mean,
      double[][] quantiles) {
    this(sku, location, origin, forecaster, revision, mean, quantiles, NONE, Double.NaN, "");
  }

  /** A forecast in which no deep model has a part. */
  public Forecast(
      String sku,
      String location,
      int origin,
      String forecaster,
      long revision,
      double[] mean,
      double[][] quantiles,
      Contribution[] contributions,
      double riseProbability) {
    this(
        sku,
        location,
        origin,
        forecaster,
        revision,
        mean,
        quantiles,
        contributions,
        riseProbability,
        "");
  }
}
