package io.skucast.core.linear;

import io.skucast.core.feature.Feature;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.OriginRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The features of the linear model: what smoothers say, over the level of the series, which makes
 * series of all sizes alike; what drives demand; and the calendar of the target. Every number is
 * finite. Serves one thread.
 */
public final class LinearFeatures {
  /** Raised with every change of what a feature means or where it is. */
  public static final int VERSION = 1;

  /** Demand over the level beyond it is cut. */
  static final double LARGEST_RATIO = 5;

  /** What the combination of smoothers expects: what a model improves on. */
  public static final int EXPECTED = 0;

  private static final String[] MEANS = {
    "ses", "ses_fast", "ses_slow", "long_mean", "tsb", "season_mean", "mean_4_seasons"
  };
  private static final String[] OF_PLACE = {"profile", "holt_winters", "place_mean", "season_last"};
  private static final int FIRST_MEAN = 1;
  private static final int FIRST_OF_PLACE = FIRST_MEAN + MEANS.length;

  /** The seasonal naive forecast: what a model must at least be better than. */
  public static final int NAIVE = FIRST_OF_PLACE + 3;

  private static final int SLOPE = FIRST_OF_PLACE + OF_PLACE.length;
  private static final int ZERO_SHARE = SLOPE + 1;
  private static final int AGE = SLOPE + 2;
  private static final int DRIVERS = SLOPE + 3;
  private static final int HORIZON = DRIVERS + 4;

  /** Place of the first calendar feature; they are the last ones. */
  static final int CALENDAR = HORIZON + 1 + TargetCalendar.OF_YEAR;

  /** Places of what {@link #fillOrigin} sets. */
  static final int[] OF_ORIGIN = places(false);

  /** Places of what {@link #fillTarget} sets. */
  static final int[] OF_TARGET = places(true);

  /** Years that a series must have lived for its place in the year to say something. */
  private static final int YEARS = 2;

  /** Brings ages of years to about one. */
  private static final double LOG_OF_YEARS = 8;

  private final OriginRow rows;
  private final int horizons;
  private final int grownUp;
  private final TargetCalendar calendar;
  private final List<Feature> features;
  private final String fingerprint;
  private final int[] reasons;
  private final int reasonCount;

  public LinearFeatures(LinearPlan plan, TargetCalendar calendar) {
    this.rows = plan.originRow();
    this.horizons = plan.horizons();
    this.grownUp = YEARS * plan.year();
    this.calendar = calendar;
    this.features = declared(calendar);
    this.fingerprint = fingerprint(plan);
    List<String> names =
        IntStream.range(0, features.size()).mapToObj(this::reasonName).distinct().toList();
    this.reasonCount = names.size();
    this.reasons =
        IntStream.range(0, features.size()).map(i -> names.indexOf(reasonName(i))).toArray();
  }

  private static int[] places(boolean ofTarget) {
    return IntStream.range(0, CALENDAR)
        .filter(
            i -> {
              boolean isOfPlace = i >= FIRST_OF_PLACE && i < SLOPE;
              return ofTarget == (i == EXPECTED || isOfPlace || i >= HORIZON);
            })
        .toArray();
  }

