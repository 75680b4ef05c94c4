package io.skucast.savepoints.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/**
 * What the files of one operator say of its states: they begin with names and serializers, and of
 * the state itself nothing is read.
 */
final class StoredStates {
  private final ClassLoader loader;
  private final Map<String, StoredState> states = new LinkedHashMap<>();
  private TypeSerializerSnapshot<?> key;

  private StoredStates(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * All states that any subtask has.
   *
   * @param loader of the classes that values are of
   * @throws IOException if a class is gone
   * @throws UncheckedIOException if a file is gone
   */
  static StoredStates of(OperatorState operator, ClassLoader loader) throws IOException {
    StoredStates stored = new StoredStates(loader);
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        stored.readKeyed(handle);
      }
      for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
        stored.readOfOperator(handle);
      }
    }
    return stored;
  }

  List<StoredState> states() {
    return List.copyOf(states.values());
  }

  /** How keys were written, or null where there is no keyed state. */
  TypeSerializerSnapshot<?> key() {
    return key;
  }

  private void readKeyed(KeyedStateHandle handle) throws IOException {
    StreamStateHandle head;
    if (handle instanceof KeyGroupsStateHandle groups) {
      head = groups;
    } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
      head = incremental.getMetaDataStateHandle();
    } else {
      throw new IOException(
          "keyed state of the kind "
              + handle.getClass().getSimpleName()
              + " cannot be read: take a canonical savepoint");
    }
    var proxy = new KeyedBackendSerializationProxy<>(loader);
    try (FSDataInputStream in = open(head)) {
      proxy.read(new DataInputViewStreamWrapper(in));
    }
    key = proxy.getKeySerializerSnapshot();
    proxy.getStateMetaInfoSnapshots().forEach(this::add);
  }

  private void readOfOperator(OperatorStateHandle handle) throws IOException {
    var proxy = new OperatorBackendSerializationProxy(loader);
    try (FSDataInputStream in = open(handle)) {
      proxy.read(new DataInputViewStreamWrapper(in));
    }
    proxy.getOperatorStateMetaInfoSnapshots().forEach(this::add);
    proxy.getBroadcastStateMetaInfoSnapshots().forEach(this::add);
  }

  /** That a file is gone says nothing of the jar: a newer checkpoint has taken its place. */
  private static FSDataInputStream open(StreamStateHandle handle) {
    try {
      return handle.openInputStream();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private void add(StateMetaInfoSnapshot state) {
    TypeSerializerSnapshot<?> value =
        state.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
    StoredState stored =
        switch (state.getBackendStateType()) {
          case BROADCAST ->
              new StoredState(
                  "BROADCAST",
                  state.getName(),
                  state.getTypeSerializerSnapshot(CommonSerializerKeys.KEY_SERIALIZER),
                  value);
          case OPERATOR -> new StoredState(dealtOut(state), state.getName(), null, value);
          case PRIORITY_QUEUE -> new StoredState(StoredState.TIMERS, state.getName(), null, null);
          default ->
              new StoredState(
                  state.getOption(CommonOptionsKeys.KEYED_STATE_TYPE),
                  state.getName(),
                  null,
                  value);
        };
    boolean isKeyed = state.getBackendStateType() == BackendStateType.KEY_VALUE;
    states.putIfAbsent((isKeyed ? "keyed " : "") + state.getName(), stored);
  }

  private static String dealtOut(StateMetaInfoSnapshot state) {
    String mode = state.getOption(CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE);
    return mode.equals("SPLIT_DISTRIBUTE") ? "LIST" : mode;
  }
}
