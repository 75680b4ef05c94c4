package io.skucast.core.forecast;

import io.skucast.core.clean.DemandClass;
import io.skucast.core.clean.SeriesLife;
import io.skucast.core.smooth.Smoother;
import java.util.Arrays;

/** The weighted mean of a bank's voters: who may speak, and what they say together. */
final class Combination {
  static final Expert[] VOTERS = Expert.VOTERS.toArray(new Expert[0]);

  private Combination() {}

  /** Means of the voters at one horizon, in units, also of those that may not speak now. */
  static double[] means(ForecasterBank bank, int horizon) {
    double[] means = new double[VOTERS.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = voter(bank, VOTERS[i]).mean(horizon);
    }
    return means;
  }

  /** The weighted mean of those voters that may speak. */
  static double plain(ForecasterBank bank, LagGroup group, double[] means) {
    if (bank.life.stage() == SeriesLife.Stage.ENDED) {
      return 0;
    }
    DemandClass demandClass = bank.demandProfile.demandClass();
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < means.length; i++) {
      if (speaks(bank, VOTERS[i], demandClass)) {
        sum += group.weights[i] * means[i];
        weight += group.weights[i];
      }
    }
    return sum / weight;
  }

  /**
   * Means of the combination.
   *
   * @param units takes the means, horizon 1 first
   */
  static void combine(ForecasterBank bank, double[] units) {
    Arrays.fill(units, 0);
    if (bank.life.stage() == SeriesLife.Stage.ENDED) {
      return;
    }
    DemandClass demandClass = bank.demandProfile.demandClass();
    double[] one = new double[units.length];
    int split = Math.min(units.length, bank.split());
    double nearWeight = 0;
    double farWeight = 0;
    for (int i = 0; i < VOTERS.length; i++) {
      if (!speaks(bank, VOTERS[i], demandClass)) {
        continue;
      }
      voter(bank, VOTERS[i]).means(one);
      double near = bank.next.weights[i];
      double far = bank.season.weights[i];
      nearWeight += near;
      farWeight += far;
      for (int h = 0; h < split; h++) {
        units[h] += near * one[h];
      }
      for (int h = split; h < units.length; h++) {
        units[h] += far * one[h];
      }
    }
    for (int h = 0; h < units.length; h++) {
      units[h] =
          h < split
              ? bank.next.corrected(units[h] / nearWeight)
              : bank.season.corrected(units[h] / farWeight);
    }
  }

  /** Intermittent demand has forecasters of its own; a season multiplies only what is regular. */
  private static boolean speaks(ForecasterBank bank, Expert voter, DemandClass demandClass) {
    return switch (voter) {
      case CROSTON, SBA, AGGREGATION ->
          demandClass == DemandClass.INTERMITTENT || demandClass == DemandClass.LUMPY;
      case HOLT_WINTERS_MULTIPLICATIVE ->
          demandClass == DemandClass.SMOOTH && bank.holtWintersMultiplicative.isDefined();
      default -> true;
    };
  }

  /**
   * What speaks for a voter. The one of this name that is issued is a benchmark, which learns
   * freaks too and never starts anew; the same smoothing of cleaned demand is part of another.
   */
  private static Smoother voter(ForecasterBank bank, Expert expert) {
    return expert == Expert.SES ? bank.holtWintersMultiplicative.plain : bank.smoother(expert);
  }
}
