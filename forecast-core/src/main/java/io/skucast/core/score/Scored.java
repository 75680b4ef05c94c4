package io.skucast.core.score;

/**
 * The scores of one series, one period and one forecaster. Final: the period is sealed.
 *
 * @param period the target that was scored
 * @param demand units
 * @param lags periods from origin to target, one for each place of the arrays
 * @param score the period's own
 * @param running the period and those before it
 */
public record Scored(
    String sku,
    String location,
    int period,
    String forecaster,
    double demand,
    int[] lags,
    PeriodScore score,
    RunningScore running) {}
