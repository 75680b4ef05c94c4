package io.skucast.core.backtest;

import io.skucast.core.level.Level;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scores by level, forecaster and origin. */
public final class Scoreboard {
  /** Where the forecasts of a row come from. */
  public enum Source {
    /** Issued for the series itself. */
    ISSUED,
    /** Sums of what was issued for the SKUs below: bottom-up. They have no quantiles. */
    SUM
  }

  /** What is scored together. */
  public record Row(Level level, String forecaster, Source source) {
    /** For people: the forecaster, and that it was summed where it was. */
    public String title() {
      return source == Source.SUM ? "sum of " + forecaster : forecaster;
    }
  }

  private final int origins;
  private final Map<Row, Score[]> scores = new HashMap<>();

  /**
   * @param origins how many there are
   */
  public Scoreboard(int origins) {
    this.origins = origins;
  }

  void add(Row row, int origin, SeriesScore score) {
    Score[] ofRow = scores.computeIfAbsent(row, r -> new Score[origins]);
    if (ofRow[origin] == null) {
      ofRow[origin] = new Score();
    }
    ofRow[origin].add(score);
  }

  public int origins() {
    return origins;
  }

  /** The rows of a level, least mean RMSSE first. */
  public List<Row> rows(Level level) {
    return scores.keySet().stream()
        .filter(row -> row.level() == level)
        .sorted(
            Comparator.comparingDouble((Row row) -> mean(row, Metric.RMSSE))
                .thenComparing(Row::forecaster)
                .thenComparing(Row::source))
        .toList();
  }

  /** A number of one origin; NaN where nothing was scored there or it is not defined. */
  public double at(Row row, int origin, Metric metric) {
    Score[] ofRow = scores.get(row);
    return ofRow == null || ofRow[origin] == null ? Double.NaN : ofRow[origin].get(metric);
  }

  /** The number of the last origin alone. */
  public double last(Row row, Metric metric) {
    return at(row, origins - 1, metric);
  }

  /** Mean of a number over the origins that have it. */
  public double mean(Row row, Metric metric) {
    double[] values = new double[origins];
    for (int i = 0; i < origins; i++) {
      values[i] = at(row, i, metric);
    }
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
  }
}
