package io.skucast.core.linear;

import io.skucast.core.forecast.Contribution;
import io.skucast.core.learn.ModelVersion;
import java.util.Arrays;

/**
 * Sums what features add to a combination over its horizons, by reason: features that say one
 * thing, as all that is said of past demand, are one reason. Serves one forecast.
 */
final class Reasons {
  /** Reasons that are named. */
  static final int NAMED = 3;

  private final LinearFeatures features;
  private final double[] effects;
  private final double[] values;
  private final double[] ofTargets = new double[LinearFeatures.OF_TARGET.length];
  private int horizons;
  private int counted;

  Reasons(LinearFeatures features) {
    this.features = features;
    this.effects = new double[features.size()];
    this.values = new double[features.size()];
  }

  /**
   * One more horizon.
   *
   * @param x with the features of the target
   */
  void count(double[] x) {
    counted++;
    for (int i = 0; i < ofTargets.length; i++) {
      ofTargets[i] += x[LinearFeatures.OF_TARGET[i]];
    }
  }

  /**
   * The horizons counted are those of a version.
   *
   * @param level of the series, in units
   * @param x with the features of the origin
   * @param ofCalendar sums of the calendar features over the horizons
   */
  void add(ModelVersion version, double level, double[] x, double[] ofCalendar) {
    for (int place : LinearFeatures.OF_ORIGIN) {
      add(version, level, place, counted * x[place]);
    }
    for (int i = 0; i < ofTargets.length; i++) {
      add(version, level, LinearFeatures.OF_TARGET[i], ofTargets[i]);
      ofTargets[i] = 0;
    }
    for (int i = 0; i < ofCalendar.length; i++) {
      add(version, level, LinearFeatures.CALENDAR + i, ofCalendar[i]);
    }
    horizons += counted;
    counted = 0;
  }

  private void add(ModelVersion version, double level, int place, double sum) {
    double unusual = sum - counted * version.means()[place];
    effects[place] += version.mix() * level * version.model().coefficients()[place] * unusual;
    values[place] += features.isInUnits(place) ? level * sum : sum;
  }

  /** The strongest feature of each of the strongest reasons, with the reason's effect. */
  Contribution[] largest() {
    double[] byReason = new double[features.reasons()];
    int[] strongest = new int[byReason.length];
    Arrays.fill(strongest, -1);
    for (int i = 0; i < effects.length; i++) {
      int reason = features.reason(i);
      byReason[reason] += effects[i];
      int before = strongest[reason];
      if (before < 0 || Math.abs(effects[i]) > Math.abs(effects[before])) {
        strongest[reason] = i;
      }
    }
    Contribution[] largest = new Contribution[NAMED];
    int named = 0;
    while (named < NAMED) {
      int next = -1;
      for (int reason = 0; reason < byReason.length; reason++) {
        double size = Math.abs(byReason[reason]);
        if (size > (next < 0 ? 0 : Math.abs(byReason[next]))) {
          next = reason;
        }
      }
      if (next < 0) {
        break;
      }
      int feature = strongest[next];
      largest[named++] =
          new Contribution(
              features.features().get(feature).name(), values[feature] / horizons, byReason[next]);
      byReason[next] = 0;
    }
    return Arrays.copyOf(largest, named);
  }
}
