package io.skucast.udf.deep;

import io.skucast.deep.serve.DeepBatch;

/**
 * A forecast as the table of forecasts has it.
 *
 * @param mean units, one a horizon
 * @param quantiles units, one array a level, each with one a horizon
 */
record DeepAnswerArrays(Double[] mean, Double[][] quantiles) {
  static DeepAnswerArrays of(DeepBatch batch, int window) {
    int horizons = batch.layout().horizons();
    Double[] mean = new Double[horizons];
    Double[][] quantiles = new Double[batch.layout().levels().length][horizons];
    for (int h = 0; h < horizons; h++) {
      mean[h] = (double) batch.mean(window, h);
      for (int l = 0; l < quantiles.length; l++) {
        quantiles[l][h] = (double) batch.quantile(window, h, l);
      }
    }
    return new DeepAnswerArrays(mean, quantiles);
  }
}
