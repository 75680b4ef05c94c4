package io.skucast.job.config;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.feature.Holidays;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.level.LevelStep;
import io.skucast.core.linear.LinearFeatures;
import io.skucast.core.linear.LinearPlan;
import io.skucast.core.linear.Transform;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Options of the linear model: of what it is made, and how it is trained and checked. */
public final class LinearOptions {
  public static final Option<Boolean> ENABLED =
      new Option<>(
          "linear.enabled",
          "true",
          "true or false",
          "Linear models are trained on all series of a category and have a part in the"
              + " combination.",
          text -> Boolean.valueOf(Parse.oneOf(text, "true", "false")));

  public static final Option<Integer> RETRAIN_EVERY =
      new Option<>(
          "linear.retrain-every",
          "0",
          "a whole number from 0 to 1000",
          "Periods of event time after which models are trained anew; 0: a week.",
          text -> Parse.between(text, 0, 1000));

  public static final Option<Integer> TEACH_EVERY =
      new Option<>(
          "linear.teach-every",
          "0",
          "a whole number from 0 to 1000",
          "A series teaches from every n-th of its origins, series taking turns; 0: from every"
              + " twelfth hour or day, or every fourth week or month.",
          text -> Parse.between(text, 0, 1000));

  public static final Option<Double> RETAINED =
      new Option<>(
          "linear.retained",
          "0.9995",
          "a number above 0 and at most 1",
          "What remains of a lesson's weight with each later period; 1: nothing is forgotten.",
          text -> Parse.between(text, 1e-6, 1.0));

  public static final Option<double[]> RIDGES =
      new Option<>(
          "linear.ridges",
          "0.000001,0.0001,0.001,0.01,0.1",
          "ascending numbers from 0 to 1000000, separated by commas",
          "Regularisation, as fractions of a feature's variance, of which that with the least loss"
              + " on the newest lessons is taken.",
          LinearOptions::ridges);

  public static final Option<Double> L1_SHARE =
      new Option<>(
          "linear.l1-share",
          "0",
          "a number from 0 to 1",
          "Share of the regularisation that is on absolute coefficients (elastic net), which leaves"
              + " features out; 0: ridge regression.",
          text -> Parse.between(text, 0.0, 1.0));

  public static final Option<int[]> HORIZON_GROUPS =
      new Option<>(
          "linear.horizon-groups",
          "",
          "last horizons, ascending and separated by commas, such as 7,28; nothing: two halves",
          "Horizons that have a model of their own.",
          LinearOptions::groups);

  public static final Option<Transform> TRANSFORM =
      new Option<>(
          "linear.transform",
          "ratio",
          "ratio or log",
          "What demand is learned as: over the level of the series, or the logarithm of it.",
          Transform::parse);

  public static final Option<Integer> HELD_OUT =
      new Option<>(
          "linear.held-out-blocks",
          "13",
          "a whole number from 1 to 100",
          "Newest trainings whose lessons regularisation is chosen on and models are judged on.",
          text -> Parse.between(text, 1, 100));

  public static final Option<Integer> LEAST_SAMPLES =
      new Option<>(
          "linear.least-samples",
          "1000",
          "a whole number from 1 to 1000000000",
          "Lessons that a model must at least be trained on; a category with fewer is served by the"
              + " model of all.",
          text -> Parse.between(text, 1, 1_000_000_000));

  public static final Option<Double> LARGEST_CONDITION =
      new Option<>(
          "linear.largest-condition",
          "1.0E9",
          "a number from 1 to 1.0E15",
          "Greatest condition of the matrix that is solved; a worse one is regularised or refused.",
          text -> Parse.between(text, 1.0, 1e15));

  public static final Option<Double> TOLERANCE =
      new Option<>(
          "linear.tolerance",
          "1.1",
          "a number from 1 to 100",
          "Greatest ratio of a new model's loss to that of the last, or it is not served.",
          text -> Parse.between(text, 1.0, 100.0));

  public static final Option<Double> RISE =
      new Option<>(
          "linear.rise",
          "0.2",
          "a number from 0 to 10",
          "Demand of the next week above that of the last four by more than this part has risen.",
          text -> Parse.between(text, 0.0, 10.0));

  public static final Option<Map<String, Map<String, String>>> BY_CATEGORY =
      new Option<>(
          "linear.by-category",
          "",
          "category:name=value;name=value, separated by |, with the names retained, ridges,"
              + " l1-share, horizon-groups and transform",
          "What differs by category: FOODS:retained=0.999;ridges=0.01,0.1|TOYS:transform=log.",
          LinearOptions::byCategory);

  public static final Option<String> COUNTRY =
      new Option<>(
          "calendar.country",
          Holidays.NO_COUNTRY,
          "a country code such as gb or us, or none",
          "Whose public holidays are features.",
          LinearOptions::country);

  public static final Option<String> EVENTS =
      new Option<>(
          "calendar.events",
          "",
          "path of a CSV file with the columns date, event and, optional, location; or nothing",
          "Events known ahead, read where the job is submitted.",
          text -> text);

  public static final Option<String> PLANS =
      new Option<>(
          "calendar.plans",
          "",
          "path of a CSV file with the columns sku, from, to and, optional, location, price and"
              + " promotion; or nothing",
          "Planned prices and promotions, for deep models that were trained with some; read where"
              + " the job is submitted.",
          text -> text);

  public static final Option<List<String>> COLUMNS =
      new Option<>(
          "calendar.columns",
          "",
          "up to 32 names of events separated by commas",
          "Events that have a feature of their own; the others share one.",
          LinearOptions::columns);

