package io.skucast.deep.train;

import io.skucast.core.deep.DeepLayout;
import io.skucast.core.score.PinballLoss;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors of single series: mean RMSSE, scaled pinball loss, mean absolute error, bias, cover. */
final class SeriesErrors {
  static final String PINBALL = "scaledPinball";

  private final DeepLayout layout;
  private double rmsse;
  private double pinball;
  private double absolute;
  private double forecast;
  private double actual;
  private long targets;
  private long rows;
  private final long[] below;

  SeriesErrors(DeepLayout layout) {
    this.layout = layout;
    this.below = new long[layout.levels().length];
  }

  void add(RowBatch batch, int row, float[] means, float[] quantiles) {
    int horizons = layout.horizons();
    int levels = layout.levels().length;
    double scale = batch.inverseScale[row];
    double squares = 0;
    double losses = 0;
    int known = 0;
    for (int h = 0; h < horizons; h++) {
      int at = row * horizons + h;
      if (batch.counts[at] == 0) {
        continue;
      }
      double error = batch.target[at] - means[at];
      squares += error * error;
      absolute += Math.abs(error);
      forecast += means[at];
      actual += batch.target[at];
      for (int l = 0; l < levels; l++) {
        double over = batch.target[at] - quantiles[at * levels + l];
        double level = layout.levels()[l];
        losses += PinballLoss.of(level, over) / levels;
        below[l] += over <= 0 ? 1 : 0;
      }
      known++;
    }
    if (known > 0) {
      rmsse += Math.sqrt(squares / known) * scale;
      pinball += losses / known * batch.inverseChange[row];
      targets += known;
      rows++;
    }
  }

  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("rmsse", rmsse / rows);
    metrics.put(PINBALL, pinball / rows);
    metrics.put("mae", absolute / targets);
    metrics.put("bias", actual > 0 ? forecast / actual - 1 : 0);
    for (int l = 0; l < below.length; l++) {
      metrics.put("atOrBelow" + layout.levels()[l], (double) below[l] / targets);
    }
    return metrics;
  }
}
