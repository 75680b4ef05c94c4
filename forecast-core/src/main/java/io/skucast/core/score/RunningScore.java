package io.skucast.core.score;

/**
 * What the scores of one forecaster of one series come to lately, see {@link Ledger} for how they
 * are averaged. Arrays by lag; NaN where there is none yet.
 *
 * @param scores scores that the figures are made of, up to {@link Ledger#MEMORY}
 * @param bias units, mean of demand less forecast: positive where forecasts are too low
 * @param mae units, mean absolute error
 * @param mse units squared, mean squared error
 * @param mase {@code mae} over the mean absolute change of demand (Hyndman and Koehler 2006),
 *     online: changes over the whole series up to the period
 * @param rmsse root of {@code mse} over the mean squared change of demand, likewise
 * @param addedToNaive forecast value added: 1 less {@code mae} over the naive forecaster's; 0.2
 *     means a fifth less error, below 0 worse
 * @param addedToSeasonalNaive the same against the seasonal naive one
 * @param pinball units, mean pinball loss over all levels; of the combination only
 * @param coverage50 share of demands in the 50 % band; of the combination only
 * @param coverage80 of the 80 % band
 * @param coverage90 of the 90 % band
 * @param trackingSignal of the combination at lag 1, -1 to 1, else NaN; see {@link
 *     io.skucast.core.drift.TrackingSignal}
 */
public record RunningScore(
    int[] scores,
    double[] bias,
    double[] mae,
    double[] mse,
    double[] mase,
    double[] rmsse,
    double[] addedToNaive,
    double[] addedToSeasonalNaive,
    double[] pinball,
    double[] coverage50,
    double[] coverage80,
    double[] coverage90,
    double trackingSignal) {}
