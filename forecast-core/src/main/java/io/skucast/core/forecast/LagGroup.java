package io.skucast.core.forecast;

import java.util.Arrays;

/**
 * What one series has learned from forecasts of one lag: how much each voter is worth, how far
 * demand strays from the combination, and how wide bands must be. A group of horizons is served by
 * the lag nearest to it. State: a POJO of primitives and primitive arrays.
 *
 * <p>Weights: exponential weights with a fixed share (Herbster and Warmuth 1998), so that a voter
 * that was bad for long can come back. The loss is the squared error over the discounted mean of
 * the combination's, which makes weights the same in whatever unit demand is counted.
 *
 * <p>Dispersion: variance = lot · mean + a · mean², with a by moments over the discounted past.
 *
 * <p>Bands: adaptive conformal inference (Gibbs and Candès 2021, equation 2): the tail left out on
 * each side moves by a small step against what was missed, so that in the long run each band covers
 * its share whatever demand does.
 */
public class LagGroup {
  /** A loss beyond this counts as this: one spike must not decide for years. */
  static final double LARGEST_LOSS = 20;

  /** Tails of the bands that are watched, each side: of 90 %, 80 % and 50 %. */
  public static final double[] TAILS = {0.05, 0.1, 0.25};

  /** Observations without bias that a bias is drawn towards. */
  private static final double UNBIASED_WEIGHT = 50;

  /** What remains of the losing side of the correction, so that it can come back. */
  private static final double LEAST_CORRECTION = 0.02;

  /** Ends of bands are kept as floats: nearer to one than this share is on it. */
  private static final double FLOAT = 1e-6;

  /** Dispersion before anything is known, counting as much as this many observations. */
  private static final double FIRST_DISPERSION = 0.5;

  private static final double FIRST_WEIGHT = 2;

  public int version = 1;

  /** Periods from a forecast to its target. */
  public int lag;

  /** The first target that was remembered, or -1. */
  public long since = -1;

  /** As in {@link BankOptions}. */
  public float rate;

  public float share;
  public float discount;
  public float bandStep;

  /** Of the voters, in their order; they add up to 1. */
  public float[] weights = new float[0];

  /** Weight of the mean with its learned bias taken out, against that of the plain mean; 0: off. */
  public float correction;

  /**
   * For each of the next {@code lag} targets: means of the voters, of them together, the same with
   * the bias taken out, what was forecast, and the bands.
   */
  public float[] pending = new float[0];

  /** Discounted sums over scored forecasts: weight, demand, mean, mean², error². */
  public double sumWeight;

  public double sumDemand;
  public double sumMean;
  public double sumMeanSquare;
  public double sumErrorSquare;

  /** Tails that the bands leave out now. */
  public float[] tails = new float[0];

  public LagGroup() {}

  public LagGroup(int lag, int voters, BankOptions options) {
    this.lag = lag;
    this.rate = (float) options.rate();
    this.share = (float) options.share();
    this.discount = (float) options.discount();
    this.bandStep = (float) options.bandStep();
    this.correction = (float) options.correction();
    this.weights = new float[voters];
    Arrays.fill(weights, 1f / voters);
    this.pending = new float[lag * width()];
    this.tails = new float[TAILS.length];
    for (int i = 0; i < TAILS.length; i++) {
      tails[i] = (float) TAILS[i];
    }
  }

  private int width() {
    return weights.length + 3 + 2 * TAILS.length;
  }

  /**
   * Learns from the forecasts that were remembered for the target, where there are any.
   *
   * @param target index of the observation, from 0
   * @param demand units, cleaned: what voters are judged by
   * @param actual units as they were: what bands are judged by
   */
  public void learn(long target, double demand, double actual) {
    if (since < 0 || target < since) {
      return;
    }
    int at = (int) (target % lag) * width();
    double combined = pending[at + weights.length + 2];
    double error = demand - combined;
    sumWeight = discount * sumWeight + 1;
    sumDemand = discount * sumDemand + demand;
    sumMean = discount * sumMean + combined;
    sumMeanSquare = discount * sumMeanSquare + combined * combined;
    sumErrorSquare = discount * sumErrorSquare + error * error;
    weigh(at, demand);
    weighCorrection(at + weights.length, demand);
    int bands = at + weights.length + 3;
    for (int i = 0; i < TAILS.length; i++) {
      boolean missed =
          actual < pending[bands + 2 * i] - FLOAT * actual
              || actual > pending[bands + 2 * i + 1] + FLOAT * actual;
      double tail = tails[i] + bandStep * (TAILS[i] - (missed ? 0.5 : 0));
      tails[i] = (float) Math.max(TAILS[i] / 8, Math.min(Math.min(0.48, 4 * TAILS[i]), tail));
    }
  }

