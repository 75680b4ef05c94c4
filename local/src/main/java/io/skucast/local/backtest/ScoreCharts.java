package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.Metric;
import io.skucast.core.backtest.Scoreboard;
import io.skucast.core.backtest.Scoreboard.Row;
import io.skucast.core.backtest.Scoreboard.Source;
import io.skucast.core.level.Level;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Drawings of the SKU scores: how good, when, and how well the bands hold. */
final class ScoreCharts {
  private static final int WIDTH = 760;
  private static final int LEFT = 64;
  private static final int RIGHT = 190;

  /** Per cent of the yardstick beyond which a bar is cut. */
  private static final double FAR = 20;

  /** Okabe and Ito's colours, which people with any colour vision can tell apart. */
  static final List<String> COLORS =
      List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9");

  /** What the others are compared with. */
  static final String YARDSTICK = "moving-average";

  private final Report report;
  private final Scoreboard board;
  private final List<Row> rows;
  private final List<Row> main;

  ScoreCharts(Report report) {
    this.report = report;
    this.board = report.board();
    this.rows =
        board.rows(Level.SKU).stream().filter(row -> row.source() == Source.ISSUED).toList();
    this.main = Main.of(rows);
  }

  /** The yardstick's row, or null where it was not asked for. */
  private Row yardstick() {
    return rows.stream().filter(r -> r.forecaster().equals(YARDSTICK)).findFirst().orElse(null);
  }

  String barsTitle() {
    return yardstick() == null
        ? "RMSSE by forecaster"
        : "RMSSE against that of the " + YARDSTICK + ": better to the left, worse to the right";
  }

