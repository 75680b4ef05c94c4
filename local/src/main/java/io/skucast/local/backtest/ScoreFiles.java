package io.skucast.local.backtest;

import io.skucast.core.backtest.Evaluation.SkuResult;
import io.skucast.core.backtest.Metric;
import io.skucast.core.backtest.Scoreboard.Row;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.level.Level;
import io.skucast.job.io.file.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code scores.csv} and {@code series.csv}. */
final class ScoreFiles {
  static final String SCORES = "scores.csv";
  static final String SERIES = "series.csv";

  private ScoreFiles() {}

  static void write(Report report, Path folder) throws IOException {
    scores(report, folder.resolve(SCORES));
    series(report, folder.resolve(SERIES));
  }

  /** One row an origin, level, forecaster and source; empty where a number is not defined. */
  private static void scores(Report report, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("origin,level,forecaster,source");
      for (Metric metric : Metric.values()) {
        out.write("," + metric.code());
      }
      out.write('\n');
      for (int origin = 0; origin < report.origins().length; origin++) {
        for (Level level : report.levels()) {
          for (Row row : report.board().rows(level)) {
            out.write(line(report, origin, row));
            out.write('\n');
          }
        }
      }
    }
  }

  private static String line(Report report, int origin, Row row) {
    Csv csv =
        new Csv()
            .text(report.labels().get(origin))
            .text(Report.code(row.level()))
            .text(row.forecaster())
            .text(row.source().name().toLowerCase(Locale.ROOT));
    for (Metric metric : Metric.values()) {
      csv.number(report.board().at(row, origin, metric));
    }
    return csv.toString();
  }

  /** One row a SKU, location and forecaster: where it went wrong is where RMSSE is large. */
  private static void series(Report report, Path file) throws IOException {
    int from = report.origins()[0] + 1;
    int to = report.origins()[report.origins().length - 1] + report.horizons();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("sku,location,category,forecaster,origins,rmsse,units,revenue\n");
      for (SkuResult result : report.evaluation().results()) {
        SeriesHistory history = result.history();
        out.write(
            new Csv()
                .text(history.series().sku())
                .text(history.series().location())
                .text(history.category())
                .text(result.forecaster())
                .number(result.origins())
                .number(result.rmsse())
                .number(history.demand(from, to))
                .number(history.revenue(from, to))
                .toString());
        out.write('\n');
      }
    }
  }
}
