package io.skucast.core.feature;

import io.skucast.core.calendar.PeriodUnit;
import java.util.ArrayList;
import java.util.List;

/** Lags, rolling means, deviations and zero shares of demand, and the season's index. */
final class DemandFeatures implements FeatureGroup {
  private static final int[] LAGS = {1, 2, 3, 7, 14, 28};
  private static final int[] WINDOWS = {7, 28, 84};

  /** Seasons that an index is the mean of: long enough to calm noise, short enough to follow. */
  private static final int SEASONS = 8;

  private static final int PER_WINDOW = 3;
  private static final int HORIZON = 0;
  private static final int FIRST_LAG = 1;
  private static final int SEASON_LAG = FIRST_LAG + LAGS.length;
  private static final int FIRST_WINDOW = SEASON_LAG + 1;
  private static final int SEASONS_MEAN = FIRST_WINDOW + PER_WINDOW * WINDOWS.length;
  private static final int SEASON_INDEX = SEASONS_MEAN + 1;

  private final int season;

  DemandFeatures(PeriodUnit period) {
    this.season = period.season();
  }

  @Override
  public List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature("horizon", "periods", "From the origin to the target"));
    for (int lag : LAGS) {
      String when = lag == 1 ? "in the origin" : "in the period origin - " + (lag - 1);
      features.add(new Feature("lag_" + lag, "units", "Demand " + when));
    }
    features.add(
        new Feature("lag_season", "units", "Latest demand at the target's place in the season"));
    for (int window : WINDOWS) {
      String over = " the last " + window + " periods";
      features.add(new Feature("mean_" + window, "units", "Mean demand in" + over));
      features.add(
          new Feature("deviation_" + window, "units", "Standard deviation of demand in" + over));
      features.add(
          new Feature(
              "zero_share_" + window, "0 to 1", "Share of periods without demand in" + over));
    }
    features.add(
        new Feature(
            "mean_" + SEASONS + "_seasons",
            "units",
            "Mean demand in the last " + SEASONS + " seasons"));
    features.add(
        new Feature(
            "season_index",
            "ratio",
            "Mean demand at the target's place in those seasons over their mean; 1 where unknown"));
    return features;
  }

  @Override
  public void fillOrigin(FeatureSource source, double[] row, int at) {
    for (int i = 0; i < LAGS.length; i++) {
      row[at + FIRST_LAG + i] = Past.orZero(Past.cut(source.units(LAGS[i] - 1)));
    }
    for (int i = 0; i < WINDOWS.length; i++) {
      fillWindow(source, WINDOWS[i], row, at + FIRST_WINDOW + PER_WINDOW * i);
    }
    row[at + SEASONS_MEAN] = Past.orZero(Past.mean(source::units, SEASONS * season));
  }

  /** Mean, standard deviation of the population and share of zeros, of the periods known. */
  private static void fillWindow(FeatureSource source, int window, double[] row, int at) {
    double mean = Past.mean(source::units, window);
    double squares = 0;
    int zeros = 0;
    int known = 0;
    for (int back = 0; back < window; back++) {
      double units = Past.cut(source.units(back));
      if (!Double.isNaN(units)) {
        squares += (units - mean) * (units - mean);
        zeros += units == 0 ? 1 : 0;
        known++;
      }
    }
    row[at] = Past.orZero(mean);
    row[at + 1] = known == 0 ? 0 : Math.sqrt(squares / known);
    row[at + 2] = known == 0 ? 0 : (double) zeros / known;
  }

  @Override
  public void fillTarget(FeatureSource source, int horizon, double[] row, int at) {
    // origin + horizon and origin - back are whole seasons apart.
    int back = Math.floorMod(-horizon, season);
    row[at + HORIZON] = horizon;
    row[at + SEASON_LAG] = Past.orZero(Past.cut(source.units(back)));
    row[at + SEASON_INDEX] = seasonIndex(source, back, row[at + SEASONS_MEAN]);
  }

  /**
   * Ratio to the mean (Hyndman and Athanasopoulos 2021, section 3.4, with a flat trend). All demand
   * at one place gives the season's length; beyond it, and below 0, there is only noise of series
   * with returns or gaps.
   */
  private double seasonIndex(FeatureSource source, int back, double mean) {
    double atPlace = Past.mean(source::units, back, season, SEASONS * season);
    boolean known = mean > 0 && !Double.isNaN(atPlace);
    return known ? Past.cut(atPlace / mean, 0, season) : 1;
  }
}
