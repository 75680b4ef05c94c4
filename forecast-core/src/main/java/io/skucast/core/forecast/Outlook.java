package io.skucast.core.forecast;

import java.util.Arrays;

/**
 * What a series expects from one origin, on its way to be reconciled and scored, and what it has
 * sold for good since the last one.
 *
 * @param category of the series as of the origin, empty where it is not known
 * @param origin last period that the outlook is from
 * @param revision of the series up to the origin
 * @param observations that the series has had, by which it is known how young it is
 * @param issued whether forecasts are issued from this origin
 * @param mean units by the combination, horizon 1 first
 * @param quantiles units by the combination, one array a level; empty where nothing is issued
 * @param lagQuantiles the same at the lags that are scored, one array a level
 * @param lagMeans units by the other forecasters that are scored, one array each, by lag
 * @param firstSealed first of the periods that were sealed on the way here
 * @param sealedMilli thousandths of units sold in them, net of returns
 * @param sealedCategories of the series as of them
 */
public record Outlook(
    String seriesKey,
    String category,
    int origin,
    long revision,
    long observations,
    boolean issued,
    double[] mean,
    double[][] quantiles,
    float[][] lagQuantiles,
    float[][] lagMeans,
    int firstSealed,
    long[] sealedMilli,
    String[] sealedCategories) {

  /** This one, with what an earlier outlook from the same origin had sealed and has to issue. */
  public Outlook after(Outlook earlier) {
    if (earlier == null || earlier.sealedMilli.length == 0 && !earlier.issued) {
      return this;
    }
    Outlook both =
        new Outlook(
            seriesKey,
            category,
            origin,
            revision,
            observations,
            issued || earlier.issued,
            mean,
            issued ? quantiles : earlier.quantiles,
            lagQuantiles,
            lagMeans,
            firstSealed,
            sealedMilli,
            sealedCategories);
    int before = earlier.sealedMilli.length;
    if (before == 0) {
      return both;
    }
    int all = before + sealedMilli.length;
    long[] units = Arrays.copyOf(earlier.sealedMilli, all);
    String[] categories = Arrays.copyOf(earlier.sealedCategories, all);
    System.arraycopy(sealedMilli, 0, units, before, sealedMilli.length);
    System.arraycopy(sealedCategories, 0, categories, before, sealedMilli.length);
    return both.sealing(earlier.firstSealed, units, categories);
  }

  /** This one, with these periods sealed on the way. */
  Outlook sealing(int first, long[] units, String[] categories) {
    return new Outlook(
        seriesKey,
        category,
        origin,
        revision,
        observations,
        issued,
        mean,
        quantiles,
        lagQuantiles,
        lagMeans,
        first,
        units,
        categories);
  }
}
