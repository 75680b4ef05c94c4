package io.skucast.core.backtest;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import java.util.List;
import java.util.function.Supplier;

/**
 * The bank alone over one series at a time, period by period as the job does, and forecasts from
 * every origin on the way: nothing after an origin is known to its forecasts. Without stream, state
 * and late sales, so that many settings can be tried.
 */
public final class DirectRun {
  private final Supplier<ForecasterBank> banks;
  private final int[] origins;
  private final int horizons;
  private final Bands bands;

  /**
   * @param banks makes the bank of a series that begins
   * @param origins periods, ascending
   */
  public DirectRun(Supplier<ForecasterBank> banks, int[] origins, int horizons, Bands bands) {
    this.banks = banks;
    this.origins = origins.clone();
    this.horizons = horizons;
    this.bands = bands;
  }

  /**
   * Scores one forecaster on one series.
   *
   * @return one score an origin; null where the series had not begun or had never changed
   */
  public SeriesScore[] run(SeriesHistory history, String forecaster) {
    SeriesScore[] scores = new SeriesScore[origins.length];
    Scale[] scales = Scale.at(history, origins);
    ForecasterBank bank = banks.get();
    int period = history.first();
    for (int i = 0; i < origins.length; i++) {
      for (; period <= origins[i]; period++) {
        bank.update(history.unitsMilli(period));
      }
      if (scales[i] != null) {
        Forecast forecast =
            bank.forecast(history.series(), origins[i], 0, forecaster, horizons, bands.levels());
        scores[i] =
            SeriesScore.of(
                history, scales[i], origins[i], forecast.mean(), forecast.quantiles(), bands);
      }
    }
    return scores;
  }

  /**
   * Mean over origins of the mean of RMSSE and revenue-weighted RMSSE: small series and money count
   * alike. Series run on several threads and are added in their order.
   */
  public double loss(List<SeriesHistory> histories, String forecaster) {
    List<SeriesScore[]> runs =
        histories.parallelStream().map(history -> run(history, forecaster)).toList();
    return Score.loss(runs, origins.length);
  }
}
