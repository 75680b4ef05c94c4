package io.skucast.core.backtest;

import io.skucast.core.backtest.Scoreboard.Row;
import io.skucast.core.backtest.Scoreboard.Source;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores forecasts against what then happened: of SKUs, of the series above them, and of the plain
 * sums of SKU forecasts at every level above. Forecasts are added in the order of series, so that
 * no sum depends on the order in which they were issued.
 */
public final class Evaluation {
  /**
   * How well one forecaster did on one SKU.
   *
   * @param origins from which it was scored
   * @param rmsse mean over these origins
   */
  public record SkuResult(SeriesHistory history, String forecaster, int origins, double rmsse) {}

  private final SortedMap<String, SeriesHistory> skus;
  private final Nodes nodes;
  private final int[] origins;
  private final Bands bands;
  private final Scoreboard board;
  private final SortedMap<Sum, double[]> sums = new TreeMap<>();
  private final List<SkuResult> results = new ArrayList<>();
  private final SortedMap<String, SkuResult> ofSeries = new TreeMap<>();
  private final Map<String, Scale[]> nodeScales = new TreeMap<>();
  private String lastKey = "";
  private Scale[] lastScales;
  private long unknown;

  /** Names a sum of SKU forecasts. */
  private record Sum(String node, String forecaster, int origin) implements Comparable<Sum> {
    @Override
    public int compareTo(Sum other) {
      int order = node.compareTo(other.node);
      order = order != 0 ? order : forecaster.compareTo(other.forecaster);
      return order != 0 ? order : Integer.compare(origin, other.origin);
    }
  }

  /**
   * @param skus by {@link Series#key()}
   * @param origins periods, ascending
   */
  public Evaluation(SortedMap<String, SeriesHistory> skus, int[] origins, Bands bands) {
    this.skus = skus;
    this.nodes = new Nodes(skus.values());
    this.origins = origins.clone();
    this.bands = bands;
    this.board = new Scoreboard(origins.length);
  }

  /**
   * Adds one forecast; series come in ascending order of their keys.
   *
   * @param origin place among the origins
   * @param mean units, horizon 1 first
   * @param quantiles units, one array a level
   */
  public void add(
      String seriesKey, int origin, String forecaster, double[] mean, double[][] quantiles) {
    if (seriesKey.compareTo(lastKey) < 0) {
      throw new IllegalArgumentException(
          "series '" + seriesKey + "' after '" + lastKey + "': forecasts are added in key order");
    }
    Series series = Series.ofKey(seriesKey);
    Level level = Level.of(series.sku(), series.location());
    SeriesHistory history = level == Level.SKU ? skus.get(seriesKey) : nodes.history(seriesKey);
    if (history == null) {
      unknown++;
      return;
    }
    if (!seriesKey.equals(lastKey)) {
      next(seriesKey, history);
    }
    if (level == Level.SKU) {
      for (String node : nodes.above(history)) {
        double[] sum =
            sums.computeIfAbsent(new Sum(node, forecaster, origin), key -> new double[mean.length]);
        for (int h = 0; h < mean.length; h++) {
          sum[h] += mean[h];
        }
      }
    }
    if (lastScales[origin] != null) {
      SeriesScore score =
          SeriesScore.of(history, lastScales[origin], origins[origin], mean, quantiles, bands);
      board.add(new Row(level, forecaster, Source.ISSUED), origin, score);
      if (level == Level.SKU) {
        ofSeries.merge(
            forecaster, new SkuResult(history, forecaster, 1, score.rmsse()), Evaluation::both);
      }
    }
  }

  private static SkuResult both(SkuResult a, SkuResult b) {
    int origins = a.origins() + b.origins();
    double rmsse = (a.origins() * a.rmsse() + b.origins() * b.rmsse()) / origins;
    return new SkuResult(a.history(), a.forecaster(), origins, rmsse);
  }

  private void next(String key, SeriesHistory history) {
    results.addAll(ofSeries.values());
    ofSeries.clear();
    lastKey = key;
    lastScales = Scale.at(history, origins);
  }

  /** Scores the sums, after the last forecast was added. */
  public void finish() {
    results.addAll(ofSeries.values());
    ofSeries.clear();
    sums.forEach(
        (sum, mean) -> {
          SeriesHistory history = nodes.history(sum.node());
          Scale[] scales =
              nodeScales.computeIfAbsent(sum.node(), key -> Scale.at(history, origins));
          if (scales[sum.origin()] != null) {
            Series node = history.series();
            Row row = new Row(Level.of(node.sku(), node.location()), sum.forecaster(), Source.SUM);
            board.add(
                row,
                sum.origin(),
                SeriesScore.of(
                    history, scales[sum.origin()], origins[sum.origin()], mean, null, bands));
          }
        });
    sums.clear();
  }

  public Scoreboard board() {
    return board;
  }

  public Nodes nodes() {
    return nodes;
  }

  /** One for each SKU and forecaster that was scored, by series key, then forecaster. */
  public Collection<SkuResult> results() {
    return results;
  }

  /** Forecasts of series that have no sales: not scored. */
  public long unknown() {
    return unknown;
  }
}
