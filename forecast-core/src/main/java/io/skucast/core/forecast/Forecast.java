package io.skucast.core.forecast;

/**
 * One series, one origin, one forecaster.
 *
 * @param origin the last closed period the forecast was issued from
 * @param revision sales and signals of the series up to the origin: grows with every correction
 * @param mean units expected per horizon, horizon 1 first; never negative
 * @param quantiles units, one array per level of the run, ascending, each with a value per horizon
 */
public record Forecast(
    String sku,
    String location,
    int origin,
    String forecaster,
    long revision,
    double[] mean,
    double[][] quantiles) {}
