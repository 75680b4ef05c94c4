package io.skucast.core.linear;

import io.skucast.core.learn.ModelVersion;
import java.util.HashMap;
import java.util.Map;

/**
 * What the calendar adds to a model's forecasts. All series of a location and category share it, so
 * that it is worked out once for each origin and kept for a while. Serves one thread.
 */
final class CalendarEffects {
  /** Kept at most; then all is forgotten. */
  private static final int KEPT = 4096;

  /**
   * @param first horizon
   * @param effects of each horizon from the first, in the unit of the model
   * @param sums of each calendar feature over the horizons up to those that are issued
   */
  record Effects(int first, double[] effects, double[] sums) {
    double of(int horizon) {
      return effects[horizon - first];
    }
  }

  private record Key(ModelVersion version, int origin, int last, String location) {
    /** Versions are told apart by identity: they are large, and come from one place. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && version == key.version
          && origin == key.origin
          && last == key.last
          && location.equals(key.location);
    }

    @Override
    public int hashCode() {
      int hash = 31 * System.identityHashCode(version) + origin;
      return 31 * (31 * hash + last) + location.hashCode();
    }
  }

  private final LinearFeatures features;
  private final int issued;
  private final Map<Key, Effects> kept = new HashMap<>();

  /**
   * @param issued last horizon that sums are made over
   */
  CalendarEffects(LinearFeatures features, int issued) {
    this.features = features;
    this.issued = issued;
  }

  /** Of the horizons of a version, both included. */
  Effects of(ModelVersion version, int origin, int first, int last, String location) {
    Key key = new Key(version, origin, last, location);
    Effects known = kept.get(key);
    if (known == null) {
      if (kept.size() >= KEPT) {
        kept.clear();
      }
      known = workedOut(version, origin, first, last, location);
      kept.put(key, known);
    }
    return known;
  }

  private Effects workedOut(
      ModelVersion version, int origin, int first, int last, String location) {
    double[] coefficients = version.model().coefficients();
    double[] effects = new double[last - first + 1];
    double[] sums = new double[coefficients.length - LinearFeatures.CALENDAR];
    for (int horizon = first; horizon <= last; horizon++) {
      float[] x = features.calendar(origin + horizon, location);
      for (int i = 0; i < sums.length; i++) {
        effects[horizon - first] += coefficients[LinearFeatures.CALENDAR + i] * x[i];
        sums[i] += horizon <= issued ? x[i] : 0;
      }
    }
    return new Effects(first, effects, sums);
  }
}
