package io.skucast.core.score;

/**
 * The scores of one period and one forecaster over many series. Arrays by lag; NaN where there is
 * nothing to divide by.
 *
 * @param sku {@code category:…} or {@code *}, see {@link io.skucast.core.level.Level#series}
 * @param location a location or {@code *}
 * @param lags periods from origin to target
 * @param series series that were scored
 * @param demand units, of the series that were scored
 * @param wape sum of absolute errors over sum of demand
 * @param biasShare sum of errors, demand less forecast, over sum of demand: positive where
 *     forecasts are too low
 * @param rmsse root of the mean squared scaled error over series, each at most {@link
 *     RollUp#LARGEST_SQUARE}
 * @param pinballShare sum of pinball losses over sum of demand; of the combination only
 * @param coverage80 share of series whose demand was in the 80 % band; of the combination only
 * @param coverage90 the same of the 90 % band
 */
public record RolledUp(
    String sku,
    String location,
    int period,
    String forecaster,
    int[] lags,
    long[] series,
    double[] demand,
    double[] wape,
    double[] biasShare,
    double[] rmsse,
    double[] pinballShare,
    double[] coverage80,
    double[] coverage90) {}
