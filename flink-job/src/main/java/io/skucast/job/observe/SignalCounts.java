package io.skucast.job.observe;

import java.util.Map;

/**
 * The counts of a job's signals so far.
 *
 * @param aggregated signals counted in a period, corrections among them
 * @param tooMany signals that their series had no room for in their period
 */
public record SignalCounts(
    long accepted,
    long rejected,
    long aggregated,
    long corrections,
    long duplicate,
    long late,
    long tooMany) {

  /**
   * @param accumulators of a running or finished job; of one that reads no signals, none
   */
  public static SignalCounts of(Map<String, ?> accumulators) {
    long corrections = JobCounts.count(accumulators, CountName.SIGNALS_CORRECTION, 0);
    return new SignalCounts(
        JobCounts.count(accumulators, CountName.SIGNALS_ACCEPTED, 0),
        JobCounts.count(accumulators, CountName.SIGNALS_REJECTED, 0),
        JobCounts.count(accumulators, CountName.SIGNALS_AGGREGATED, 0) + corrections,
        corrections,
        JobCounts.count(accumulators, CountName.SIGNALS_DUPLICATE, 0),
        JobCounts.count(accumulators, CountName.SIGNALS_LATE, 0),
        JobCounts.count(accumulators, CountName.SIGNALS_TOO_MANY, 0));
  }

  /** Accepted signals that have not arrived at their series yet; at the end of a run, zero. */
  public long unaccounted() {
    return accepted - aggregated - duplicate - late - tooMany;
  }
}
