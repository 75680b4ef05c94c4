package io.skucast.job.config;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepPlan;
import io.skucast.core.deep.JudgeStep;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.Feature;
import java.time.Duration;
import java.util.List;

/** Options of deep models: where they come from, how they are tried, and what they run on. */
public final class DeepOptions {
  public static final Option<Boolean> ENABLED =
      new Option<>(
          "deep.enabled",
          "false",
          "true or false",
          "Published deep models have a part in the combination.",
          text -> Boolean.valueOf(Parse.oneOf(text, "true", "false")));

  public static final Option<String> MODELS =
      new Option<>(
          "deep.models",
          "",
          "the path of a folder that every machine of the cluster sees; needed where deep.enabled",
          "Folder of the models and of their registry; nothing outside it is loaded.",
          text -> text);

  public static final Option<Integer> WINDOW =
      new Option<>(
          "deep.window",
          "56",
          "a whole number from 7 to 400",
          "Periods that a deep model looks back; models of another window are refused.",
          text -> Parse.between(text, 7, 400));

  public static final Option<Integer> CHUNK =
      new Option<>(
          "deep.chunk",
          "1024",
          "a whole number from 1 to 65536",
          "Series that a model forecasts at a time, at most.",
          text -> Parse.between(text, 1, 65_536));

  public static final Option<Double> WEIGHT =
      new Option<>(
          "deep.weight",
          "0.5",
          "a number from 0 to 1",
          "Part of the deep model in the combination; the rest is that of smoothers and linear"
              + " models.",
          text -> Parse.between(text, 0.0, 1.0));

  public static final Option<Integer> TRIAL_ORIGINS =
      new Option<>(
          "deep.trial-origins",
          "7",
          "a whole number from 0 to 100",
          "Scored origins over which a new model must be no worse than the one that serves; 0: models"
              + " serve without a trial.",
          text -> Parse.between(text, 0, 100));

  public static final Option<Integer> TRIAL_EVERY =
      new Option<>(
          "deep.trial-every",
          "1",
          "a whole number from 1 to 1000",
          "Models are scored at every n-th period of the calendar.",
          text -> Parse.between(text, 1, 1000));

  public static final Option<Integer> TRIAL_HORIZONS =
      new Option<>(
          "deep.trial-horizons",
          "7",
          "a whole number from 1 to 366",
          "Periods ahead that models are scored on, as far as forecast.horizons goes.",
          text -> Parse.between(text, 1, 366));

  public static final Option<Double> TOLERANCE =
      new Option<>(
          "deep.tolerance",
          "0.05",
          "a number from 0 to 10",
          "Part by which the loss of the model that serves may be above that of the one before it,"
              + " which is gone back to beyond.",
          text -> Parse.between(text, 0.0, 10.0));

  public static final Option<Duration> TIMEOUT =
      new Option<>(
          "deep.timeout",
          "PT10S",
          "a duration from PT0.001S to PT1H",
          "A run of a model that takes longer is given up, and its forecasts are made without.",
          text -> Parse.between(text, Duration.ofMillis(1), Duration.ofHours(1)));

  public static final Option<String> DEVICE =
      new Option<>(
          "deep.device",
          "cpu",
          "cpu or gpu",
          "What models run on; on a GPU their operators have slots of their own.",
          text -> Parse.oneOf(text, "cpu", "gpu"));

  public static final Option<Double> SLOT_GPUS =
      new Option<>(
          "deep.slot-gpus",
          "0",
          "a number from 0 to 16",
          "GPUs that each of those slots asks the cluster for, which needs fine-grained resources"
              + " there; 0: slots are not told apart.",
          text -> Parse.between(text, 0.0, 16.0));

  public static final Option<Boolean> MEMORY_GROWTH =
      new Option<>(
          "deep.memory-growth",
          "true",
          "true or false",
          "A GPU's memory is taken when it is needed, and not all at the start.",
          text -> Boolean.valueOf(Parse.oneOf(text, "true", "false")));

  public static final Option<Double> MEMORY_FRACTION =
      new Option<>(
          "deep.memory-fraction",
          "0.8",
          "a number from 0.01 to 1",
          "Part of a GPU's memory that a process takes at most.",
          text -> Parse.between(text, 0.01, 1.0));

  public static final Option<Integer> INTRA_OP_THREADS =
      new Option<>(
          "deep.intra-op-threads",
          "1",
          "a whole number from 0 to 1024",
          "Threads of one operation of a model; 0: as TensorFlow chooses, and results may differ in"
              + " their last bits.",
          text -> Parse.between(text, 0, 1024));

  public static final Option<Integer> INTER_OP_THREADS =
      new Option<>(
          "deep.inter-op-threads",
          "1",
          "a whole number from 0 to 1024",
          "Operations of a model at a time; 0: as TensorFlow chooses.",
          text -> Parse.between(text, 0, 1024));

  static final List<Option<?>> ALL =
      List.of(
          ENABLED,
          MODELS,
          WINDOW,
          CHUNK,
          WEIGHT,
          TRIAL_ORIGINS,
          TRIAL_EVERY,
          TRIAL_HORIZONS,
          TOLERANCE,
          TIMEOUT,
          DEVICE,
          SLOT_GPUS,
          MEMORY_GROWTH,
          MEMORY_FRACTION,
          INTRA_OP_THREADS,
          INTER_OP_THREADS);

  private DeepOptions() {}

  /**
   * @throws IllegalArgumentException where deep models are asked for and nobody says where they are
   */
  public static void check(Settings settings) {
    if (settings.get(ENABLED) && settings.get(MODELS).isBlank()) {
      throw new IllegalArgumentException(
          "deep.models is empty: with deep.enabled it must be " + MODELS.allowed());
    }
  }

  /** How rows are laid out; models must agree with it in all but the horizons. */
  public static DeepLayout layout(Settings settings) {
    return new DeepLayout(
        settings.get(WINDOW),
        settings.get(Options.HORIZONS),
        settings.get(Options.LEVELS),
        settings.targetCalendar(EventCalendar.NONE).features().stream()
            .map(Feature::name)
            .toList());
  }

  /** What series keep for deep models; null where these are off. */
  static DeepPlan plan(Settings settings) {
    if (!settings.get(ENABLED)) {
      return null;
    }
    boolean hasTrials = settings.get(TRIAL_ORIGINS) > 0;
    return new DeepPlan(
        layout(settings),
        settings.get(Options.LATENESS_PERIODS),
        trialHorizons(settings),
        hasTrials ? settings.get(TRIAL_EVERY) : 0);
  }

  /** Periods ahead that models are scored on. */
  public static int trialHorizons(Settings settings) {
    return Math.min(settings.get(TRIAL_HORIZONS), settings.get(Options.HORIZONS));
  }

  public static JudgeStep.Rules rules(Settings settings) {
    return new JudgeStep.Rules(
        settings.get(TRIAL_ORIGINS),
        settings.get(TOLERANCE),
        settings.get(Options.LATENESS_PERIODS));
  }

  /** The period that an origin is, as origins are written, by calendar.zone. */
  public static int origin(Settings settings, String text) {
    BusinessCalendar calendar =
        new BusinessCalendar(settings.get(Options.ZONE), settings.get(Options.PERIOD));
    return calendar.index(Parse.firstInstant(text, calendar.zone()).toEpochMilli());
  }
}
