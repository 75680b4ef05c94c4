package io.skucast.core.backtest;

import java.util.function.ToDoubleFunction;

/**
 * What a {@link Score} holds. Errors are demand less forecast of one target, n the number of series
 * and H the horizons; scaled errors are divided by the series' {@link Scale} at the origin.
 */
public enum Metric {
  /** Mean squared error over series and horizons. */
  MSE("mse", "MSE", "units²", Score::meanSquare),
  /** Mean absolute error over series and horizons. */
  MAE("mae", "MAE", "units", Score::meanAbsolute),
  /**
   * Weighted absolute percentage error: sum of absolute errors over sum of demand (Kolassa and
   * Schütz 2007, "Advantages of the MAD/mean ratio over the MAPE").
   */
  WAPE("wape", "WAPE", "of demand", Score::weightedAbsolutePercentage),
  /** Mean over series of the mean absolute scaled error (Hyndman and Koehler 2006, section 3). */
  MASE("mase", "MASE", "scaled", Score::meanScaledAbsolute),
  /**
   * Mean over series of √(1/H Σ e² / mean squared one-step change): RMSSE (Makridakis, Spiliotis
   * and Assimakopoulos 2022, "M5 accuracy competition", section 2.4).
   */
  RMSSE("rmsse", "RMSSE", "scaled", Score::meanRmsse),
  /**
   * RMSSE with series weighted by revenue in the scored periods: one level of M5's WRMSSE, which
   * weighs by the last 28 days before them.
   */
  WEIGHTED_RMSSE("weighted_rmsse", "weighted RMSSE", "scaled", Score::weightedRmsse),
  /**
   * Mean over series and quantile levels of the pinball loss over the mean absolute one-step change
   * (Makridakis et al. 2022, "M5 uncertainty competition", section 2.4).
   */
  SCALED_PINBALL("scaled_pinball", "pinball", "scaled", Score::meanScaledPinball),
  /** Share of demands in the band between the quantiles 0.25 and 0.75, ends included. */
  COVERAGE_50("coverage_50", "in 50 %", "of targets", score -> score.coverage(0)),
  /** Share of demands in the band between the quantiles 0.1 and 0.9, ends included. */
  COVERAGE_80("coverage_80", "in 80 %", "of targets", score -> score.coverage(1)),
  /** Share of demands in the band between the quantiles 0.05 and 0.95, ends included. */
  COVERAGE_90("coverage_90", "in 90 %", "of targets", score -> score.coverage(2)),
  /** Sum of forecasts over sum of demand, less one: positive where forecasts are too high. */
  BIAS("bias", "bias", "of demand", Score::bias),
  /** Series scored. */
  SERIES("series", "series", "", Score::series);

  private final String code;
  private final String title;
  private final String unit;
  private final ToDoubleFunction<Score> number;

  Metric(String code, String title, String unit, ToDoubleFunction<Score> number) {
    this.code = code;
    this.title = title;
    this.unit = unit;
    this.number = number;
  }

  /** Name of the column in files. */
  public String code() {
    return code;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /** What it is measured in; empty for a number of things. */
  public String unit() {
    return unit;
  }

  double of(Score score) {
    return number.applyAsDouble(score);
  }
}
