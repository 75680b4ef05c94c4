package io.skucast.savepoints.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the states of one operator with those that a savepoint has of it. */
final class OperatorStates {
  /** Names of states that Flink's own sources, sinks and timers keep: bytes, versioned by them. */
  private static final Set<String> OF_FLINK =
      Set.of(
          "SourceReaderState",
          "writer_raw_states",
          "streaming_committer_raw_states",
          "watermark-assigner");

  private static final String TIMERS = "_timer_state";

  private final JobOperator operator;
  private final Map<String, KeptState> kept = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  OperatorStates(JobOperator operator, List<KeptState> states) {
    this.operator = operator;
    states.forEach(state -> kept.put(state.name(), state));
  }

  List<Finding> compare(StoredStates stored) {
    compareKeys(stored);
    Map<String, StoredState> byName = new HashMap<>();
    for (StoredState state : stored.states()) {
      byName.put(state.name(), state);
      KeptState now = kept.get(state.name());
      if (now != null) {
        compare(state, now);
      } else if (isOfFlink(state)) {
        add(state.name(), "Flink's own", Verdict.KEPT, "");
      } else {
        add(state.name(), "removed", Verdict.DROPPED, "its values would be dropped");
      }
    }
    for (KeptState state : kept.values()) {
      if (!byName.containsKey(state.name())) {
        // Of a new release, or of options that were never on.
        add(state.name(), "new to the savepoint", Verdict.CHANGED, "it begins empty");
      }
    }
    return findings;
  }

  private void compareKeys(StoredStates stored) {
    if (stored.key() == null) {
      return;
    }
    if (operator.key() == null) {
      add("", "no longer keyed", Verdict.REFUSED, "the savepoint has keyed state of it");
      return;
    }
    SerializerChanges changes = SerializerChanges.of("its keys", stored.key(), operator.key());
    if (!changes.losses().isEmpty() || !changes.gains().isEmpty()) {
      // Flink migrates values, not keys.
      List<String> all = new ArrayList<>(changes.losses());
      all.addAll(changes.gains());
      add("", "keyed in another way", Verdict.REFUSED, String.join("; ", all));
    }
  }

  private void compare(StoredState stored, KeptState now) {
    if (!stored.kind().equals(now.kind())) {
      add(
          now.name(),
          "kept in another way",
          Verdict.REFUSED,
          "it was " + stored.kind() + " and is " + now.kind());
      return;
    }
    List<String> losses = new ArrayList<>();
    List<String> gains = new ArrayList<>();
    if (stored.key() != null && now.key() != null) {
      SerializerChanges keys = SerializerChanges.of("its keys", stored.key(), now.key());
      losses.addAll(keys.losses());
      losses.addAll(keys.gains());
    }
    SerializerChanges values = SerializerChanges.of("its value", stored.value(), now.value());
    losses.addAll(values.losses());
    gains.addAll(values.gains());
    if (!losses.isEmpty()) {
      add(now.name(), "changed", Verdict.REFUSED, String.join("; ", losses));
    } else if (!gains.isEmpty()) {
      add(now.name(), "changed", Verdict.CHANGED, String.join("; ", gains));
    } else {
      add(now.name(), "unchanged", Verdict.KEPT, "");
    }
  }

  private static boolean isOfFlink(StoredState state) {
    return state.kind().equals(StoredState.TIMERS)
        || state.name().startsWith(TIMERS)
        || OF_FLINK.contains(state.name());
  }

  private void add(String state, String what, Verdict verdict, String reason) {
    findings.add(new Finding(operator.uid(), state, what, verdict, reason));
  }
}
