package io.skucast.job.deep;

import io.skucast.core.forecast.Outlook;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/**
 * Outlooks of one subtask that wait, on the heap, by origin and series. They are written to keyed
 * state at a checkpoint, and at no other time.
 */
final class WaitingOutlooks {
  private final AbstractStreamOperator<?> operator;
  private final MapState<Integer, Outlook> state;
  private final NavigableMap<Integer, NavigableMap<String, Outlook>> byOrigin = new TreeMap<>();

  /** What the state holds: origins by series. */
  private final Map<String, List<Integer>> stored = new TreeMap<>();

  private int size;

  /**
   * @param operator whose current key the state follows
   */
  WaitingOutlooks(AbstractStreamOperator<?> operator, MapState<Integer, Outlook> state) {
    this.operator = operator;
    this.state = state;
  }

  void add(Outlook outlook) {
    NavigableMap<String, Outlook> ofOrigin =
        byOrigin.computeIfAbsent(outlook.origin(), origin -> new TreeMap<>());
    Outlook earlier = ofOrigin.get(outlook.seriesKey());
    ofOrigin.put(outlook.seriesKey(), outlook.after(earlier));
    size += earlier == null ? 1 : 0;
  }

  int size() {
    return size;
  }

  /** Takes those of some origins out, by origin and series. */
  List<Outlook> take(IntPredicate ofOrigin) {
    List<Outlook> taken = new ArrayList<>();
    byOrigin
        .entrySet()
        .removeIf(
            entry -> {
              boolean isTaken = ofOrigin.test(entry.getKey());
              if (isTaken) {
                taken.addAll(entry.getValue().values());
              }
              return isTaken;
            });
    size -= taken.size();
    return taken;
  }

  /** Brings the state to what waits now; changes the operator's current key. */
  void snapshot() throws Exception {
    for (Map.Entry<String, List<Integer>> over : stored.entrySet()) {
      operator.setCurrentKey(over.getKey());
      for (int origin : over.getValue()) {
        if (!byOrigin.containsKey(origin) || !byOrigin.get(origin).containsKey(over.getKey())) {
          state.remove(origin);
        }
      }
    }
    stored.clear();
    for (NavigableMap<String, Outlook> ofOrigin : byOrigin.values()) {
      for (Outlook outlook : ofOrigin.values()) {
        operator.setCurrentKey(outlook.seriesKey());
        state.put(outlook.origin(), outlook);
        remember(outlook);
      }
    }
  }

  private void remember(Outlook outlook) {
    stored.computeIfAbsent(outlook.seriesKey(), key -> new ArrayList<>()).add(outlook.origin());
  }

  /** Takes what a checkpoint holds. */
  void restore() throws Exception {
    operator
        .<String>getKeyedStateBackend()
        .applyToAllKeys(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            States.outlooksForDeep(),
            (key, ofKey) -> {
              for (Outlook outlook : ofKey.values()) {
                add(outlook);
                remember(outlook);
              }
            });
  }
}
