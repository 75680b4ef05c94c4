package io.skucast.core.score;

import io.skucast.core.sale.Series;

/** Reads the running figures of a forecaster out of the ledger. */
final class Standing {
  private final LedgerPlan plan;
  private final int[] lags;
  private final int naive;
  private final int seasonalNaive;

  Standing(LedgerPlan plan) {
    this.plan = plan;
    this.lags = plan.lags();
    this.naive = plan.forecasters().indexOf(LedgerPlan.NAIVE);
    this.seasonalNaive = plan.forecasters().indexOf(LedgerPlan.SEASONAL_NAIVE);
  }

  Scored scored(
      Series series, Ledger ledger, int period, double demand, int forecaster, PeriodScore score) {
    return new Scored(
        series.sku(),
        series.location(),
        period,
        plan.forecasters().get(forecaster),
        demand,
        lags.clone(),
        score,
        running(ledger, forecaster));
  }

  private RunningScore running(Ledger ledger, int f) {
    int[] scores = new int[lags.length];
    double[][] figures = new double[11][lags.length];
    for (int lag = 0; lag < lags.length; lag++) {
      scores[lag] = ledger.counts[f * lags.length + lag];
      double mae = error(ledger, f, lag, Ledger.MEAN_ABSOLUTE);
      double mse = error(ledger, f, lag, Ledger.MEAN_SQUARE);
      figures[0][lag] = error(ledger, f, lag, Ledger.MEAN_ERROR);
      figures[1][lag] = mae;
      figures[2][lag] = mse;
      figures[3][lag] = over(mae, ledger.meanAbsoluteChange);
      figures[4][lag] = Math.sqrt(over(mse, ledger.meanSquareChange));
      figures[5][lag] = 1 - over(mae, error(ledger, naive, lag, Ledger.MEAN_ABSOLUTE));
      figures[6][lag] = 1 - over(mae, error(ledger, seasonalNaive, lag, Ledger.MEAN_ABSOLUTE));
      boolean hasBands = f == 0 && scores[lag] > 0;
      for (int i = 0; i < 4; i++) {
        figures[7 + i][lag] = hasBands ? ledger.bands[lag * Ledger.BAND_FIGURES + i] : Double.NaN;
      }
    }
    return new RunningScore(
        scores,
        figures[0],
        figures[1],
        figures[2],
        figures[3],
        figures[4],
        figures[5],
        figures[6],
        figures[7 + Ledger.PINBALL],
        figures[7 + Ledger.INSIDE],
        figures[7 + Ledger.INSIDE_80],
        figures[7 + Ledger.INSIDE_90],
        f == 0 && ledger.tracking.count > 0 ? ledger.tracking.value() : Double.NaN);
  }

  private double error(Ledger ledger, int forecaster, int lag, int figure) {
    int cell = forecaster * lags.length + lag;
    return ledger.counts[cell] == 0
        ? Double.NaN
        : ledger.errors[cell * Ledger.ERROR_FIGURES + figure];
  }

  /** NaN where there is nothing to compare with. */
  private static double over(double figure, double base) {
    return base > 0 ? figure / base : Double.NaN;
  }
}
