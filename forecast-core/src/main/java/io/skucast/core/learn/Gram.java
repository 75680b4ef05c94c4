package io.skucast.core.learn;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Weighted means and co-moments of the numbers of rows, features first and the target last: all
 * that least squares needs to know of the rows. State: a POJO of primitives and primitive arrays.
 *
 * <p>Co-moments are sums of weight x products of deviations from the means, and not plain sums of
 * products, in which a small spread about a large mean would drown. Those of a block are worked out
 * from {@link GramSums} exactly; two sets of rows are put together as of Chan, Golub and LeVeque
 * (1983, equation 2.1). Here the order matters to the last bits, so callers keep to one.
 */
public class Gram {
  public int version = 1;

  /** Features in a row; -1 before the first rows. */
  public int features = -1;

  /** Rows, however little they weigh by now. */
  public long samples;

  /** Sum of the weights of the rows. */
  public double weight;

  /** Means of the features, and last that of the target. */
  public double[] means = new double[0];

  /** Upper triangle of the co-moments, row by row. */
  public double[] packed = new double[0];

  /** Takes in the rows of exact sums. */
  public void add(GramSums sums) {
    if (sums.samples > 0) {
      add(centred(sums));
    }
  }

  /** W Σ w a b − Σ w a Σ w b in integers, and only then divided by W. */
  private static Gram centred(GramSums sums) {
    Gram gram = new Gram();
    gram.size(sums.features);
    gram.samples = sums.samples;
    int numbers = gram.means.length;
    BigInteger[] totals = new BigInteger[numbers];
    BigInteger all = sum(sums, 0);
    double unit = 1 / (GramSums.STEPS * GramSums.STEPS);
    double divisor = all.doubleValue();
    gram.weight = divisor * unit;
    if (all.signum() == 0) {
      return gram;
    }
    for (int i = 0; i < numbers; i++) {
      totals[i] = sum(sums, i + 1);
      gram.means[i] = totals[i].doubleValue() / divisor;
    }
    int place = numbers + 1;
    for (int i = 0; i < numbers; i++) {
      for (int j = i; j < numbers; j++, place++) {
        BigInteger moment = all.multiply(sum(sums, place)).subtract(totals[i].multiply(totals[j]));
        gram.packed[gram.place(i, j)] = moment.doubleValue() / divisor * unit;
      }
    }
    return gram;
  }

  private static BigInteger sum(GramSums sums, int place) {
    BigInteger low = BigInteger.valueOf(sums.low[place]);
    BigInteger high = BigInteger.valueOf(sums.high[place]);
    if (low.signum() < 0) {
      high = high.add(BigInteger.ONE);
    }
    return high.shiftLeft(64).add(low);
  }

  /** Takes in the rows of another. */
  public void add(Gram other) {
    if (other.features < 0) {
      return;
    }
    size(other.features);
    samples += other.samples;
    double total = weight + other.weight;
    if (!(other.weight > 0)) {
      return;
    }
    double share = other.weight / total;
    int numbers = means.length;
    double[] apart = new double[numbers];
    for (int i = 0; i < numbers; i++) {
      apart[i] = other.means[i] - means[i];
    }
    double between = weight * share;
    int place = 0;
    for (int i = 0; i < numbers; i++) {
      for (int j = i; j < numbers; j++, place++) {
        packed[place] += other.packed[place] + between * apart[i] * apart[j];
      }
      means[i] += share * apart[i];
    }
    weight = total;
  }

  /** Multiplies the weight of every row by a factor, 0 to 1. */
  public void scale(double factor) {
    if (!(factor >= 0 && factor <= 1)) {
      throw new IllegalArgumentException("factor is " + factor + ", allowed is 0 to 1");
    }
    weight *= factor;
    for (int i = 0; i < packed.length; i++) {
      packed[i] *= factor;
    }
  }

  /** Sum of the weights of the rows. */
  public double weight() {
    return weight;
  }

  /** Weighted mean of a feature; at place {@link #features} that of the target. */
  public double mean(int place) {
    return means[place];
  }

  /** Weighted variance of the population; at place {@link #features} that of the target. */
  public double variance(int place) {
    return Math.max(0, covariance(place, place));
  }

  /** Weighted covariance of the population of two features, or of one and the target. */
  public double covariance(int one, int other) {
    return weight > 0 ? packed[place(Math.min(one, other), Math.max(one, other))] / weight : 0;
  }

  /** Weighted mean squared error of the model on the rows, at least 0. */
  public double loss(LinearModel model) {
    double[] slopes = model.coefficients();
    if (slopes.length != features) {
      throw new IllegalArgumentException(
          "model has " + slopes.length + " features, allowed is " + features);
    }
    double bias = means[features] - model.predict(Arrays.copyOf(means, features));
    double loss = covariance(features, features);
    for (int i = 0; i < features; i++) {
      double pull = -2 * covariance(i, features);
      for (int j = 0; j < features; j++) {
        pull += covariance(i, j) * slopes[j];
      }
      loss += slopes[i] * pull;
    }
    return Math.max(0, loss) + bias * bias;
  }

  private int place(int i, int j) {
    return i * means.length - i * (i - 1) / 2 + j - i;
  }

  private void size(int count) {
    if (features < 0) {
      features = count;
      means = new double[count + 1];
      packed = new double[(count + 1) * (count + 2) / 2];
    } else if (features != count) {
      throw new IllegalArgumentException(
          "rows have " + count + " features, allowed is " + features + " as in the rows before");
    }
  }

  /** A copy that shares nothing with this one. */
  public Gram copy() {
    Gram copy = new Gram();
    copy.version = version;
    copy.features = features;
    copy.samples = samples;
    copy.weight = weight;
    copy.means = means.clone();
    copy.packed = packed.clone();
    return copy;
  }
}
