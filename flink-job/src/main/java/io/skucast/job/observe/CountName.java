package io.skucast.job.observe;

/** The counts of a job: names of its accumulators and metrics. */
public final class CountName {
  /** Records read that are sales, rejected, or clocks. */
  public static final String ACCEPTED = "sales_accepted";

  public static final String REJECTED = "sales_rejected";
  public static final String CLOCKS = "clocks";

  /** What became of accepted sales. */
  public static final String AGGREGATED = "sales_aggregated";

  public static final String CORRECTION = "sales_correction";
  public static final String DUPLICATE = "sales_duplicate";
  public static final String LATE = "sales_late";

  /** Records read that are signals, or rejected where signals were expected. */
  public static final String SIGNALS_ACCEPTED = "signals_accepted";

  public static final String SIGNALS_REJECTED = "signals_rejected";

  /** What became of accepted signals. */
  public static final String SIGNALS_AGGREGATED = "signals_aggregated";

  public static final String SIGNALS_CORRECTION = "signals_correction";
  public static final String SIGNALS_DUPLICATE = "signals_duplicate";
  public static final String SIGNALS_LATE = "signals_late";
  public static final String SIGNALS_TOO_MANY = "signals_too_many";

  public static final String SERIES = "series";

  /** How far event time has come, in milliseconds since the epoch. */
  public static final String WATERMARK = "event_time";

  /** Results issued for the first time, and issued again because of a correction. */
  public static final String TRENDS = "trends";

  public static final String TRENDS_AGAIN = "trends_again";
  public static final String FORECASTS = "forecasts";
  public static final String FORECASTS_AGAIN = "forecasts_again";

  /** Outlooks that a deep model has a part in, and those that it should have and has not. */
  public static final String DEEP = "deep_outlooks";

  public static final String WITHOUT_DEEP = "deep_fallbacks";

  private CountName() {}
}
