package io.skucast.core.learn;

/**
 * Weighted sums of products of all pairs of the numbers of a row, exact, so that they are the same
 * bits for any order of the rows and any split of them into parts. The numbers of a row are z = (1,
 * features, target); the sums are the upper triangle of Σ weight z z'. State and in flight: a POJO
 * of primitives and primitive arrays.
 *
 * <p>Exact, because every √weight z is first rounded to a multiple of 2^-24 (about 6e-8): the
 * products then are integers of at most 96 bits, summed in 128, which holds 2^31 rows at the very
 * least. A number beyond ±2^24 (16.8 million) is cut to that, and its row is counted as cut; a row
 * with a number that is not finite, or whose weight is not above 0, is not taken in, and is counted
 * as refused.
 */
public class GramSums {
  /** Steps per unit of the rounding. */
  static final double STEPS = 1 << 24;

  /** Greatest absolute number that is taken in as it is, after its root of weight. */
  public static final double LARGEST = 1 << 24;

  public int version = 1;

  /** Features in a row; -1 before the first row. */
  public int features = -1;

  /** Rows taken in. */
  public long samples;

  /** Rows not taken in. */
  public long refused;

  /** Rows taken in with at least one number that was cut. */
  public long cut;

  /** Lower 64 bits of the sums in 2^-48 units, row by row of the upper triangle. */
  public long[] low = new long[0];

  /** Upper 64 bits of the sums, signed. */
  public long[] high = new long[0];

  /** The rounded numbers of the row in hand; no state. */
  private transient long[] row;

  /**
   * Takes a row in.
   *
   * @param x features, as many as in the rows before
   * @param y target
   * @param weight above 0
   */
  public void add(double[] x, double y, double weight) {
    size(x.length);
    double root = Math.sqrt(weight);
    double check = root + y;
    for (double feature : x) {
      check += feature;
    }
    // Any NaN or infinity makes the sum one; a finite row only if its sum overflows: then look.
    if (!(weight > 0) || !Double.isFinite(check) && !allFinite(x, y, root)) {
      refused++;
      return;
    }
    int last = x.length + 1;
    boolean within = round(0, root);
    for (int i = 0; i < x.length; i++) {
      within &= round(i + 1, root * x[i]);
    }
    within &= round(last, root * y);
    cut += within ? 0 : 1;
    samples++;
    addProducts();
  }

  private boolean round(int place, double value) {
    if (value >= -LARGEST && value <= LARGEST) {
      row[place] = (long) Math.rint(value * STEPS);
      return true;
    }
    row[place] = (long) Math.rint((value > 0 ? LARGEST : -LARGEST) * STEPS);
    return false;
  }

  private static boolean allFinite(double[] x, double y, double root) {
    boolean finite = Double.isFinite(root) && Double.isFinite(y);
    for (double feature : x) {
      finite &= Double.isFinite(feature);
    }
    return finite;
  }

  /** The hot loop: about 2,200 products a row of 64 features; a feature that is 0 is skipped. */
  private void addProducts() {
    long[] z = row;
    int size = z.length;
    int place = 0;
    for (int i = 0; i < size; i++) {
      long left = z[i];
      if (left == 0) {
        place += size - i;
        continue;
      }
      for (int j = i; j < size; j++, place++) {
        long product = left * z[j];
        long before = low[place];
        long sum = before + product;
        high[place] += Math.multiplyHigh(left, z[j]) + carry(before, product, sum);
        low[place] = sum;
      }
    }
  }

  /** 1 where the sum of the two, taken as unsigned, needs a 65th bit (Warren 2013, 2-16). */
  private static long carry(long a, long b, long sum) {
    return (a & b | (a | b) & ~sum) >>> 63;
  }

  /** Takes in the rows of another. */
  public void add(GramSums other) {
    refused += other.refused;
    if (other.features < 0) {
      return;
    }
    size(other.features);
    samples += other.samples;
    cut += other.cut;
    for (int i = 0; i < low.length; i++) {
      long sum = low[i] + other.low[i];
      high[i] += other.high[i] + carry(low[i], other.low[i], sum);
      low[i] = sum;
    }
  }

  private void size(int count) {
    if (features < 0) {
      features = count;
      low = new long[(count + 2) * (count + 3) / 2];
      high = new long[low.length];
    } else if (features != count) {
      throw new IllegalArgumentException(
          "row has " + count + " features, allowed is " + features + " as in the rows before");
    }
    if (row == null) {
      row = new long[count + 2];
    }
  }

  /** A copy that shares nothing with this one. */
  public GramSums copy() {
    GramSums copy = new GramSums();
    copy.version = version;
    copy.features = features;
    copy.samples = samples;
    copy.refused = refused;
    copy.cut = cut;
    copy.low = low.clone();
    copy.high = high.clone();
    return copy;
  }
}
