package io.skucast.udf.table;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.sale.Series;

/**
 * Judges the values of a series one after another by what those before lead to expect: the job's
 * combination of smoothers one step ahead, with bands from its own errors.
 *
 * <p>A value outside of its band is learned as the end of the band, so that it neither moves what
 * is expected next nor widens the bands; the fifth in a row on one side is where the series is now,
 * and it and those after it are learned as they are. The smoothers' own filter of spikes comes
 * behind.
 */
final class AnomalyWatch {
  /** Values in a row outside of their bands, on one side, that make a level shift. */
  private static final int PATIENCE = 5;

  /** Known values before the first is judged, and seasons of them. */
  private static final int LEAST_KNOWN = 14;

  private static final int SEASONS_KNOWN = 2;

  /** A band reaches so far to each side at least, as a share of what is expected, and in units. */
  private static final double LEAST_SHARE = 0.01;

  private static final double LEAST_REACH = 0.001;

  /** Keeps a quantile that is a whole number of lots, but for rounding, from being the next one. */
  private static final double ROUNDING = 1e-9;

  private static final Series UNNAMED = new Series("series", "sql");

  /**
   * What is said of a value.
   *
   * @param expected mean forecast one step ahead, before the value was seen
   * @param low lower end of the band
   * @param high upper end of the band
   * @param score distance from what is expected over that of the band's end on the same side, below
   *     0 for values below; NaN for a value that is not known
   */
  record Verdict(double expected, double low, double high, double score) {
    boolean isAnomaly() {
      return Math.abs(score) > 1;
    }
  }

  private final ForecasterBank bank;
  private final double[] levels;
  private final int warmUp;
  private int known;
  private int run;

  /**
   * @param season periods
   * @param coverage share of ordinary values that a band holds, above 0 and below 1
   */
  AnomalyWatch(int season, double coverage) {
    bank = ArraySeries.bank(season);
    levels = new double[] {(1 - coverage) / 2, (1 + coverage) / 2};
    warmUp = Math.max(LEAST_KNOWN, SEASONS_KNOWN * season);
  }

  /**
   * Judges the next value, and learns it.
   *
   * @param value NaN where it is not known
   * @return null while too little is known to judge by
   */
  Verdict next(double value) {
    Verdict verdict = known < warmUp ? null : judge(value);
    double learned = verdict == null || Double.isNaN(value) ? value : learned(value, verdict);
    ArraySeries.learn(bank, learned);
    known += Double.isNaN(value) ? 0 : 1;
    return verdict;
  }

  private double learned(double value, Verdict verdict) {
    if (!verdict.isAnomaly()) {
      run = 0;
      return value;
    }
    run = value > verdict.expected() ? Math.max(1, run + 1) : Math.min(-1, run - 1);
    boolean shifted = Math.abs(run) >= PATIENCE;
    return shifted ? value : Math.max(verdict.low(), Math.min(verdict.high(), value));
  }

  private Verdict judge(double value) {
    Forecast forecast = bank.forecast(UNNAMED, 0, 0, ForecasterBank.SMOOTHERS, 1, levels);
    double expected = forecast.mean()[0];
    double lot = lot(expected);
    double reach = Math.max(LEAST_REACH, LEAST_SHARE * expected);
    double low = Math.max(0, Math.min(whole(forecast.quantiles()[0][0], lot), expected - reach));
    double high = Math.max(whole(forecast.quantiles()[1][0], lot), expected + reach);
    double end = value > expected ? high - expected : expected - low;
    double score = end > 0 ? (value - expected) / end : 0;
    return new Verdict(expected, low, high, Double.isNaN(value) ? Double.NaN : score);
  }

  /** What the distribution behind the quantiles takes demand to come in multiples of. */
  private double lot(double mean) {
    return mean > 0 ? Math.min(bank.lot, bank.next.variance(mean, bank.lot) / mean) : 0;
  }

  /** Between two multiples a quantile is a share of the upper one's probability: that one is it. */
  private static double whole(double quantile, double lot) {
    double lots = quantile / lot;
    return lot > 0 && lots < 1e12 ? lot * Math.ceil(lots - ROUNDING) : quantile;
  }
}
