package io.skucast.deep.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Errors of sums over series: of categories, of locations, and of all. */
final class LevelErrors {
  private final TrainingSet set;

  /** By level, then by node and origin: expected and actual units of each horizon. */
  private final Map<String, Map<String, double[][]>> sums = new LinkedHashMap<>();

  LevelErrors(TrainingSet set) {
    this.set = set;
    for (String level : new String[] {"category", "location", "total"}) {
      sums.put(level, new TreeMap<>());
    }
  }

  void add(ValidationRows.Row row, RowBatch batch, int index, float[] means) {
    TrainingSeries series = set.series().get(row.series());
    add("category", series.category(), row, batch, index, means);
    add("location", series.location(), row, batch, index, means);
    add("total", "", row, batch, index, means);
  }

  private void add(
      String level, String node, ValidationRows.Row row, RowBatch batch, int index, float[] means) {
    int horizons = set.layout().horizons();
    double[][] sum =
        sums.get(level)
            .computeIfAbsent(node + "\u001f" + row.origin(), n -> new double[2][horizons]);
    for (int h = 0; h < horizons; h++) {
      sum[0][h] += means[index * horizons + h];
      sum[1][h] += batch.target[index * horizons + h];
    }
  }

  /** Absolute error over demand (WAPE) and bias of each level. */
  Map<String, Map<String, Double>> metrics() {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>();
    sums.forEach(
        (level, nodes) -> {
          double absolute = 0;
          double expected = 0;
          double actual = 0;
          for (double[][] node : nodes.values()) {
            for (int h = 0; h < node[0].length; h++) {
              absolute += Math.abs(node[0][h] - node[1][h]);
              expected += node[0][h];
              actual += node[1][h];
            }
          }
          Map<String, Double> metrics = new LinkedHashMap<>();
          metrics.put("wape", actual > 0 ? absolute / actual : 0);
          metrics.put("bias", actual > 0 ? expected / actual - 1 : 0);
          all.put(level, metrics);
        });
    return all;
  }
}
