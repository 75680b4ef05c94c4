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
  /** How strongly a loss lowers a weight. */
  static final double RATE = Tuning.of("rate", 0.1);

  /** Of the whole weight, shared out equally each period. */
  static final double SHARE = Tuning.of("share", 0.003);

  /** What remains of the past in discounted sums each period. */
  static final double DISCOUNT = Tuning.of("discount", 0.98);

  /** A loss beyond this counts as this: one spike must not decide for years. */
  static final double LARGEST_LOSS = 20;

  /** How far one miss moves a tail. */
  static final double STEP = Tuning.of("step", 0.01);

  /** Tails of the bands that are watched, each side: of 90 %, 80 % and 50 %. */
  public static final double[] TAILS = {0.05, 0.1, 0.25};

  /** Dispersion before anything is known, counting as much as this many observations. */
  private static final double FIRST_DISPERSION = 0.5;

  private static final double FIRST_WEIGHT = 2;

  public int version = 1;

  /** Periods from a forecast to its target. */
  public int lag;

  /** Of the voters, in their order; they add up to 1. */
  public float[] weights = new float[0];

  /** For each of the next {@code lag} targets: means of the voters, the combination, the bands. */
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

  public LagGroup(int lag, int voters) {
    this.lag = lag;
    this.weights = new float[voters];
    Arrays.fill(weights, 1f / voters);
    this.pending = new float[lag * width()];
    this.tails = new float[TAILS.length];
    for (int i = 0; i < TAILS.length; i++) {
      tails[i] = (float) TAILS[i];
    }
  }

  private int width() {
    return weights.length + 1 + 2 * TAILS.length;
  }

  /**
   * Learns from the forecasts that were remembered for the target.
   *
   * @param target index of the observation, from 0
   * @param demand units
   */
  public void learn(long target, double demand) {
    int at = (int) (target % lag) * width();
    double combined = pending[at + weights.length];
    double error = demand - combined;
    sumWeight = DISCOUNT * sumWeight + 1;
    sumDemand = DISCOUNT * sumDemand + demand;
    sumMean = DISCOUNT * sumMean + combined;
    sumMeanSquare = DISCOUNT * sumMeanSquare + combined * combined;
    sumErrorSquare = DISCOUNT * sumErrorSquare + error * error;
    weigh(at, demand);
    int bands = at + weights.length + 1;
    for (int i = 0; i < TAILS.length; i++) {
      boolean missed =
          demand < pending[bands + 2 * i] - 1e-6f * demand
              || demand > pending[bands + 2 * i + 1] + 1e-6f * demand;
      double tail = tails[i] + STEP * (TAILS[i] - (missed ? 0.5 : 0));
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
      raised[i] = weights[i] * StrictMath.exp(-RATE * loss);
      total += raised[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) ((1 - SHARE) * raised[i] / total + SHARE / weights.length);
    }
  }

  /**
   * Remembers what is forecast for a target.
   *
   * @param means of the voters, in units
   * @param bands lower and upper end of each band of {@link #TAILS}, in units
   */
  public void remember(long target, double[] means, double combined, double[] bands) {
    int at = (int) (target % lag) * width();
    for (double mean : means) {
      pending[at++] = (float) mean;
    }
    pending[at++] = (float) combined;
    for (double end : bands) {
      pending[at++] = (float) end;
    }
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
