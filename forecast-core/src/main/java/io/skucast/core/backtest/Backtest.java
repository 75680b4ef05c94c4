package io.skucast.core.backtest;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the bank over each series once, period by period as the job does, and forecasts from every
 * origin on the way: nothing after an origin is known to its forecasts.
 */
public final class Backtest {
  private final int[] origins;
  private final int horizons;
  private final double[] levels;
  private final PeriodUnit unit;

  /** By origin, then by forecaster. */
  private final List<Map<String, Score>> scores = new ArrayList<>();

  /**
   * @param origins ascending
   */
  public Backtest(PeriodUnit unit, int[] origins, int horizons, double[] levels) {
    this.unit = unit;
    this.origins = origins.clone();
    this.horizons = horizons;
    this.levels = levels.clone();
    for (int i = 0; i < origins.length; i++) {
      scores.add(new LinkedHashMap<>());
      for (String forecaster : ForecasterBank.FORECASTERS) {
        scores.get(i).put(forecaster, new Score(levels));
      }
    }
  }

  /** Scores one series at every origin at which it has begun and has changed at least once. */
  public void add(SeriesHistory history) {
    ForecasterBank bank = new ForecasterBank(unit);
    double squares = 0;
    int next = 0;
    while (next < origins.length && origins[next] <= history.first()) {
      next++;
    }
    for (int period = history.first(); next < origins.length; period++) {
      bank.update(history.unitsMilli(period));
      if (period > history.first()) {
        double change = history.demand(period) - history.demand(period - 1);
        squares += change * change;
      }
      if (period == origins[next]) {
        if (squares > 0) {
          score(history, bank, period, squares / (period - history.first()), next);
        }
        next++;
      }
    }
  }

  private void score(
      SeriesHistory history, ForecasterBank bank, int origin, double scale, int index) {
    for (Map.Entry<String, Score> score : scores.get(index).entrySet()) {
      Forecast forecast =
          bank.forecast(history.series(), origin, 0, score.getKey(), horizons, levels);
      score.getValue().add(forecast, history, scale);
    }
  }

  /** Scores by forecaster, for one of the origins. */
  public Map<String, Score> scores(int originIndex) {
    return scores.get(originIndex);
  }
}
