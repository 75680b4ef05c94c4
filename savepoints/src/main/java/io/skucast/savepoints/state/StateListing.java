package io.skucast.savepoints.state;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;

/**
 * One operator in a savepoint of any kind.
 *
 * @param uid or the id where it is none of ours
 * @param bytes that Flink says it takes
 * @param canonical whether what it keeps by series can be read here; true where there is nothing
 * @param states empty where it has none; those by series only where they can be read
 */
public record StateListing(
    String uid,
    int parallelism,
    int maxParallelism,
    long bytes,
    boolean canonical,
    List<Line> states) {

  /**
   * One state.
   *
   * @param keys series that have any of it; 0 where it is not kept by series
   * @param entries values, entries of maps, timers, or elements of lists
   */
  public record Line(StoredState state, long keys, long entries, long bytes) {}

  /** Every operator, ours in the order of the flow. */
  public static List<StateListing> of(SavepointFile savepoint) throws IOException {
    List<StateListing> listings = new ArrayList<>();
    for (OperatorState operator : savepoint.operators().values()) {
      listings.add(of(savepoint, operator));
    }
    return listings;
  }

  private static StateListing of(SavepointFile savepoint, OperatorState operator)
      throws IOException {
    boolean canonical =
        operator.getStates().stream()
            .map(OperatorSubtaskState::getManagedKeyedState)
            .flatMap(handles -> handles.stream())
            .allMatch(KeyGroupsSavepointStateHandle.class::isInstance);
    List<Line> lines = new ArrayList<>();
    if (canonical) {
      lines.addAll(keyed(KeyedStates.of(savepoint, operator)));
    }
    OperatorStates lists = OperatorStates.of(savepoint, operator);
    for (StoredState state : lists.states()) {
      List<OperatorElement> elements = lists.elements(state.name());
      long bytes = elements.stream().mapToLong(element -> element.bytes().length).sum();
      lines.add(new Line(state, 0, elements.size(), bytes));
    }
    return new StateListing(
        OperatorNames.nameOf(operator.getOperatorID()),
        operator.getParallelism(),
        operator.getMaxParallelism(),
        operator.getStateSize(),
        canonical,
        lines);
  }

  private static List<Line> keyed(KeyedStates keyed) throws IOException {
    Map<String, long[]> counts = new HashMap<>();
    Map<String, Set<String>> inGroup = new HashMap<>();
    for (StoredState state : keyed.states()) {
      counts.put(state.name(), new long[3]);
      inGroup.put(state.name(), new HashSet<>());
    }
    for (int group = 0; group < keyed.maxParallelism(); group++) {
      keyed.read(
          group,
          entry -> {
            long[] count = counts.get(entry.state().name());
            count[1]++;
            count[2] += entry.bytes();
            inGroup.get(entry.state().name()).add(entry.key());
          });
      inGroup.forEach(
          (name, keys) -> {
            counts.get(name)[0] += keys.size();
            keys.clear();
          });
    }
    List<Line> lines = new ArrayList<>();
    for (StoredState state : keyed.states()) {
      long[] count = counts.get(state.name());
      lines.add(new Line(state, count[0], count[1], count[2]));
    }
    return lines;
  }
}
