package io.skucast.savepoints.state;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/** What one operator keeps apart from series: lists and broadcast maps, of any savepoint. */
public final class OperatorStates {
  /** Since this version of its format Flink says after the version whether it is compressed. */
  private static final int COMPRESSION_SINCE = 6;

  private final List<OperatorElement> elements = new ArrayList<>();
  private final Map<String, StoredState> states = new TreeMap<>();

  private OperatorStates() {}

  /** Of an operator that was no part of the job. */
  static OperatorStates none() {
    return new OperatorStates();
  }

  /**
   * Reads all of it: Flink has it in memory too.
   *
   * @throws IOException where it is damaged or compressed: one line
   */
  public static OperatorStates of(SavepointFile savepoint, OperatorState operator)
      throws IOException {
    String uid = OperatorNames.nameOf(operator.getOperatorID());
    OperatorStates read = new OperatorStates();
    for (Map.Entry<Integer, OperatorSubtaskState> subtask :
        new TreeMap<>(operator.getSubtaskStates()).entrySet()) {
      for (OperatorStateHandle handle : subtask.getValue().getManagedOperatorState()) {
        read.add(savepoint, uid, subtask.getKey(), handle);
      }
    }
    return read;
  }

  /** Of one operator of ours; nothing where it was no part of the job. */
  public static OperatorStates of(SavepointFile savepoint, String uid) throws IOException {
    OperatorState operator = savepoint.operator(uid).orElse(null);
    return operator == null ? none() : of(savepoint, operator);
  }

  /** Of one subtask. */
  static OperatorStates of(SavepointFile savepoint, String uid, OperatorStateHandle handle)
      throws IOException {
    OperatorStates read = new OperatorStates();
    read.add(savepoint, uid, 0, handle);
    return read;
  }

  private void add(SavepointFile savepoint, String uid, int subtask, OperatorStateHandle handle)
      throws IOException {
    try {
      add(savepoint.path(), uid, subtask, handle);
    } catch (RuntimeException | OutOfMemoryError | LinkageError | IOException damaged) {
      throw new IOException(
          "the operator state of "
              + uid
              + " in savepoint "
              + savepoint.path()
              + " cannot be read ("
              + String.valueOf(damaged.getMessage()).replaceAll("\\p{Cntrl}+", " ")
              + "): copy the savepoint again, or go on from another one",
          damaged);
    }
  }

  private void add(String savepoint, String uid, int subtask, OperatorStateHandle handle)
      throws IOException {
    byte[] bytes;
    try (FSDataInputStream in = handle.openInputStream()) {
      bytes = in.readAllBytes();
    }
    Map<String, StoredState> described = describe(savepoint, uid, bytes);
    states.putAll(described);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    for (var part : new TreeMap<>(handle.getStateNameToPartitionOffsets()).entrySet()) {
      StoredState state = described.get(part.getKey());
      if (state == null) {
        throw new IOException("state " + part.getKey() + " is not described");
      }
      for (long offset : part.getValue().getOffsets()) {
        in.setBuffer(bytes, (int) offset, bytes.length - (int) offset);
        add(subtask, state, bytes, in);
      }
    }
  }

  private void add(int subtask, StoredState state, byte[] bytes, DataInputDeserializer in)
      throws IOException {
    boolean isMap = state.kind() == StoredState.Kind.BROADCAST;
    int number = isMap ? in.readInt() : 1;
    for (int i = 0; i < number; i++) {
      int from = in.getPosition();
      Object key = isMap ? state.keySerializer().deserialize(in) : null;
      Object value = state.valueSerializer().deserialize(in);
      elements.add(
          new OperatorElement(
              state,
              subtask,
              isMap ? StateJson.text(key) : "",
              value,
              Arrays.copyOfRange(bytes, from, in.getPosition())));
    }
  }

  private static Map<String, StoredState> describe(String savepoint, String uid, byte[] bytes)
      throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    if (in.readInt() >= COMPRESSION_SINCE && in.readBoolean()) {
      throw new IOException("it is compressed; take one with snapshot compression off");
    }
    OperatorBackendSerializationProxy proxy =
        new OperatorBackendSerializationProxy(Thread.currentThread().getContextClassLoader());
    proxy.read(new DataInputDeserializer(bytes));
    Map<String, StoredState> states = new TreeMap<>();
    for (List<StateMetaInfoSnapshot> snapshots :
        List.of(
            proxy.getOperatorStateMetaInfoSnapshots(),
            proxy.getBroadcastStateMetaInfoSnapshots())) {
      for (StateMetaInfoSnapshot snapshot : snapshots) {
        states.put(snapshot.getName(), new StoredState(savepoint, uid, snapshot));
      }
    }
    return states;
  }

  /** The states that were written, by name. */
  public List<StoredState> states() {
    return List.copyOf(states.values());
  }

  /** All elements: by subtask, then by name of the state, then in the order they were written. */
  public List<OperatorElement> elements() {
    return List.copyOf(elements);
  }

  /** Those of one state; of a broadcast one as its first subtask has it: all have the same. */
  public List<OperatorElement> elements(String state) {
    int first =
        elements.stream()
            .filter(element -> element.state().name().equals(state))
            .mapToInt(OperatorElement::subtask)
            .min()
            .orElse(0);
    return elements.stream()
        .filter(element -> element.state().name().equals(state))
        .filter(
            element ->
                element.state().kind() != StoredState.Kind.BROADCAST || element.subtask() == first)
        .toList();
  }
}