  private void weigh(int at, double demand) {
    double square = sumErrorSquare / sumWeight;
    if (!(square > 0)) {
      return;
    }
    double total = 0;
    double[] raised = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double error = demand - pending[at + i];
      double loss = Math.min(LARGEST_LOSS, error * error / square);
      raised[i] = weights[i] * StrictMath.exp(-rate * loss);
      total += raised[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((1 - share) * raised[i] / total + share / weights.length);
    }
  }

  /** Two voters, the plain mean and the corrected one, by the same rule as the others. */
  private void weighCorrection(int at, double demand) {
    double square = sumErrorSquare / sumWeight;
    if (correction > 0 && square > 0) {
      double plain = demand - pending[at];
      double corrected = demand - pending[at + 1];
      double difference =
          Math.max(
              -LARGEST_LOSS,
              Math.min(LARGEST_LOSS, (corrected * corrected - plain * plain) / square));
      double odds = correction / (1 - correction) * StrictMath.exp(-rate * difference);
      correction =
          (float) Math.max(LEAST_CORRECTION, Math.min(1 - LEAST_CORRECTION, odds / (1 + odds)));
    }
  }

  /** The mean that is forecast where the voters together say {@code plain}. */
  public double corrected(double plain) {
    return correction == 0 ? plain : plain * (1 + correction * (bias(plain) - 1));
  }

  /**
   * Remembers what is forecast for a target.
   *
   * @param means of the voters, in units
   * @param plain of the voters together
   * @param bands lower and upper end of each band of {@link #TAILS}, in units
   */
  public void remember(long target, double[] means, double plain, double[] bands) {
    since = since < 0 ? target : since;
    int at = (int) (target % lag) * width();
    for (double mean : means) {
      pending[at++] = (float) mean;
    }
    pending[at++] = (float) plain;
    pending[at++] = (float) (plain * bias(plain));
    pending[at++] = (float) corrected(plain);
    for (double end : bands) {
      pending[at++] = (float) end;
    }
  }

  /** Demand over what was forecast, drawn towards 1 while little is known. */
  public double bias(double mean) {
    double known = UNBIASED_WEIGHT * mean;
    double ratio = (sumDemand + known) / (sumMean + known);
    return ratio > 0 && ratio < Double.POSITIVE_INFINITY ? Math.max(0.5, Math.min(2, ratio)) : 1;
  }

  /** Variance of demand about a mean, in units squared. */
  public double variance(double mean, double lot) {
    double excess = sumErrorSquare - lot * sumMean + FIRST_WEIGHT * FIRST_DISPERSION * mean * mean;
    double squares = sumMeanSquare + FIRST_WEIGHT * mean * mean;
    if (excess >= 0) {
      return squares > 0 ? lot * mean + excess / squares * mean * mean : 0;
    }
    // Less than a Poisson's: in proportion to the mean.
    return sumMean > 0 ? sumErrorSquare / sumMean * mean : 0;
  }

  /** The tail to leave out where {@code tail} is asked for: what was learned, between its bands. */
  public double tail(double tail) {
    double nominal = 0;
    double learned = 0;
    for (int i = 0; i <= TAILS.length; i++) {
      double nextNominal = i < TAILS.length ? TAILS[i] : 0.5;
      double nextLearned = i < TAILS.length ? Math.max(learned, tails[i]) : 0.5;
      if (tail <= nextNominal) {
        double part = (tail - nominal) / (nextNominal - nominal);
        return learned + part * (nextLearned - learned);
      }
      nominal = nextNominal;
      learned = nextLearned;
    }
    return 0.5;
  }

  public LagGroup copy() {
    LagGroup copy = new LagGroup();
    copy.version = version;
    copy.lag = lag;
    copy.since = since;
    copy.rate = rate;
    copy.share = share;
    copy.discount = discount;
    copy.bandStep = bandStep;
    copy.correction = correction;
    copy.weights = weights.clone();
    copy.pending = pending.clone();
    copy.sumWeight = sumWeight;
    copy.sumDemand = sumDemand;
    copy.sumMean = sumMean;
    copy.sumMeanSquare = sumMeanSquare;
    copy.sumErrorSquare = sumErrorSquare;
    copy.tails = tails.clone();
    return copy;
  }
}
