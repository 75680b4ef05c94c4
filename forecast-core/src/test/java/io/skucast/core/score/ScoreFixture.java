package io.skucast.core.score;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One series with its state and what scoring it gave. */
final class ScoreFixture implements Pages, ScoreSink {
  static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  static final Series SERIES = new Series("shirt", "north");

  final LedgerPlan plan;
  final LedgerStep step;
  final Map<Integer, LedgerPage> pages = new HashMap<>();
  final List<Scored> scored = new ArrayList<>();
  final List<Alert> alerts = new ArrayList<>();
  Ledger ledger;

  ScoreFixture(LedgerPlan plan) {
    this.plan = plan;
    this.step = new LedgerStep(plan);
    this.ledger = step.start();
  }

  /** The plan that the options default to. */
  static LedgerPlan days(int lateness, int... lags) {
    return LedgerPlan.of(
        PeriodUnit.DAY, lateness, lags, List.of("holt-winters", "moving-average"), LEVELS);
  }

  static ScoreFixture daily(int lateness) {
    return new ScoreFixture(days(lateness, 1, 7, 14, 28));
  }

  /** Stored and read again as a store does: nothing is shared. */
  @Override
  public LedgerPage get(int page) {
    LedgerPage stored = pages.get(page);
    return stored == null ? null : stored.copy();
  }

  @Override
  public void put(int page, LedgerPage written) {
    pages.put(page, written.copy());
  }

  @Override
  public void score(Scored score) {
    scored.add(score);
  }

  @Override
  public void alert(Alert alert) {
    alerts.add(alert);
  }

  boolean remember(int origin, long revision, float[][] means, float[][] quantiles)
      throws Exception {
    ledger = ledger.copy();
    return step.remember(ledger, this, origin, revision, means, quantiles);
  }

  /** Means of all forecasters alike, and quantiles, at every lag. */
  boolean remember(int origin, double mean, double... quantiles) throws Exception {
    return remember(origin, 0, rows(plan.forecasters().size(), mean), rows(quantiles));
  }

  void score(int period, double demand) throws Exception {
    ledger = ledger.copy();
    step.score(SERIES, ledger, this, period, demand, this);
  }

  /** Scores of the combination, the last first. */
  Scored lastOfCombined() {
    for (int i = scored.size() - 1; i >= 0; i--) {
      if (scored.get(i).forecaster().equals("combined")) {
        return scored.get(i);
      }
    }
    throw new AssertionError("no scores of the combination");
  }

  private float[][] rows(int count, double value) {
    double[] values = new double[count];
    java.util.Arrays.fill(values, value);
    return rows(values);
  }

  private float[][] rows(double... values) {
    float[][] rows = new float[values.length][plan.lags().length];
    for (int i = 0; i < values.length; i++) {
      java.util.Arrays.fill(rows[i], (float) values[i]);
    }
    return rows;
  }
}
