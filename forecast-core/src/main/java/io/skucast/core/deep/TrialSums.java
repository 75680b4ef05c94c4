package io.skucast.core.deep;

/**
 * How good a version was on some lessons of one origin. Sums are whole numbers, so that those of
 * all subtasks add up to the same whatever their order.
 *
 * @param entry of the version in the registry
 * @param rows lessons, failed ones not among them
 * @param pinballMicro millionths of a unit: sum of the pinball losses over horizons and levels
 * @param yardstickMicro the same of the empirical quantiles of what each row last sold
 * @param fault why there is no forecast for some lessons; empty where there is one for all
 */
public record TrialSums(
    int entry, int origin, long rows, long pinballMicro, long yardstickMicro, String fault) {
  /** Of both together. */
  public TrialSums plus(TrialSums other) {
    return new TrialSums(
        entry,
        origin,
        rows + other.rows,
        pinballMicro + other.pinballMicro,
        yardstickMicro + other.yardstickMicro,
        // Whichever subtask speaks first must not matter.
        fault.compareTo(other.fault) >= 0 ? fault : other.fault);
  }
}
