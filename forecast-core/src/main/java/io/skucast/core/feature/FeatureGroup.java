package io.skucast.core.feature;

import java.util.List;

/**
 * Features that are declared and computed together, so that their order cannot come apart. Each
 * feature is set by exactly one of the two methods. Without state: safe for several threads.
 */
interface FeatureGroup {

  /** The features in the order of the row. */
  List<Feature> features();

  /**
   * Sets the features that depend on the origin alone.
   *
   * @param at place of the group's first feature in the row
   */
  void fillOrigin(FeatureSource source, double[] row, int at);

  /** Sets the features that depend on the target too; those of the origin are set before. */
  void fillTarget(FeatureSource source, int horizon, double[] row, int at);
}
