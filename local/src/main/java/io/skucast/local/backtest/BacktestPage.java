package io.skucast.local.backtest;

import io.skucast.core.backtest.Metric;
import io.skucast.core.backtest.Scoreboard.Row;
import io.skucast.core.backtest.Scoreboard.Source;
import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code backtest.html}: one file that needs nothing else. */
final class BacktestPage {
  private final Report report;
  private final ForecastParts forecasts;
  private final BusinessCalendar calendar;

  /**
   * @param calendar names the periods
   */
  BacktestPage(Report report, ForecastParts forecasts, BusinessCalendar calendar) {
    this.report = report;
    this.forecasts = forecasts;
    this.calendar = calendar;
  }

  String html() throws IOException {
    ScoreCharts charts = new ScoreCharts(report);
    StringBuilder page =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Backtest of %s</title>
            <style>
            %s</style>
            </head>
            <body>
            <h1>Backtest of %s</h1>
            <p>%s Every forecast is made with what was known at its origin, by the live job's pipeline. Numbers are means over
            origins unless they say otherwise.</p>
            """
                .formatted(
                    Svg.escape(report.title()),
                    style(),
                    Svg.escape(report.title()),
                    Svg.escape(report.summary())));
    if (report.board().rows(Level.SKU).isEmpty()) {
      return page.append("<p>No series could be scored.</p>\n</body>\n</html>\n").toString();
    }
    figure(
        page,
        charts.barsTitle(),
        charts.bars(),
        "SKUs by location; the least mean RMSSE is on top. An arrow marks a bar that is cut.");
    figure(
        page,
        charts.linesTitle(),
        charts.lines(),
        "The error over the %d periods after the origin, scaled by how much a series changed before it."
            .formatted(report.horizons()));
    figure(
        page,
        "Do the bands hold what they promise?",
        charts.coverage(),
        "On the dashed line a band holds its share of demands. Counts with many zeros lie above it: a zero fills more than its share.");
    fans(page);
    for (Level level : report.levels()) {
      table(page, level);
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream in = BacktestPage.class.getResourceAsStream("backtest.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void figure(StringBuilder page, String title, String drawing, String caption) {
    page.append(
        "<figure>\n<h2>%s</h2>\n%s<figcaption>%s</figcaption>\n</figure>\n"
            .formatted(Svg.escape(title), drawing, Svg.escape(caption)));
  }

  private void fans(StringBuilder page) throws IOException {
    String forecaster = drawn();
    int last = report.origins().length - 1;
    double[] mean = new double[report.horizons()];
    double[][] quantiles = new double[report.bands().levels().length][report.horizons()];
    FanChart chart = new FanChart(calendar, report.origins()[last], report.bands());
    page.append(
        """
        <h2>Some series, and the forecasts of %s from %s</h2>
        <p class="legend"><span class="sold"></span> sold <span class="mean"></span> forecast, mean
        <span class="swatch fan50"></span> 50 %% <span class="swatch fan80"></span> 80 %%
        <span class="swatch fan90"></span> 90 %% band</p>
        """
            .formatted(forecaster, report.labels().get(last)));
    for (Picked picked : Picked.from(report, forecasts, forecaster)) {
      Series series = picked.history().series();
      if (forecasts.read(series.key(), last, forecaster, mean, quantiles)) {
        boolean isSku = Level.of(series.sku(), series.location()) == Level.SKU;
        String name = isSku ? series.sku() + " at " + series.location() : "Total";
        page.append(
            "<figure>\n<h3>%s <small>%s</small></h3>\n%s</figure>\n"
                .formatted(
                    Svg.escape(name),
                    Svg.escape(picked.why()),
                    chart.draw(picked.history(), mean, quantiles, name)));
      }
    }
  }

  /** The forecaster whose forecasts are drawn: the combination, or else the best. */
  private String drawn() {
    List<Row> rows = report.board().rows(Level.SKU);
    return ScoreCharts.Main.of(rows).get(0).forecaster();
  }

  private void table(StringBuilder page, Level level) {
    page.append(
        "<h2>Scores by %s</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>forecaster</th>"
            .formatted(Report.name(level)));
    for (Metric metric : Metric.values()) {
      page.append("<th>%s<br><small>%s</small></th>".formatted(metric.title(), metric.unit()));
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (Row row : report.board().rows(level)) {
      page.append(
          "<tr%s><th>%s</th>"
              .formatted(
                  row.source() == Source.SUM ? " class=\"sum\"" : "", Svg.escape(row.title())));
      for (Metric metric : Metric.values()) {
        double value =
            metric == Metric.SERIES
                ? report.board().last(row, metric)
                : report.board().mean(row, metric);
        page.append("<td>%s</td>".formatted(ScoreTable.number(metric, value)));
      }
      page.append("</tr>\n");
    }
    page.append("</tbody>\n</table></div>\n");
  }
}
