package io.skucast.core.feature;

import java.util.List;

/**
 * Computes feature rows: one for each series, origin and horizon (direct forecasting of many
 * horizons by one model, Taieb et al. 2012). Every number is finite: what is not known is 0, and
 * price, stock, views and carts have an indicator that says so. Safe for several threads.
 */
public final class FeatureRow {
  private final List<FeatureGroup> groups;
  private final FeatureLayout layout;
  private final int[] places;

  public FeatureRow(FeatureSettings settings) {
    this.groups = FeatureLayout.groups(settings);
    this.layout = FeatureLayout.of(settings, groups);
    this.places = new int[groups.size()];
    for (int i = 1; i < places.length; i++) {
      places[i] = places[i - 1] + groups.get(i - 1).features().size();
    }
  }

  public FeatureLayout layout() {
    return layout;
  }

  /** A new row of {@link FeatureLayout#size} numbers. */
  public double[] of(FeatureSource source, int horizon) {
    double[] row = new double[layout.size()];
    fill(source, horizon, row);
    return row;
  }

  /** Sets every number of the row. */
  public void fill(FeatureSource source, int horizon, double[] row) {
    fillOrigin(source, row);
    fillTarget(source, horizon, row);
  }

  /** Sets what all horizons of an origin share: most of the work, done once. */
  public void fillOrigin(FeatureSource source, double[] row) {
    layout.requireRow(row);
    for (int i = 0; i < places.length; i++) {
      groups.get(i).fillOrigin(source, row, places[i]);
    }
  }

  /**
   * Sets what depends on the target, in a row that {@link #fillOrigin} has set for the same source.
   *
   * @param horizon periods from the origin to the target, from 1
   */
  public void fillTarget(FeatureSource source, int horizon, double[] row) {
    layout.requireRow(row);
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon is " + horizon + ", allowed is 1 or more");
    }
    for (int i = 0; i < places.length; i++) {
      groups.get(i).fillTarget(source, horizon, row, places[i]);
    }
  }
}
