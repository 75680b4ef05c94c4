package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.Evaluation;
import io.skucast.core.backtest.Scoreboard;
import io.skucast.core.level.Level;
import java.util.List;
import java.util.Locale;

/**
 * What a backtest found, for tables, files and the page.
 *
 * @param title what was forecast
 * @param origins periods, ascending
 * @param labels of the origins
 * @param pipelineSeconds that the pipeline took from the first sale to the last forecast
 * @param scoringSeconds that reading the forecasts back and scoring them took
 */
record Report(
    String title,
    Truth truth,
    Evaluation evaluation,
    int[] origins,
    List<String> labels,
    int horizons,
    Bands bands,
    double pipelineSeconds,
    double scoringSeconds) {

  Scoreboard board() {
    return evaluation.board();
  }

  List<Level> levels() {
    return evaluation.nodes().levels();
  }

  /** What the members of a level are. */
  static String name(Level level) {
    return switch (level) {
      case SKU -> "SKU by location";
      case CATEGORY_LOCATION -> "category by location";
      case LOCATION -> "location";
      case CATEGORY -> "category";
      case TOTAL -> "total";
    };
  }

  /** The level's name in files. */
  static String code(Level level) {
    return level.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Origins, horizons and how long it took, in one sentence. */
  String summary() {
    return String.format(
        Locale.ROOT,
        "%,d series; %d origin%s from %s to %s, %d periods ahead; pipeline %.1f s, scoring %.1f s.",
        truth.histories().size(),
        origins.length,
        origins.length == 1 ? "" : "s",
        labels.get(0),
        labels.get(labels.size() - 1),
        horizons,
        pipelineSeconds,
        scoringSeconds);
  }
}
