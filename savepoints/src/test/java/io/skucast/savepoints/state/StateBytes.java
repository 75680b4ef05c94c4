package io.skucast.savepoints.state;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;

/** The bytes of all state of a savepoint, wherever they lie, as hexadecimal text. */
record StateBytes(TreeMap<String, List<byte[]>> bytes) {

  static StateBytes of(SavepointFile savepoint) throws IOException {
    TreeMap<String, List<byte[]>> all = new TreeMap<>();
    for (OperatorState operator : savepoint.operators().values()) {
      List<byte[]> parts =
          all.computeIfAbsent(
              OperatorNames.nameOf(operator.getOperatorID()), name -> new ArrayList<>());
      for (OperatorSubtaskState subtask : operator.getStates()) {
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
          try (InputStream in = ((KeyGroupsStateHandle) handle).openInputStream()) {
            parts.add(in.readAllBytes());
          }
        }
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
          try (InputStream in = handle.openInputStream()) {
            parts.add(in.readAllBytes());
          }
        }
      }
    }
    return new StateBytes(all);
  }

  /** Texts that can be compared. */
  TreeMap<String, List<String>> all() {
    TreeMap<String, List<String>> texts = new TreeMap<>();
    bytes.forEach(
        (name, parts) ->
            texts.put(
                name,
                parts.stream()
                    .map(part -> new String(part, StandardCharsets.ISO_8859_1))
                    .toList()));
    return texts;
  }

  /** No trace of a name, wherever it might be written. */
  void requireNoTraceOf(String name) {
    bytes.forEach(
        (uid, parts) -> {
          for (byte[] part : parts) {
            if (!places(part, name.getBytes(StandardCharsets.UTF_8)).isEmpty()) {
              throw new AssertionError(uid + " still names " + name);
            }
          }
        });
  }

  static List<Integer> places(byte[] bytes, byte[] sought) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + sought.length <= bytes.length; at++) {
      int i = 0;
      while (i < sought.length && bytes[at + i] == sought[i]) {
        i++;
      }
      if (i == sought.length) {
        places.add(at);
      }
    }
    return places;
  }
}
