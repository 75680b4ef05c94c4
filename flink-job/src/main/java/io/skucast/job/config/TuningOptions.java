package io.skucast.job.config;

import io.skucast.core.forecast.BankOptions;
import java.util.List;

/**
 * Options that the forecasters of a series learn by. They are taken when a series starts: a series
 * that has begun keeps the ones it began with.
 */
public final class TuningOptions {
  public static final Option<Double> ALPHA =
      fraction(
          "tuning.alpha",
          BankOptions.DEFAULT.alpha(),
          "Fraction of an error that a level takes on; the slow forecasters take half of it, the"
              + " fast one twice as much.");

  public static final Option<Double> LONG_ALPHA =
      fraction(
          "tuning.long-alpha",
          BankOptions.DEFAULT.longAlpha(),
          "The same of the long mean, to which demand returns.");

  public static final Option<Double> BETA =
      fraction(
          "tuning.beta",
          BankOptions.DEFAULT.beta(),
          "Fraction of a change of level that a slope takes on.");

  public static final Option<Double> GAMMA =
      fraction(
          "tuning.gamma", BankOptions.DEFAULT.gamma(), "Fraction of an error that a season takes.");

  public static final Option<Double> PHI =
      fraction("tuning.phi", BankOptions.DEFAULT.phi(), "What remains of a slope each period.");

  public static final Option<Double> PROFILE_GAMMA =
      fraction(
          "tuning.profile-gamma",
          BankOptions.DEFAULT.profileGamma(),
          "Least fraction that an index of the season's profile takes on.");

  public static final Option<Double> RATE =
      number(
          "tuning.rate",
          BankOptions.DEFAULT.rate(),
          0,
          5,
          "How strongly a loss lowers a forecaster's weight in the combination.");

  public static final Option<Double> SHARE =
      fraction(
          "tuning.share",
          BankOptions.DEFAULT.share(),
          "Of the whole weight, shared out equally each period, so that any forecaster can come"
              + " back.");

  public static final Option<Double> DISCOUNT =
      number(
          "tuning.discount",
          BankOptions.DEFAULT.discount(),
          0.5,
          0.9999,
          "What remains each period of the past that spread and bias are judged by.");

  public static final Option<Double> BAND_STEP =
      number(
          "tuning.band-step",
          BankOptions.DEFAULT.bandStep(),
          0,
          0.2,
          "How far one miss moves the edge of a band.");

  public static final Option<Double> CORRECTION =
      number(
          "tuning.correction",
          BankOptions.DEFAULT.correction(),
          0,
          0.95,
          "First weight of the mean with its learned bias taken out; 0: never taken out.");

  public static final Option<Double> SPIKE_REACH =
      number(
          "tuning.spike-reach",
          BankOptions.DEFAULT.spikeReach(),
          1,
          100,
          "Spreads from the median beyond which a demand is clipped for learning.");

  static final List<Option<?>> ALL =
      List.of(
          ALPHA,
          LONG_ALPHA,
          BETA,
          GAMMA,
          PHI,
          PROFILE_GAMMA,
          RATE,
          SHARE,
          DISCOUNT,
          BAND_STEP,
          CORRECTION,
          SPIKE_REACH);

  private TuningOptions() {}

  /** What the settings say of the forecasters of a series. */
  public static BankOptions bank(Settings settings) {
    return new BankOptions(
        settings.get(ALPHA),
        settings.get(LONG_ALPHA),
        settings.get(BETA),
        settings.get(GAMMA),
        settings.get(PHI),
        settings.get(PROFILE_GAMMA),
        settings.get(RATE),
        settings.get(SHARE),
        settings.get(DISCOUNT),
        settings.get(BAND_STEP),
        settings.get(CORRECTION),
        settings.get(SPIKE_REACH));
  }

  private static Option<Double> fraction(String key, double value, String description) {
    return number(key, value, 0, 1, description);
  }

  private static Option<Double> number(
      String key, double value, double low, double high, String description) {
    return new Option<>(
        key,
        Double.toString(value),
        "a number from " + low + " to " + high,
        description,
        text -> Parse.between(text, low, high));
  }
}
