package io.skucast.deep.train;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.net.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** How good an ensemble is on the rows held out, and what it looks at. */
final class Evaluation {
  private final TrainingSet set;
  private final DeepLayout layout;
  private final ValidationRows rows;
  private final MemberTraining training;
  private final List<Weights> members;
  private final int levels;
  private final int horizons;

  Evaluation(TrainingSet set, ValidationRows rows, MemberTraining training, List<Weights> members) {
    this.set = set;
    this.layout = set.layout();
    this.rows = rows;
    this.training = training;
    this.members = members;
    this.levels = layout.levels().length;
    this.horizons = layout.horizons();
  }

  /** Means and quantiles of a batch, averaged over the members. */
  private record Averaged(float[] means, float[] quantiles) {}

  private Averaged[] forecasts() {
    Averaged[] all = new Averaged[rows.batches.size()];
    for (Weights member : members) {
      training.show(member);
      for (int b = 0; b < all.length; b++) {
        Map.Entry<float[], float[]> one = training.forecast(rows.batches.get(b));
        if (all[b] == null) {
          all[b] = new Averaged(new float[one.getKey().length], new float[one.getValue().length]);
        }
        add(all[b].means, one.getKey());
        add(all[b].quantiles, one.getValue());
      }
    }
    return all;
  }

  private void add(float[] sums, float[] numbers) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += numbers[i] / members.size();
    }
  }

  /** By level and name; see {@link LevelErrors} and {@link SeriesErrors}. */
  Map<String, Map<String, Double>> metrics() {
    SeriesErrors series = new SeriesErrors(layout);
    LevelErrors sums = new LevelErrors(set);
    Averaged[] all = forecasts();
    for (int r = 0; r < rows.rows.size(); r++) {
      int b = r / ValidationRows.batch();
      int i = r % ValidationRows.batch();
      RowBatch batch = rows.batches.get(b);
      series.add(batch, i, all[b].means, all[b].quantiles);
      sums.add(rows.rows.get(r), batch, i, all[b].means);
    }
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    metrics.put("series", series.metrics());
    metrics.putAll(sums.metrics());
    return metrics;
  }

  private double pinball() {
    SeriesErrors series = new SeriesErrors(layout);
    Averaged[] all = forecasts();
    for (int b = 0; b < all.length; b++) {
      for (int i = 0; i < rows.batches.get(b).size(); i++) {
        series.add(rows.batches.get(b), i, all[b].means, all[b].quantiles);
      }
    }
    return series.metrics().get(SeriesErrors.PINBALL);
  }

  /**
   * By how much the scaled pinball loss rises, as a share, when a group of inputs is dealt out
   * among the rows anew (Breiman 2001).
   */
  Map<String, Double> importance(long seed) {
    double plain = pinball();
    Map<String, Double> importance = new LinkedHashMap<>();
    int window = layout.window();
    int row = layout.rowSize();
    Map<String, int[]> groups = new LinkedHashMap<>();
    groups.put("units", new int[] {0, window});
    groups.put("price", new int[] {window, window});
    groups.put("promotion", new int[] {2 * window, window});
    groups.put("in-stock", new int[] {3 * window, window});
    groups.put("year", new int[] {layout.blocksAt(), DeepLayout.BLOCKS});
    groups.put("age", new int[] {row - 1, 1});
    groups.forEach(
        (name, part) ->
            importance.put(
                name,
                risen(
                    plain,
                    seed,
                    batch -> new Dealt(batch.rows, row, part[0], part[1], batch.size()))));
    for (int c = 0; c < DeepLayout.CODES; c++) {
      int column = c;
      importance.put(
          List.of("sku", "category", "location").get(c),
          risen(
              plain,
              seed,
              batch -> new Dealt(batch.codes, DeepLayout.CODES, column, batch.size())));
    }
    importance.put(
        "calendar",
        risen(
            plain,
            seed,
            batch ->
                new Dealt(
                    batch.calendars(),
                    layout.calendar().size(),
                    0,
                    layout.calendar().size(),
                    batch.calendarCount() * layout.calendarPeriods())));
    return importance;
  }

  private interface Dealer {
    Dealt of(RowBatch batch);
  }

  private double risen(double plain, long seed, Dealer dealer) {
    Dealt[] dealt = new Dealt[rows.batches.size()];
    for (int b = 0; b < dealt.length; b++) {
      dealt[b] = dealer.of(rows.batches.get(b));
      dealt[b].deal(new SplittableRandom(seed + b));
    }
    double after = pinball();
    for (Dealt one : dealt) {
      one.restore();
    }
    return after / plain - 1;
  }
}
