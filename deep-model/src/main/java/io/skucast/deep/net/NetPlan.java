package io.skucast.deep.net;

import io.skucast.core.deep.DeepLayout;

/**
 * The shape of a network.
 *
 * @param season periods in a season
 * @param skus that have a code, not counting the unknown one; likewise categories and locations
 * @param hidden width of the encoder
 * @param layers of the encoder: residual blocks, or dilations; a recurrent encoder has one
 * @param dropout share of hidden numbers that are dropped while training, 0 to below 1
 * @param halfPrecision whether matrices are multiplied in bfloat16, which pays on a GPU
 */
public record NetPlan(
    Architecture architecture,
    DeepLayout layout,
    int season,
    int skus,
    int categories,
    int locations,
    int hidden,
    int layers,
    double dropout,
    boolean halfPrecision) {
  public NetPlan {
    if (hidden < 4 || hidden > 4096) {
      throw new IllegalArgumentException("hidden width is " + hidden + ": allowed is 4 to 4096");
    }
    if (layers < 1 || layers > 12) {
      throw new IllegalArgumentException("layers are " + layers + ": allowed is 1 to 12");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout is " + dropout + ": allowed is 0 to below 1");
    }
  }

  /** Periods that a step of a recurrent encoder takes, and that targets of a season are apart. */
  int step() {
    return season * 2 <= layout.window() ? season : 1;
  }

  /** Whole seasons in the window; 0 where there are not two of them. */
  int seasons() {
    return season * 2 <= layout.window() ? layout.window() / season : 0;
  }
}
