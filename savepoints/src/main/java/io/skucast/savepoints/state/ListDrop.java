package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/** The operator state of one subtask written without the elements of lists that name a series. */
final class ListDrop {
  private final String uid;
  private final Set<String> keys;
  private long dropped;

  ListDrop(String uid, Set<String> keys) {
    this.uid = uid;
    this.keys = keys;
  }

  /** Elements that were left out. */
  long dropped() {
    return dropped;
  }

  /** Where an element begins and what it is of. */
  private record Element(String state, boolean names) {}

  OperatorStateHandle write(SavepointFile savepoint, OperatorStateHandle handle, SavepointCopy copy)
      throws IOException {
    OperatorStates states = OperatorStates.of(savepoint, uid, handle);
    byte[] bytes;
    try (FSDataInputStream in = handle.openInputStream()) {
      bytes = in.readAllBytes();
    }
    TreeMap<Long, Element> begins = new TreeMap<>();
    for (Map.Entry<String, StateMetaInfo> state :
        handle.getStateNameToPartitionOffsets().entrySet()) {
      List<OperatorElement> elements = states.elements(state.getKey());
      long[] offsets = state.getValue().getOffsets();
      for (int i = 0; i < offsets.length; i++) {
        // A map is one element here, and keyed by groups of series.
        boolean isMap =
            state.getValue().getDistributionMode() == OperatorStateHandle.Mode.BROADCAST;
        begins.put(
            offsets[i], new Element(state.getKey(), !isMap && names(elements.get(i).json())));
      }
    }
    Map<String, List<Long>> offsets = new HashMap<>();
    handle
        .getStateNameToPartitionOffsets()
        .keySet()
        .forEach(s -> offsets.put(s, new ArrayList<>()));
    StreamStateHandle written =
        copy.write(
            handle.getDelegateStateHandle(),
            out -> {
              long at = begins.isEmpty() ? bytes.length : begins.firstKey();
              out.write(bytes, 0, (int) at);
              for (Map.Entry<Long, Element> begin : begins.entrySet()) {
                int from = Math.toIntExact(begin.getKey());
                Long next = begins.higherKey(begin.getKey());
                int length = (next == null ? bytes.length : Math.toIntExact(next)) - from;
                if (begin.getValue().names()) {
                  dropped++;
                } else {
                  offsets.get(begin.getValue().state()).add(at);
                  out.write(bytes, from, length);
                  at += length;
                }
              }
            });
    return new OperatorStreamStateHandle(described(handle, offsets), written);
  }

  private static Map<String, StateMetaInfo> described(
      OperatorStateHandle handle, Map<String, List<Long>> offsets) {
    Map<String, StateMetaInfo> described = new HashMap<>();
    handle
        .getStateNameToPartitionOffsets()
        .forEach(
            (state, info) ->
                described.put(
                    state,
                    new StateMetaInfo(
                        offsets.get(state).stream().mapToLong(Long::longValue).toArray(),
                        info.getDistributionMode())));
    return described;
  }

  /** Whether any text in it is the key of one of the series. */
  private boolean names(JsonNode value) {
    if (value.isTextual()) {
      return keys.contains(value.asText());
    }
    for (JsonNode child : value) {
      if (names(child)) {
        return true;
      }
    }
    return false;
  }
}
