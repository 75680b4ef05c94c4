package io.skucast.job.observe;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counts of a job so far.
 *
 * @param clocks records that only say how far time has come; no sales
 * @param aggregated sales counted in a period, corrections among them
 * @param watermarkMillis how far event time has come, or {@link Long#MIN_VALUE}
 * @param trends different trends; what was issued again is counted apart
 * @param forecasts different forecasts: one a series, origin and forecaster
 */
public record JobCounts(
    long accepted,
    long rejected,
    long clocks,
    long aggregated,
    long corrections,
    long duplicate,
    long late,
    long series,
    long watermarkMillis,
    long trends,
    long trendsAgain,
    long forecasts,
    long forecastsAgain) {

  /**
   * @param accumulators of a running or finished job; of one that has not begun, none
   */
  public static JobCounts of(Map<String, ?> accumulators) {
    long corrections = count(accumulators, CountName.CORRECTION, 0);
    return new JobCounts(
        count(accumulators, CountName.ACCEPTED, 0),
        count(accumulators, CountName.REJECTED, 0),
        count(accumulators, CountName.CLOCKS, 0),
        count(accumulators, CountName.AGGREGATED, 0) + corrections,
        corrections,
        count(accumulators, CountName.DUPLICATE, 0),
        count(accumulators, CountName.LATE, 0),
        count(accumulators, CountName.SERIES, 0),
        count(accumulators, CountName.WATERMARK, Long.MIN_VALUE),
        count(accumulators, CountName.TRENDS, 0),
        count(accumulators, CountName.TRENDS_AGAIN, 0),
        count(accumulators, CountName.FORECASTS, 0),
        count(accumulators, CountName.FORECASTS_AGAIN, 0));
  }

  static long count(Map<String, ?> accumulators, String name, long otherwise) {
    return accumulators.get(name) instanceof Long value ? value : otherwise;
  }

  /** Sales and rejections read. */
  public long read() {
    return accepted + rejected;
  }

  /** Accepted sales that have not arrived at their series yet; at the end of a run, zero. */
  public long unaccounted() {
    return accepted - aggregated - duplicate - late;
  }

  /** The counts under the names that {@code summary.json} gives them. */
  public Map<String, Long> summary() {
    Map<String, Long> summary = new LinkedHashMap<>();
    summary.put("read", read());
    summary.put("accepted", accepted);
    summary.put("rejected", rejected);
    summary.put("aggregated", aggregated);
    summary.put("corrections", corrections);
    summary.put("duplicate", duplicate);
    summary.put("late", late);
    summary.put("series", series);
    summary.put("trends", trends);
    summary.put("forecasts", forecasts);
    return summary;
  }
}