  static final List<Option<?>> ALL =
      List.of(
          ENABLED,
          RETRAIN_EVERY,
          TEACH_EVERY,
          RETAINED,
          RIDGES,
          L1_SHARE,
          HORIZON_GROUPS,
          TRANSFORM,
          HELD_OUT,
          LEAST_SAMPLES,
          LARGEST_CONDITION,
          TOLERANCE,
          RISE,
          BY_CATEGORY,
          COUNTRY,
          EVENTS,
          PLANS,
          COLUMNS);

  /** Those that a category may have of its own, by their names there. */
  private static final Map<String, Option<?>> OF_CATEGORY =
      Map.of(
          "retained", RETAINED,
          "ridges", RIDGES,
          "l1-share", L1_SHARE,
          "horizon-groups", HORIZON_GROUPS,
          "transform", TRANSFORM);

  private LinearOptions() {}

  /** What the models are made of. */
  public static LinearPlan plan(Settings settings) {
    PeriodUnit unit = settings.get(Options.PERIOD);
    int horizons = settings.get(Options.HORIZONS);
    int reach =
        settings.get(Options.RECONCILE)
            ? LevelStep.reach(unit, horizons, settings.get(Options.LATENESS_PERIODS))
            : horizons;
    Map<String, LinearPlan.Way> ways = new HashMap<>();
    settings
        .get(BY_CATEGORY)
        .keySet()
        .forEach(category -> ways.put(category, way(settings, category, horizons)));
    return new LinearPlan(
        unit,
        horizons,
        Math.max(reach, horizons),
        teachEvery(settings),
        settings.get(RISE),
        way(settings, ModelGroup.ALL, horizons),
        ways);
  }

  private static LinearPlan.Way way(Settings settings, String category, int horizons) {
    int[] groups = of(settings, category, HORIZON_GROUPS);
    int[] halves = horizons == 1 ? new int[] {1} : new int[] {(horizons + 1) / 2, horizons};
    return new LinearPlan.Way(
        groups.length == 0 ? halves : groups, of(settings, category, TRANSFORM));
  }

  private static int teachEvery(Settings settings) {
    int every = settings.get(TEACH_EVERY);
    // Hours and days come in numbers: fewer rows wait, and models are as good.
    return every > 0 ? every : settings.get(Options.PERIOD).week() > 1 ? 12 : 4;
  }

  /** Periods in a block. */
  public static int retrainEvery(Settings settings) {
    int every = settings.get(RETRAIN_EVERY);
    return every > 0 ? every : settings.get(Options.PERIOD).week();
  }

  /**
   * Origins from the last period that a model is trained on to the first that uses it: when that
   * period is sealed, and one more, so that the version is known everywhere in time.
   */
  public static int effectiveAfter(Settings settings) {
    return settings.get(Options.LATENESS_PERIODS) + 1;
  }

  /** What remains of a lesson with each period, of a category or of {@link ModelGroup#ALL}. */
  public static double retained(Settings settings, String category) {
    return of(settings, category, RETAINED);
  }

  /** How models of a category, or of {@link ModelGroup#ALL}, are trained. */
  public static LearnerOptions learner(Settings settings, String category) {
    return new LearnerOptions(
        of(settings, category, RIDGES),
        of(settings, category, L1_SHARE),
        settings.get(HELD_OUT),
        settings.get(LEAST_SAMPLES),
        settings.get(LARGEST_CONDITION),
        settings.get(TOLERANCE),
        LinearFeatures.NAIVE,
        LinearFeatures.EXPECTED);
  }

  private static <T> T of(Settings settings, String category, Option<T> option) {
    for (Map.Entry<String, Option<?>> own : OF_CATEGORY.entrySet()) {
      String text = settings.get(BY_CATEGORY).getOrDefault(category, Map.of()).get(own.getKey());
      if (own.getValue() == option && text != null) {
        return option.parse(text);
      }
    }
    return settings.get(option);
  }

  private static double[] ridges(String text) {
    double[] ridges =
        Arrays.stream(text.split(",")).mapToDouble(ridge -> Parse.between(ridge, 0, 1e6)).toArray();
    double[] ascending = Arrays.stream(ridges).sorted().distinct().toArray();
    if (!Arrays.equals(ridges, ascending)) {
      throw new IllegalArgumentException(text);
    }
    return ridges;
  }

  private static int[] groups(String text) {
    if (text.isBlank()) {
      return new int[0];
    }
    int[] lasts =
        Arrays.stream(text.split(",")).mapToInt(last -> Parse.between(last, 1, 366)).toArray();
    if (!Arrays.equals(lasts, Arrays.stream(lasts).sorted().distinct().toArray())) {
      throw new IllegalArgumentException(text);
    }
    return lasts;
  }

  private static Map<String, Map<String, String>> byCategory(String text) {
    Map<String, Map<String, String>> all = new HashMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split("\\|")) {
      int colon = part.indexOf(':');
      Map<String, String> own = new HashMap<>();
      for (String pair : part.substring(colon + 1).split(";")) {
        int equals = pair.indexOf('=');
        String name = pair.substring(0, equals).strip();
        Option<?> option = OF_CATEGORY.get(name);
        if (option == null) {
          throw new IllegalArgumentException(name);
        }
        option.parse(pair.substring(equals + 1));
        own.put(name, pair.substring(equals + 1));
      }
      all.put(part.substring(0, colon).strip(), Map.copyOf(own));
    }
    return all;
  }

  private static String country(String text) {
    Holidays.of(text);
    return text;
  }

  private static List<String> columns(String text) {
    List<String> names =
        Arrays.stream(text.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    if (names.size() > 32 || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(text);
    }
    return names;
  }
}
