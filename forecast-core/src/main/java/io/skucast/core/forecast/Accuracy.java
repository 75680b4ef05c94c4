package io.skucast.core.forecast;

/**
 * How one forecaster's one-step forecasts of one series have turned out, each made before its
 * period was known.
 *
 * @param origin last period that was scored
 * @param revision sales and signals of the series up to the origin: grows with every correction
 * @param errors forecasts scored
 * @param meanAbsolute units (MAE)
 * @param meanSquare units squared (MSE)
 * @param bias units, mean of demand less forecast: positive where forecasts are too low
 */
public record Accuracy(
    String sku,
    String location,
    int origin,
    String forecaster,
    long revision,
    long errors,
    double meanAbsolute,
    double meanSquare,
    double bias) {}