  private static List<Feature> declared(TargetCalendar calendar) {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature("expected", "units", "What the smoothers together expect"));
    for (String name : MEANS) {
      features.add(new Feature(name, "units", "Mean at the origin"));
    }
    for (String name : OF_PLACE) {
      features.add(new Feature(name, "units", "Mean at the target's place in the season"));
    }
    features.add(new Feature("slope", "units", "Damped trend a period"));
    features.add(
        new Feature("zero_share", "0 to 1", "Share of periods without demand in four seasons"));
    features.add(new Feature("age", "log periods", "Logarithm of 1 + age, over 8"));
    features.add(new Feature("price_change", "ratio", "Last price over the usual one, less 1"));
    features.add(new Feature("promotion_share", "0 to 1", "Share of sales lately on promotion"));
    features.add(new Feature("views_change", "log ratio", "Views lately over usually"));
    features.add(new Feature("carts_change", "log ratio", "Carts lately over usually"));
    features.add(new Feature("horizon", "share", "Periods ahead over those forecast"));
    List<Feature> ofTarget = calendar.features();
    int yearless = ofTarget.size() - TargetCalendar.OF_YEAR;
    features.addAll(ofTarget.subList(yearless, ofTarget.size()));
    features.addAll(ofTarget.subList(0, yearless));
    return List.copyOf(features);
  }

  private String fingerprint(LinearPlan plan) {
    StringBuilder identity = new StringBuilder("linear ").append(VERSION).append('\n');
    identity.append(plan.reach()).append(' ').append(plan.horizons()).append('\n');
    features.forEach(f -> identity.append(f.name()).append('\t').append(f.unit()).append('\n'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** In the order of {@link #fill}; those in units are over the level of the series. */
  public List<Feature> features() {
    return features;
  }

  public int size() {
    return features.size();
  }

  /** 16 hexadecimal digits: a model is for the layout it was trained on. */
  public String fingerprint() {
    return fingerprint;
  }

  double level(float[] row) {
    if (row.length != rows.size()) {
      throw new IllegalArgumentException(
          "row has " + row.length + " numbers, allowed is " + rows.size() + " as in the plan");
    }
    return rows.level(row);
  }

  /** Mean of the last four seasons: what demand usually is. */
  double usual(float[] row) {
    return rows.mean(row, MEANS.length - 1);
  }

  /** Periods that the series has lived. */
  double age(float[] row) {
    return StrictMath.rint(StrictMath.expm1(rows.other(row, 2)));
  }

  /** Demand of the last season, in units a period, made up where stock ran out. */
  double lastSeason(float[] row) {
    return rows.mean(row, MEANS.length - 2);
  }

  /**
   * Sets the features of one target.
   *
   * @param row numbers known at the origin, see {@link OriginRow}, with a level above zero
   * @param x takes the features
   */
  void fill(
      float[] row, int origin, int horizon, String location, Transform transform, double[] x) {
    fillOrigin(row, transform, x);
    fillTarget(row, origin, horizon, location, transform, x);
    float[] ofTarget = calendar.of(origin + horizon, location);
    for (int i = CALENDAR; i < x.length; i++) {
      x[i] = ofTarget[i - CALENDAR];
    }
  }

  /** Sets those that all targets of an origin share. */
  void fillOrigin(float[] row, Transform transform, double[] x) {
    double level = level(row);
    for (int i = 0; i < MEANS.length; i++) {
      x[FIRST_MEAN + i] = ratio(rows.mean(row, i), level, transform);
    }
    x[SLOPE] = Math.max(-1, Math.min(1, rows.other(row, 0) / level));
    x[ZERO_SHARE] = rows.other(row, 1);
    x[AGE] = rows.other(row, 2) / LOG_OF_YEARS;
    for (int i = 0; i < 4; i++) {
      x[DRIVERS + i] = rows.other(row, 3 + i);
    }
  }

  /** Sets {@link #OF_TARGET}, those of a target that the series itself has a part in. */
  void fillTarget(
      float[] row, int origin, int horizon, String location, Transform transform, double[] x) {
    double level = rows.level(row);
    x[EXPECTED] = ratio(rows.expected(row, horizon), level, transform);
    for (int i = 0; i < OF_PLACE.length; i++) {
      x[FIRST_OF_PLACE + i] = ratio(rows.ofPlace(row, i, horizon), level, transform);
    }
    x[HORIZON] = (double) horizon / horizons;
    float[] ofTarget = calendar.of(origin + horizon, location);
    boolean isGrown = age(row) >= grownUp;
    for (int i = 0; i < TargetCalendar.OF_YEAR; i++) {
      x[HORIZON + 1 + i] = isGrown ? ofTarget[x.length - CALENDAR + i] : 0;
    }
  }

  /** Those of a target that all series of a location share, from {@link #CALENDAR} on. */
  float[] calendar(int target, String location) {
    return calendar.of(target, location);
  }

  private static double ratio(double units, double level, Transform transform) {
    return transform.of(Math.max(0, Math.min(LARGEST_RATIO, units / level)));
  }

  /** Whether the feature is a ratio to the level, which a planner reads in units. */
  boolean isInUnits(int feature) {
    return feature <= SLOPE;
  }

  /** Number of things that features can say. */
  int reasons() {
    return reasonCount;
  }

  /** What a feature says: features that say the same stand together in an explanation. */
  int reason(int feature) {
    return reasons[feature];
  }

  /** All that is said of past demand is one reason, and so is each kind of one-hot feature. */
  private String reasonName(int feature) {
    String name = features.get(feature).name();
    if (feature < SLOPE) {
      return "recent_demand";
    }
    if (feature > HORIZON && feature < CALENDAR) {
      return "year";
    }
    int mark = name.indexOf('_');
    boolean isOneHot = feature >= CALENDAR && mark > 0 && Character.isDigit(name.charAt(mark + 1));
    return isOneHot ? name.substring(0, mark) : name;
  }
}