  /**
   * Mean and weighted RMSSE of every forecaster, as a change of the yardstick's where there is one.
   */
  String bars() {
    Row yardstick = yardstick();
    int height = 70 + 34 * rows.size();
    double least = 0;
    double greatest = 0;
    for (Row row : rows) {
      for (Metric metric : List.of(Metric.RMSSE, Metric.WEIGHTED_RMSSE)) {
        double value = against(board.mean(row, metric), board.mean(yardstick, metric));
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
    // One that is far off must not make the others alike.
    double shown = yardstick == null ? greatest : Math.min(greatest, FAR);
    Axis x = Axis.holding(Math.max(least, -FAR), shown, 225, WIDTH - 70);
    Svg svg = new Svg(WIDTH, height, barsTitle());
    legend(svg, 225, 14, COLORS.get(0), "mean over series");
    legend(svg, 385, 14, COLORS.get(1), "weighted by revenue");
    for (double tick : x.ticks()) {
      svg.line(x.at(tick), 28, x.at(tick), height - 36, "grid");
      svg.text(x.at(tick), height - 20, "middle", "tick", x.label(tick));
    }
    svg.line(x.at(0), 28, x.at(0), height - 36, "zero");
    double y = 32;
    for (Row row : rows) {
      svg.text(180, y + 18, "end", "name", row.title());
      bar(svg, x, y, row, Metric.RMSSE, yardstick, COLORS.get(0));
      bar(svg, x, y + 13, row, Metric.WEIGHTED_RMSSE, yardstick, COLORS.get(1));
      y += 34;
    }
    String unit = yardstick == null ? "RMSSE" : "% of the RMSSE of the " + YARDSTICK;
    svg.text(x.to(), height - 4, "end", "unit", unit);
    return svg.toString();
  }

  private void bar(Svg svg, Axis x, double y, Row row, Metric metric, Row yardstick, String color) {
    double value = against(board.mean(row, metric), board.mean(yardstick, metric));
    if (Double.isNaN(value)) {
      return;
    }
    double end = x.at(Math.max(x.low(), Math.min(value, x.high())));
    double start = Math.min(end, x.at(0));
    String title =
        "%s, %s %s"
            .formatted(
                row.title(), metric.title(), ScoreTable.number(metric, board.mean(row, metric)));
    svg.bar(start, y, Math.abs(end - x.at(0)), 12, color, title);
    String label = String.format(Locale.ROOT, yardstick == null ? "%.3f" : "%+.1f", value);
    if (value < 0) {
      svg.text(end - 4, y + 10, "end", "value", value < x.low() ? "← " + label : label);
    } else {
      svg.text(end + 4, y + 10, "start", "value", value > x.high() ? label + " →" : label);
    }
  }

  /** Per cent above the yardstick's; the number itself where there is no yardstick. */
  private double against(double own, double yardstick) {
    return yardstick() == null ? own : 100 * (own / yardstick - 1);
  }

  String linesTitle() {
    return yardstick() == null
        ? "Mean RMSSE from each origin"
        : "Mean RMSSE from each origin, against that of the " + YARDSTICK;
  }

  /** Mean RMSSE of the main forecasters at every origin. */
  String lines() {
    Row yardstick = yardstick();
    int origins = board.origins();
    double[][] values = new double[main.size()][origins];
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < main.size(); r++) {
      for (int i = 0; i < origins; i++) {
        values[r][i] =
            against(board.at(main.get(r), i, Metric.RMSSE), board.at(yardstick, i, Metric.RMSSE));
        if (!Double.isNaN(values[r][i])) {
          least = Math.min(least, values[r][i]);
          greatest = Math.max(greatest, values[r][i]);
        }
      }
    }
    Axis y = Axis.holding(Math.min(least, greatest), greatest, 250, 20);
    double width = WIDTH - LEFT - RIGHT;
    Svg svg = new Svg(WIDTH, 312, linesTitle());
    frame(svg, y, yardstick == null ? "mean RMSSE" : "% of the RMSSE of the " + YARDSTICK);
    double[] xs = new double[origins];
    for (int i = 0; i < origins; i++) {
      xs[i] = LEFT + width * (origins == 1 ? 0.5 : 0.08 + 0.84 * i / (origins - 1));
      if (i % Math.max(1, (origins + 5) / 6) == 0) {
        svg.text(xs[i], 270, "middle", "tick", report.labels().get(i));
        String of =
            yardstick == null
                ? ""
                : ScoreTable.number(Metric.RMSSE, board.at(yardstick, i, Metric.RMSSE));
        svg.text(xs[i], 285, "middle", "tick", of);
      }
    }
    for (int r = 0; r < main.size(); r++) {
      double[] ys = new double[origins];
      for (int i = 0; i < origins; i++) {
        ys[i] = y.at(values[r][i]);
      }
      svg.path(xs, ys, COLORS.get(r), 2);
      for (int i = 0; i < origins; i++) {
        if (!Double.isNaN(ys[i])) {
          String value = ScoreTable.number(Metric.RMSSE, board.at(main.get(r), i, Metric.RMSSE));
          svg.dot(xs[i], ys[i], COLORS.get(r), main.get(r).title() + ", " + value);
        }
      }
    }
    legend(svg);
    String unit = yardstick == null ? "origin" : "origin, and the RMSSE of the " + YARDSTICK;
    svg.text(LEFT + width / 2, 306, "middle", "unit", unit);
    return svg.toString();
  }

  /** How many demands each band holds against how many it is to hold. */
  String coverage() {
    Axis x = new Axis(0.4, 1, LEFT, WIDTH - RIGHT);
    Axis y = new Axis(0.4, 1, 310, 20);
    Svg svg = new Svg(WIDTH, 360, "Coverage of the bands, nominal and actual");
    frame(svg, y, "share of demands inside");
    for (double tick : x.ticks()) {
      svg.text(x.at(tick), 328, "middle", "tick", x.label(tick));
    }
    svg.line(x.at(0.4), y.at(0.4), x.at(1), y.at(1), "mark");
    Metric[] metrics = {Metric.COVERAGE_50, Metric.COVERAGE_80, Metric.COVERAGE_90};
    for (int r = 0; r < main.size(); r++) {
      double[] xs = new double[metrics.length];
      double[] ys = new double[metrics.length];
      for (int band = 0; band < metrics.length; band++) {
        double value = board.mean(main.get(r), metrics[band]);
        xs[band] = x.at(Bands.share(band));
        ys[band] = y.at(Math.max(0.4, value));
        if (!Double.isNaN(value)) {
          String number = ScoreTable.number(metrics[band], value);
          svg.dot(xs[band], ys[band], COLORS.get(r), main.get(r).title() + ", " + number);
        }
      }
      svg.path(xs, ys, COLORS.get(r), 2);
    }
    legend(svg);
    svg.text((x.from() + x.to()) / 2, 350, "middle", "unit", "nominal share of the band");
    return svg.toString();
  }

  private void frame(Svg svg, Axis y, String unit) {
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 8, y.at(tick) + 4, "end", "tick", y.label(tick));
    }
    svg.upright(14, (y.from() + y.to()) / 2, unit);
  }

  private void legend(Svg svg) {
    for (int r = 0; r < main.size(); r++) {
      legend(svg, WIDTH - RIGHT + 20, 30 + 20 * r, COLORS.get(r), main.get(r).title());
    }
  }

  private static void legend(Svg svg, double x, double y, String color, String words) {
    svg.bar(x, y - 9, 12, 10, color, words);
    svg.text(x + 18, y, "start", "name", words);
  }

  /** Which forecasters are drawn where all would be too many. */
  static final class Main {
    private static final List<String> FIRST =
        List.of("combined", "combined-unreconciled", YARDSTICK, "holt-winters");

    private Main() {}

    /** Those that matter most, then the best of the others. */
    static List<Row> of(List<Row> rows) {
      List<Row> first =
          FIRST.stream()
              .flatMap(name -> rows.stream().filter(row -> row.forecaster().equals(name)))
              .toList();
      return Stream.concat(first.stream(), rows.stream().filter(row -> !first.contains(row)))
          .limit(COLORS.size())
          .toList();
    }
  }
}
