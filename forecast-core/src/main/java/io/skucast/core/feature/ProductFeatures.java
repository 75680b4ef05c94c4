package io.skucast.core.feature;

import io.skucast.core.demand.Fingerprint;
import java.util.ArrayList;
import java.util.List;

/** Category and location, one-hot where configured and hashed always, and the product's age. */
final class ProductFeatures implements FeatureGroup {
  /** Columns that the values of one kind are hashed into. */
  private static final int BUCKETS = 16;

  /** Periods for which a product is new. */
  private static final int NEW_PERIODS = 28;

  private final List<String> categories;
  private final List<String> locations;

  ProductFeatures(FeatureSettings settings) {
    this.categories = settings.categories();
    this.locations = settings.locations();
  }

  @Override
  public List<Feature> features() {
    List<Feature> features = new ArrayList<>();
    features.add(new Feature("age_log", "log periods", "Logarithm of 1 + age at the origin"));
    features.add(new Feature("new", "0/1", "Younger than 28 periods"));
    declare("category", categories, features);
    declare("location", locations, features);
    return features;
  }

  private static void declare(String kind, List<String> values, List<Feature> features) {
    for (String value : values) {
      features.add(new Feature(kind + "=" + value, "0/1", "The " + kind + " is " + value));
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      features.add(
          new Feature(
              kind + "_hash_" + bucket, "-1, 0, 1", "Sign of the " + kind + " hashed to it"));
    }
  }

  @Override
  public void fillOrigin(FeatureSource source, double[] row, int at) {
    double age = Past.cut(source.age(), 0, Past.LARGEST);
    row[at] = StrictMath.log1p(Past.orZero(age));
    row[at + 1] = Past.indicator(age < NEW_PERIODS);
    int next = encode(source.category(), categories, row, at + 2);
    encode(source.location(), locations, row, next);
  }

  /**
   * One-hot and the hashing trick with signs (Weinberger et al. 2009), whose collisions cancel on
   * average. The bits are those of {@link Fingerprint}, the same on every machine.
   */
  private static int encode(String value, List<String> values, double[] row, int at) {
    int next = at;
    for (String known : values) {
      row[next++] = Past.indicator(known.equals(value));
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      row[next + bucket] = 0;
    }
    if (value != null && !value.isEmpty()) {
      long hash = Fingerprint.of(value).high();
      row[next + (int) (hash & (BUCKETS - 1))] = hash < 0 ? -1 : 1;
    }
    return next + BUCKETS;
  }

  @Override
  public void fillTarget(FeatureSource source, int horizon, double[] row, int at) {}
}
