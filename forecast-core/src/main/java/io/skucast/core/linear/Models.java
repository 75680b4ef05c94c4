package io.skucast.core.linear;

import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The versions in force, by group and by the origin that they are effective from. */
public final class Models {
  private final Map<ModelGroup, TreeMap<Integer, ModelVersion>> versions = new HashMap<>();

  public void put(ModelVersion version) {
    versions
        .computeIfAbsent(version.group(), group -> new TreeMap<>())
        .put(version.effectiveOrigin(), version);
  }

  /** Whether any version, whatever it is for, is effective at an origin. */
  boolean areInForce(int origin) {
    return versions.values().stream().anyMatch(ofGroup -> ofGroup.firstKey() <= origin);
  }

  /** The version of the group, or of the coarser one, that an origin uses; null: there is none. */
  ModelVersion at(ModelGroup group, int origin) {
    TreeMap<Integer, ModelVersion> own = versions.get(group);
    Map.Entry<Integer, ModelVersion> newest = own == null ? null : own.floorEntry(origin);
    if (newest != null) {
      return newest.getValue();
    }
    return group.isCoarsest() ? null : at(group.coarser(), origin);
  }
}
