package io.skucast.job.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The model versions that rows may still need, by group and first period predicted. */
final class ServedModels {
  private final Map<String, NavigableMap<Integer, ServedModel>> groups = new HashMap<>();

  /** Takes a version in; of two from the same period the later one counts. */
  void add(ServedModel model) {
    NavigableMap<Integer, ServedModel> versions =
        groups.computeIfAbsent(model.group, g -> new TreeMap<>());
    versions.merge(model.effectiveOrigin, model, (a, b) -> a.modelVersion > b.modelVersion ? a : b);
  }

  /** The newest version effective at a period, of the group or else of all rows; null if none. */
  ServedModel at(String group, int period) {
    ServedModel own = newest(group, period);
    return own == null ? newest(ServedModel.ALL, period) : own;
  }

  private ServedModel newest(String group, int period) {
    NavigableMap<Integer, ServedModel> versions = groups.get(group);
    var entry = versions == null ? null : versions.floorEntry(period);
    return entry == null ? null : entry.getValue();
  }

  /** Forgets what no row of a later period needs. */
  void prune(int sealed) {
    for (NavigableMap<Integer, ServedModel> versions : groups.values()) {
      Integer inForce = versions.floorKey(sealed + 1);
      if (inForce != null) {
        versions.headMap(inForce, false).clear();
      }
    }
  }

  List<ServedModel> all() {
    List<ServedModel> all = new ArrayList<>();
    groups.values().forEach(versions -> all.addAll(versions.values()));
    return all;
  }
}
