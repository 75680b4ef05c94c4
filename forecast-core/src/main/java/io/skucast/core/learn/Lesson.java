package io.skucast.core.learn;

import java.util.Objects;

/**
 * One training row: what was known at an origin, and what then happened.
 *
 * @param group the model it trains
 * @param period period of the target
 * @param features one number per feature, in the order of the feature layout; not copied
 * @param target what then happened, in the model's unit; 0 or 1 for {@link ModelGroup#DIRECTION}
 * @param weight above 0
 * @param tag stable identity of the row, a hash of series, origin and horizon; decides only whether
 *     the row is sampled
 */
public record Lesson(
    ModelGroup group, int period, double[] features, double target, double weight, long tag) {
  public Lesson {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(features, "features");
  }
}
