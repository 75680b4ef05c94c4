package io.skucast.deep.train;

import io.skucast.core.deep.DeepLayout;
import java.util.SplittableRandom;

/**
 * Draws rows to learn from: any series alike, recent origins rather than old ones, and each a
 * little changed. What a step draws follows from the seed and the step alone.
 */
final class Sampler {
  /** Periods that a series must be known for at an origin. */
  private static final int LEAST_AGE = 14;

  private final TrainingSet set;
  private final TrainerOptions options;
  private final DeepLayout layout;
  private final int lastOrigin;
  private final int[] eligible;
  private final Scale[] scales;
  private final double[] weights;

  /**
   * @param lastOrigin last origin to learn from: its targets may be known
   */
  Sampler(TrainingSet set, TrainerOptions options, int lastOrigin) {
    this.set = set;
    this.options = options;
    this.layout = set.layout();
    this.lastOrigin = lastOrigin;
    int series = set.series().size();
    int[] fit = new int[series];
    int count = 0;
    scales = new Scale[series];
    weights = new double[series];
    double sum = 0;
    for (int i = 0; i < series; i++) {
      TrainingSeries one = set.series().get(i);
      // The naive error of what may be learned: the rows held out have no say in it.
      scales[i] = Scale.of(one, lastOrigin + layout.horizons());
      if (lastOriginOf(i) >= one.first() + LEAST_AGE - 1) {
        fit[count++] = i;
        weights[i] =
            options.valueWeighted()
                ? Math.sqrt(one.revenue(lastOrigin, 2 * DeepLayout.BLOCK_LENGTH))
                : 1;
        sum += weights[i];
      }
    }
    for (int i = 0; i < series; i++) {
      weights[i] *= sum > 0 ? count / sum : 1;
    }
    eligible = java.util.Arrays.copyOf(fit, count);
  }

  private int lastOriginOf(int index) {
    return Math.min(lastOrigin, set.series().get(index).last() - 1);
  }

  /** Series that rows are drawn from. */
  int series() {
    return eligible.length;
  }

  /** Rows that there are to draw: origins of all those series. */
  long rows() {
    long rows = 0;
    for (int index : eligible) {
      rows += lastOriginOf(index) - set.series().get(index).first() - LEAST_AGE + 2;
    }
    return rows;
  }

  Scale scale(int index) {
    return scales[index];
  }

  double weight(int index) {
    return weights[index];
  }

  /** Fills in the rows of a step. */
  void draw(RowBatch batch, int member, long step) {
    SplittableRandom random =
        new SplittableRandom(((options.seed() * 1_000_003) + member) * 1_000_000_007L + step);
    batch.clear();
    for (int i = 0; i < options.batch(); i++) {
      int index = eligible[random.nextInt(eligible.length)];
      int first = set.series().get(index).first() + LEAST_AGE - 1;
      int origin = origin(first, lastOriginOf(index), random);
      batch.add(index, origin, scales[index], weights[index]);
      augment(batch, i, random);
    }
  }

  private int origin(int first, int last, SplittableRandom random) {
    int count = last - first + 1;
    if (options.recency() == 0) {
      return first + random.nextInt(count);
    }
    // An exponential distribution cut off where the series begins.
    double reach = 1 - Math.exp(-count / options.recency());
    double back = -options.recency() * Math.log1p(-random.nextDouble() * reach);
    return last - Math.min(count - 1, (int) back);
  }

  private void augment(RowBatch batch, int row, SplittableRandom random) {
    if (options.scaling() > 0) {
      scale(batch, row, (float) Math.exp(options.scaling() * random.nextGaussian()));
    }
    if (options.jitter() > 0) {
      int at = row * layout.rowSize();
      for (int i = 0; i < layout.window(); i++) {
        double factor = 1 + options.jitter() * random.nextGaussian();
        batch.rows[at + i] *= (float) Math.max(0, factor);
      }
    }
    if (random.nextDouble() < options.unknownShare()) {
      for (int i = 0; i < DeepLayout.CODES; i++) {
        batch.codes[row * DeepLayout.CODES + i] = 0;
      }
    }
  }

  private void scale(RowBatch batch, int row, float factor) {
    int at = row * layout.rowSize();
    for (int i = 0; i < layout.window(); i++) {
      batch.rows[at + i] *= factor;
    }
    for (int i = at + layout.blocksAt(); i < at + layout.blocksAt() + DeepLayout.BLOCKS; i++) {
      batch.rows[i] *= batch.rows[i] == DeepLayout.UNKNOWN ? 1 : factor;
    }
    for (int i = row * layout.horizons(); i < (row + 1) * layout.horizons(); i++) {
      batch.target[i] *= factor;
    }
    batch.inverseScale[row] /= factor;
    batch.inverseChange[row] /= factor;
  }
}
