package io.skucast.core.score;

import io.skucast.core.drift.PageHinkley;
import io.skucast.core.drift.TrackingSignal;
import io.skucast.core.sale.Series;

/**
 * Raises alerts from the ledger: drift and bias of the combination at lag 1, bands at every lag.
 * Each limit is chosen so that a series whose forecasts are right hardly ever alarms, slow sellers
 * included, whose errors are far from normal.
 */
final class Alarms {
  /** Scores before the first alert of a kind: four weeks of days. */
  static final int LEAST = 28;

  /** An error further out, in typical errors, counts as this: one spike is not a drift. */
  static final double LARGEST_ERROR = 3;

  /** Standard deviations of a right band's coverage that chance is allowed. */
  static final double CHANCE = 3;

  /** Of the limit, below which an episode is over: it takes more to end than to waver. */
  static final double CALM = 0.5;

  static final double BIAS_CALM = 0.4;

  private static final double SHARE_80 = 0.8;
  private static final int BIAS = 1;

  private final int[] lags;
  private final AlertWords words;

  Alarms(LedgerPlan plan) {
    this.lags = plan.lags();
    this.words = new AlertWords(plan.unit());
  }

  /**
   * Looks at the ledger after a period was folded in.
   *
   * @param score the combination's
   * @param typicalError root mean squared error of the combination at lag 1 before the period
   * @param typicalErrors errors that it is made of
   */
  void watch(
      Series series,
      Ledger ledger,
      int period,
      PeriodScore score,
      double typicalError,
      int typicalErrors,
      ScoreSink out)
      throws Exception {
    double error = score.error()[0];
    if (!Double.isNaN(error)) {
      if (typicalErrors >= LEAST && typicalError > 0) {
        watchDrift(series, ledger, period, error, typicalError, out);
      }
      watchBias(series, ledger, period, out);
    }
    for (int lag = 0; lag < lags.length; lag++) {
      if (!Double.isNaN(score.inside80()[lag])) {
        watchBand(series, ledger, period, lag, out);
      }
    }
  }

  private void watchDrift(
      Series series, Ledger ledger, int period, double error, double typicalError, ScoreSink out)
      throws Exception {
    double before = ledger.drift.mean * typicalError;
    double scaled = error / typicalError;
    PageHinkley.Change change =
        ledger.drift.add(Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, scaled)));
    if (change == PageHinkley.Change.NONE) {
      return;
    }
    boolean up = change == PageHinkley.Change.UP;
    out.alert(
        alert(
            series,
            period,
            up ? Alert.Kind.DRIFT_UP : Alert.Kind.DRIFT_DOWN,
            0,
            (ledger.tracking.error - before) / typicalError,
            (up ? 1 : -1) * ledger.drift.delta,
            words.drift(up, ledger.tracking.error, before, typicalError)));
  }

  /**
   * The tracking signal alone would accuse every slow seller in a long run of zeros, when small
   * errors have all one sign. So the smoothed error must be beyond three of its standard
   * deviations, √(α / (2 − α)) of the root mean squared error each, too; for errors that are normal
   * this is nearly the same limit.
   */
  private void watchBias(Series series, Ledger ledger, int period, ScoreSink out) throws Exception {
    TrackingSignal tracking = ledger.tracking;
    double alpha = tracking.alpha;
    double deviation = Math.sqrt(alpha / (2 - alpha) * ledger.errors[Ledger.MEAN_SQUARE]);
    double signal = tracking.value();
    if (Math.abs(signal) < BIAS_CALM) {
      ledger.episodes &= ~BIAS;
    } else if ((ledger.episodes & BIAS) == 0
        && ledger.counts[0] >= LEAST
        && tracking.isBiased(TrackingSignal.LIMIT)
        && Math.abs(tracking.error) > 3 * deviation) {
      ledger.episodes |= BIAS;
      double limit = signal > 0 ? TrackingSignal.LIMIT : -TrackingSignal.LIMIT;
      out.alert(
          alert(
              series,
              period,
              Alert.Kind.BIASED,
              0,
              signal,
              limit,
              words.bias(tracking.error, signal, limit)));
    }
  }

  /**
   * A right band of whole numbers holds more than 80 % with its ends and less than 80 % without, so
   * the first is asked whether it is too narrow, the second whether it is too wide. The standard
   * deviation is the binomial's, √(0.8 · 0.2 / n), with n the scores averaged, at most the memory:
   * forgetting exponentially, independent scores would count as twice as many, but misses cluster.
   */
  private void watchBand(Series series, Ledger ledger, int period, int lag, ScoreSink out)
      throws Exception {
    double closed = ledger.bands[lag * Ledger.BAND_FIGURES + Ledger.INSIDE_80];
    double open = ledger.bands[lag * Ledger.BAND_FIGURES + Ledger.WITHIN_80];
    int count = ledger.counts[lag];
    double chance = CHANCE * Math.sqrt(SHARE_80 * (1 - SHARE_80) / count);
    double lack = SHARE_80 - closed;
    double excess = open - SHARE_80;
    int episode = 1 << (1 + lag);
    if (Math.max(lack, excess) < CALM * chance) {
      ledger.episodes &= ~episode;
    } else if ((ledger.episodes & episode) == 0
        && count >= LEAST
        && Math.max(lack, excess) > chance) {
      ledger.episodes |= episode;
      double value = lack > excess ? closed : open;
      double limit = lack > excess ? SHARE_80 - chance : SHARE_80 + chance;
      out.alert(
          alert(
              series,
              period,
              Alert.Kind.BAND_BROKEN,
              lag,
              value,
              limit,
              words.band(lags[lag], count, value, limit)));
    }
  }

  private Alert alert(
      Series series,
      int period,
      Alert.Kind kind,
      int lag,
      double value,
      double limit,
      String message) {
    return new Alert(
        series.sku(), series.location(), period, kind, lags[lag], value, limit, message);
  }
}
