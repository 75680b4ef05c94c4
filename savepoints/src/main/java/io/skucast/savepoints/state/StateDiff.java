package io.skucast.savepoints.state;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * Two canonical savepoints compared: operator by operator, key by key, state by state, field by
 * field.
 *
 * <p>What has the same bytes is the same. What has others is read and compared by its fields, so
 * that the order in which a map was written makes no difference. Lists are compared without their
 * order, which changes with the parallelism. In memory are the entries of one key group and the
 * keys.
 */
public final class StateDiff {
  /** So many differences are kept; all are counted. */
  public static final int LARGEST_KEPT = 1000;

  private static final String ONLY_A = "only in the first";
  private static final String ONLY_B = "only in the second";

  private final List<Difference> differences = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private final Set<String> differentKeys = new TreeSet<>();
  private long entries;
  private long count;

  private StateDiff() {}

  /**
   * @param exceptUids operators that are left out, such as sources, whose places in a topic are
   *     their own
   * @throws IOException in one line, where a savepoint is damaged or not canonical
   */
  public static StateDiff of(SavepointFile a, SavepointFile b, Set<String> exceptUids)
      throws IOException {
    StateDiff diff = new StateDiff();
    Set<String> names = new TreeSet<>();
    Map<String, OperatorID> ids = new HashMap<>();
    for (SavepointFile each : List.of(a, b)) {
      for (OperatorID id : each.operators().keySet()) {
        names.add(OperatorNames.nameOf(id));
        ids.put(OperatorNames.nameOf(id), id);
      }
    }
    names.removeAll(exceptUids);
    for (String name : names) {
      OperatorID id = ids.get(name);
      diff.compareKeyed(name, keyed(a, id, name), keyed(b, id, name));
      ListDiff.compare(name, lists(a, id), lists(b, id), diff::add);
    }
    return diff;
  }

  private static KeyedStates keyed(SavepointFile savepoint, OperatorID id, String name)
      throws IOException {
    return savepoint.operators().containsKey(id)
        ? KeyedStates.of(savepoint, savepoint.operators().get(id))
        : KeyedStates.of(savepoint, name);
  }

  private static OperatorStates lists(SavepointFile savepoint, OperatorID id) throws IOException {
    return savepoint.operators().containsKey(id)
        ? OperatorStates.of(savepoint, savepoint.operators().get(id))
        : OperatorStates.none();
  }

  private void compareKeyed(String uid, KeyedStates a, KeyedStates b) throws IOException {
    boolean both = !a.isEmpty() && !b.isEmpty();
    if (both && a.maxParallelism() != b.maxParallelism()) {
      add(
          new Difference(
              uid,
              "max parallelism",
              "",
              "",
              a.maxParallelism() + " against " + b.maxParallelism() + ": keys are not compared"));
      return;
    }
    int groups =
        Math.max(a.isEmpty() ? 0 : a.maxParallelism(), b.isEmpty() ? 0 : b.maxParallelism());
    for (int group = 0; group < groups; group++) {
      compareGroup(group, a, b);
    }
  }

  private record Place(String state, ByteBuffer key) {
    static Place of(KeyedEntry entry) {
      return new Place(entry.state().name(), ByteBuffer.wrap(entry.keyBytes()));
    }
  }

  private void compareGroup(int group, KeyedStates a, KeyedStates b) throws IOException {
    Map<Place, KeyedEntry> left = new HashMap<>();
    a.read(
        group,
        entry -> {
          keys.add(entry.key());
          left.put(Place.of(entry), entry);
        });
    List<Difference> found = new ArrayList<>();
    entries += left.size();
    b.read(
        group,
        entry -> {
          keys.add(entry.key());
          KeyedEntry other = left.remove(Place.of(entry));
          if (other == null) {
            entries++;
            found.add(of(entry, ONLY_B));
          } else if (!Arrays.equals(other.valueBytes(), entry.valueBytes())) {
            String what = JsonPaths.differing(other::value, entry::value);
            if (!what.isEmpty()) {
              found.add(of(entry, what));
            }
          }
        });
    for (KeyedEntry entry : left.values()) {
      found.add(of(entry, ONLY_A));
    }
    // Each backend has its own order of keys.
    found.sort(
        Comparator.comparing(Difference::key)
            .thenComparing(Difference::state)
            .thenComparing(Difference::place));
    found.forEach(this::add);
  }

  private static Difference of(KeyedEntry entry, String what) throws IOException {
    StoredState state = entry.state();
    return new Difference(state.uid(), state.name(), entry.key(), entry.place(), what);
  }

  private void add(Difference difference) {
    count++;
    if (!difference.key().isEmpty()) {
      differentKeys.add(difference.key());
    }
    if (differences.size() < LARGEST_KEPT) {
      differences.add(difference);
    }
  }

  /** Whether nothing differs. */
  public boolean same() {
    return count == 0;
  }

  /** The first ones, in an order that is the same every time; at most {@link #LARGEST_KEPT}. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** How many differences there are. */
  public long count() {
    return count;
  }

  /** Keys that something differs of, in order. */
  public Set<String> differentKeys() {
    return Collections.unmodifiableSet(differentKeys);
  }

  /** How many series, and levels, either savepoint has anything of. */
  public long keysCompared() {
    return keys.size();
  }

  /** How many values, entries of maps and timers of series were compared. */
  public long entriesCompared() {
    return entries;
  }
}
