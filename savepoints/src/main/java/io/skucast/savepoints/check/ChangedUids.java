package io.skucast.savepoints.check;

import io.skucast.savepoints.file.OperatorNames;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.jobgraph.OperatorID;

/**
 * Operators that were removed under one uid and added under another, as far as the names of their
 * states, or their uids, tell.
 */
final class ChangedUids {
  private final Map<OperatorID, String> nowOfRemoved = new HashMap<>();
  private final Map<String, String> oldOfAdded = new HashMap<>();

  private ChangedUids() {}

  static ChangedUids of(List<OperatorState> removed, List<JobOperator> added, JobShape job) {
    ChangedUids pairs = new ChangedUids();
    for (OperatorState stored : removed) {
      Set<String> before = statesOf(stored);
      String uid = OperatorNames.nameOf(stored.getOperatorID());
      added.stream()
          .filter(operator -> !pairs.oldOfAdded.containsKey(operator.uid()))
          .filter(operator -> isLikely(uid, before, operator.uid(), job.states(operator.uid())))
          .findFirst()
          .ifPresent(
              operator -> {
                pairs.nowOfRemoved.put(stored.getOperatorID(), operator.uid());
                pairs.oldOfAdded.put(operator.uid(), uid);
              });
    }
    return pairs;
  }

  private static boolean isLikely(
      String oldUid, Set<String> before, String newUid, List<KeptState> after) {
    Set<String> names = after.stream().map(KeptState::name).collect(Collectors.toSet());
    names.retainAll(before);
    // Counts have one name in many operators.
    names.removeIf(name -> name.endsWith("-counts"));
    return !names.isEmpty()
        || !before.isEmpty() && (newUid.startsWith(oldUid) || oldUid.startsWith(newUid));
  }

  /** What a removed operator is likely called now. */
  Optional<String> of(OperatorState removed) {
    return Optional.ofNullable(nowOfRemoved.get(removed.getOperatorID()));
  }

  /** What an added operator was likely called. */
  Optional<String> of(JobOperator added) {
    return Optional.ofNullable(oldOfAdded.get(added.uid()));
  }

  /** Names of the states of an operator, as far as this release can read them. */
  static String namesOf(OperatorState stored) {
    return statesOf(stored).stream().sorted().collect(Collectors.joining(", "));
  }

  private static Set<String> statesOf(OperatorState stored) {
    Set<String> names = new HashSet<>();
    try {
      for (StoredState state :
          StoredStates.of(stored, ChangedUids.class.getClassLoader()).states()) {
        if (!state.kind().equals(StoredState.TIMERS)) {
          names.add(state.name());
        }
      }
    } catch (IOException | RuntimeException | LinkageError unknown) {
      // Only for the message: classes of another release may not be there.
      stored
          .getStates()
          .forEach(
              subtask ->
                  subtask
                      .getManagedOperatorState()
                      .forEach(
                          handle ->
                              names.addAll(handle.getStateNameToPartitionOffsets().keySet())));
    }
    return names;
  }
}
