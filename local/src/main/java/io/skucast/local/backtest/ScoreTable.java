package io.skucast.local.backtest;

import io.skucast.core.backtest.Metric;
import io.skucast.core.backtest.Scoreboard.Row;
import io.skucast.core.level.Level;
import java.util.List;
import java.util.Locale;

/** The scores as tables in Markdown: one a level, means over origins, then the last origin. */
final class ScoreTable {
  /** Numbers of the last origin beside the means. */
  private static final List<Metric> LAST =
      List.of(Metric.RMSSE, Metric.WEIGHTED_RMSSE, Metric.COVERAGE_80, Metric.BIAS, Metric.SERIES);

  private ScoreTable() {}

  static String markdown(Report report) {
    StringBuilder text = new StringBuilder("%s: %s%n".formatted(report.title(), report.summary()));
    text.append(
        "%nMeans over origins, then the last origin (%s) alone; n: series scored there.%n"
            .formatted(report.labels().get(report.origins().length - 1)));
    if (report.evaluation().unknown() > 0) {
      text.append(
          "%n%,d forecasts of series without sales were not scored.%n"
              .formatted(report.evaluation().unknown()));
    }
    for (Level level : report.levels()) {
      text.append("%n**%s**%n%n| forecaster |".formatted(Report.name(level)));
      for (Metric metric : Metric.values()) {
        text.append(metric == Metric.SERIES ? "" : " " + metric.title() + " |");
      }
      for (Metric metric : LAST) {
        text.append(metric == Metric.SERIES ? " n |" : " last: " + metric.title() + " |");
      }
      text.append("%n|---|".formatted());
      text.append("--:|".repeat(Metric.values().length - 1 + LAST.size())).append('\n');
      for (Row row : report.board().rows(level)) {
        text.append("| ").append(row.title()).append(" |");
        for (Metric metric : Metric.values()) {
          text.append(
              metric == Metric.SERIES ? "" : cell(metric, report.board().mean(row, metric)));
        }
        for (Metric metric : LAST) {
          text.append(cell(metric, report.board().last(row, metric)));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String cell(Metric metric, double value) {
    return " " + number(metric, value) + " |";
  }

  /** As people read it; a dash where there is none. */
  static String number(Metric metric, double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    String layout =
        switch (metric) {
          case MSE, MAE -> value >= 1000 ? "%,.0f" : value >= 10 ? "%.1f" : "%.3f";
          case WAPE, COVERAGE_50, COVERAGE_80, COVERAGE_90 -> "%.3f";
          case BIAS -> "%+.3f";
          case MASE, RMSSE, WEIGHTED_RMSSE, SCALED_PINBALL -> "%.4f";
          case SERIES -> "%,.0f";
        };
    return String.format(Locale.ROOT, layout, value);
  }
}
