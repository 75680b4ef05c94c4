package io.skucast.core.learn;

import java.util.Arrays;

/**
 * Losses of forecasts of the newest blocks that were made before the blocks were taken in, and
 * those of the naive forecast (prequential: Dawid 1984). State: a POJO of primitive arrays.
 */
public class HeldOutLosses {
  public int version = 1;

  /** Rows of each block, oldest first. */
  public long[] rows = new long[0];

  /** Mean loss on each block. */
  public double[] losses = new double[0];

  /** Mean loss of the naive forecast on each block. */
  public double[] naive = new double[0];

  /** Adds a block, and lets go of those before the newest so many. */
  void add(long count, double loss, double naiveLoss, int mostBlocks) {
    int from = Math.max(0, rows.length - mostBlocks + 1);
    int kept = rows.length - from;
    rows = Arrays.copyOfRange(rows, from, from + kept + 1);
    losses = Arrays.copyOfRange(losses, from, from + kept + 1);
    naive = Arrays.copyOfRange(naive, from, from + kept + 1);
    rows[kept] = count;
    losses[kept] = loss;
    naive[kept] = naiveLoss;
  }

  /** Rows of all blocks kept. */
  long count() {
    long count = 0;
    for (long each : rows) {
      count += each;
    }
    return count;
  }

  /** Mean loss of a row; NaN if there are none. */
  double loss() {
    return mean(losses);
  }

  /** Mean loss of the naive forecast of a row; NaN if there are none. */
  double naiveLoss() {
    return mean(naive);
  }

  private double mean(double[] means) {
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      sum += means[i] * rows[i];
    }
    return sum / count();
  }

  /** A copy that shares nothing with this one. */
  public HeldOutLosses copy() {
    HeldOutLosses copy = new HeldOutLosses();
    copy.version = version;
    copy.rows = rows.clone();
    copy.losses = losses.clone();
    copy.naive = naive.clone();
    return copy;
  }
}
