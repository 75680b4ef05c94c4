package io.skucast.core.forecast;

/**
 * What one series did in one period, and its smoothed course after it.
 *
 * @param revision sales and signals of the series up to the period: grows with every correction
 * @param unitsMilli thousandths of units sold, net of returns
 * @param revenueMilli thousandths of the currency, net of returns
 * @param sales order lines in the period
 * @param level units per period, season taken out (Holt-Winters)
 * @param slope units per period and period (Holt-Winters, damped)
 * @param season units above the level that the period's place in the season usually has
 * @param movingAverage units, mean of the last four seasons
 * @param smoothed units, simple exponential smoothing
 * @param weekChange units less those of the same period a week ago; NaN where there is none
 * @param yearChange units less those of the same period 52 weeks (12 months) ago; NaN where there
 *     is none
 */
public record Trend(
    String sku,
    String location,
    int period,
    long revision,
    long unitsMilli,
    long revenueMilli,
    int sales,
    double level,
    double slope,
    double season,
    double movingAverage,
    double smoothed,
    double weekChange,
    double yearChange) {}
