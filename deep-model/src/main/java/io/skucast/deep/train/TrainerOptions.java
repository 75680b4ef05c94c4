package io.skucast.deep.train;

import io.skucast.deep.net.Architecture;

/**
 * How networks are trained.
 *
 * @param season periods in a season
 * @param hidden width of the encoder
 * @param layers of the encoder
 * @param dropout share of hidden numbers that are dropped
 * @param weightDecay share of the matrices that each step takes away, times the learning rate
 *     (Loshchilov and Hutter 2019)
 * @param learningRate highest one; it rises over the first steps and then falls as a cosine
 * @param batch rows a step
 * @param steps a member is trained for at most
 * @param validateEvery steps between looks at the validation rows
 * @param patience looks without a better loss after which a member stops
 * @param validationOrigins origins that are held out, one week of periods apart, the last of them
 *     one horizon before the end
 * @param members networks that differ by their seed alone, and are averaged
 * @param seed of everything random
 * @param recency periods in which an origin becomes 1/e as likely to be drawn; 0: all alike
 * @param scaling standard deviation of the logarithm of a factor on a row and its targets
 * @param jitter standard deviation of a factor on each demand of a row
 * @param unknownShare share of rows whose codes are hidden, so that unknown ones can be forecast
 * @param adversarial step against the gradient by which a second copy of each row is made worse, in
 *     levels of the series (Goodfellow et al. 2015); 0: none
 * @param valueWeighted whether a series weighs by the root of its revenue
 * @param meanShare share of the mean's error in the loss; the rest is that of the quantiles
 * @param halfPrecision whether matrices are multiplied in bfloat16, which pays on a GPU
 * @param gpu whether to train on the GPU
 */
public record TrainerOptions(
    Architecture architecture,
    int season,
    int hidden,
    int layers,
    double dropout,
    double weightDecay,
    double learningRate,
    int batch,
    long steps,
    long validateEvery,
    int patience,
    int validationOrigins,
    int members,
    long seed,
    double recency,
    double scaling,
    double jitter,
    double unknownShare,
    double adversarial,
    boolean valueWeighted,
    double meanShare,
    boolean halfPrecision,
    boolean gpu) {
  /** Daily sales on a processor of few cores. */
  public static final TrainerOptions DEFAULT =
      new TrainerOptions(
          Architecture.LSTM,
          7,
          192,
          1,
          0.1,
          1e-2,
          2e-3,
          512,
          2000,
          250,
          4,
          2,
          3,
          1,
          1000,
          0.1,
          0.05,
          0.1,
          0,
          false,
          0.5,
          false,
          false);

  /** Periods between the origins that are held out: a week of days. */
  static final int VALIDATION_APART = 7;

  public TrainerOptions {
    atLeast("season", season, 1);
    atLeast("batch", batch, 1);
    atLeast("steps", steps, 1);
    atLeast("validate-every", validateEvery, 1);
    atLeast("patience", patience, 1);
    atLeast("validation-origins", validationOrigins, 1);
    atLeast("members", members, 1);
    between("learning-rate", learningRate, 1e-7, 1);
    between("weight-decay", weightDecay, 0, 1);
    between("recency", recency, 0, 1e9);
    between("scaling", scaling, 0, 3);
    between("jitter", jitter, 0, 3);
    between("unknown-share", unknownShare, 0, 1);
    between("adversarial", adversarial, 0, 3);
    between("mean-share", meanShare, 0, 1);
  }

  /** Last periods that are targets of what is held out, and of nothing that is learned. */
  public static int heldOutPeriods(int horizons, int validationOrigins) {
    return horizons + (validationOrigins - 1) * VALIDATION_APART;
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + least + " up");
    }
  }

  private static void between(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name + " is " + value + ": allowed is " + least + " to " + most);
    }
  }
}
