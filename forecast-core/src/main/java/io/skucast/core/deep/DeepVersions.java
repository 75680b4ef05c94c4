package io.skucast.core.deep;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Which version forecasts are made with at each origin. */
public final class DeepVersions {
  private final TreeMap<Integer, DeepVersion> byOrigin = new TreeMap<>();

  /** Takes the place of what was decided of the same origin. */
  public void put(DeepVersion version) {
    byOrigin.put(version.effectiveOrigin(), version);
  }

  /** The version of an origin; null where there is none. */
  public DeepVersion at(int origin) {
    Map.Entry<Integer, DeepVersion> newest = byOrigin.floorEntry(origin);
    return newest == null || !newest.getValue().isSome() ? null : newest.getValue();
  }

  /**
   * Removes what no origin can ask for any more.
   *
   * @param oldest origin that may still ask
   * @return origins of the decisions that were removed
   */
  public int[] forget(int oldest) {
    Integer newest = byOrigin.floorKey(oldest);
    if (newest == null) {
      return new int[0];
    }
    Map<Integer, DeepVersion> over = byOrigin.headMap(newest, false);
    int[] origins = over.keySet().stream().mapToInt(Integer::intValue).toArray();
    over.clear();
    return origins;
  }

  /** All decisions, by origin. */
  public Collection<DeepVersion> all() {
    return byOrigin.values();
  }

  TreeMap<Integer, DeepVersion> byOrigin() {
    return byOrigin;
  }
}
