package io.skucast.core.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scoring by keeping everything: all forecasts by origin, all demands, all scores, and every figure
 * computed from the whole list each time. What {@link LedgerStep} is compared with.
 */
final class PlainBook {
  record Issued(float[][] means, float[][] quantiles) {}

  private final LedgerPlan plan;
  private final Map<Integer, Issued> issued = new HashMap<>();
  private final List<Double> demands = new ArrayList<>();
  private final Map<String, List<Double>> scores = new HashMap<>();

  PlainBook(LedgerPlan plan) {
    this.plan = plan;
  }

  void remember(int origin, float[][] means, float[][] quantiles) {
    issued.put(origin, new Issued(means, quantiles));
  }

  Issued from(int origin) {
    return issued.get(origin);
  }

  /** Demands scored one after another, without a gap. */
  void observe(double demand) {
    demands.add(demand);
  }

  /** Mean change to this power, of all demands but the last {@code without}. */
  double scale(int power, int without) {
    double sum = 0;
    int changes = demands.size() - without - 1;
    for (int i = 1; i <= changes; i++) {
      sum += Math.pow(Math.abs(demands.get(i) - demands.get(i - 1)), power);
    }
    return changes > 0 ? sum / changes : 0;
  }

  void note(String figure, int forecaster, int lag, double score) {
    scores.computeIfAbsent(figure + forecaster + "/" + lag, key -> new ArrayList<>()).add(score);
  }

  int count(String figure, int forecaster, int lag) {
    return scores.getOrDefault(figure + forecaster + "/" + lag, List.of()).size();
  }

  /** Weights written out: the first 56 alike, all of them fading by 55/56 with each later one. */
  double mean(String figure, int forecaster, int lag) {
    List<Double> all = scores.getOrDefault(figure + forecaster + "/" + lag, List.of());
    if (all.isEmpty()) {
      return Double.NaN;
    }
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < all.size(); i++) {
      int later = all.size() - Math.max(56, i + 1);
      double weight = Math.pow(55.0 / 56, Math.max(0, later)) / Math.min(56, all.size());
      sum += weight * all.get(i);
      weights += weight;
    }
    return Math.abs(weights - 1) < 1e-9 ? sum : Double.NaN;
  }

  double pinball(float[] quantiles, double demand) {
    double sum = 0;
    for (int i = 0; i < quantiles.length; i++) {
      double level = plan.levels()[i];
      sum += Math.max(level * (demand - quantiles[i]), (1 - level) * (quantiles[i] - demand));
    }
    return sum / quantiles.length;
  }

  static float[] column(float[][] rows, int lag) {
    float[] column = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][lag];
    }
    return column;
  }

  double inside(float[] quantiles, double low, double high, double demand) {
    int from = Arrays.binarySearch(plan.levels(), low);
    int to = Arrays.binarySearch(plan.levels(), high);
    return demand >= quantiles[from] && demand <= quantiles[to] ? 1 : 0;
  }
}
