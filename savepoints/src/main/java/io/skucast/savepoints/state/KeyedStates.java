package io.skucast.savepoints.state;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;

/**
 * All that one operator keeps by series in a canonical savepoint, read entry by entry and key group
 * by key group: what is in memory at a time is one entry, whatever the number of series.
 *
 * <p>The canonical format is the same whichever backend wrote it; only the order of the entries of
 * a key group is the backend's own.
 */
public final class KeyedStates {
  /** Takes entries one after the other. */
  public interface Sink {
    void take(KeyedEntry entry) throws IOException;
  }

  private final String uid;
  private final int maxParallelism;
  private final List<KeyedHeader> parts = new ArrayList<>();

  /** Part that a key group lies in. */
  private final Map<Integer, KeyedHeader> groups = new TreeMap<>();

  private KeyedStates(String uid, int maxParallelism) {
    this.uid = uid;
    this.maxParallelism = maxParallelism;
  }

  /**
   * Reads what describes the states and none of them.
   *
   * @throws IOException where the savepoint is not canonical, or damaged: one line
   */
  public static KeyedStates of(SavepointFile savepoint, OperatorState operator) throws IOException {
    String uid = OperatorNames.nameOf(operator.getOperatorID());
    KeyedStates states = new KeyedStates(uid, operator.getMaxParallelism());
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        states.add(KeyedHeader.read(savepoint, uid, canonical(savepoint, uid, handle)));
      }
    }
    return states;
  }

  /** The states of one operator of ours; none where it was no part of the job. */
  public static KeyedStates of(SavepointFile savepoint, String uid) throws IOException {
    OperatorState operator = savepoint.operator(uid).orElse(null);
    return operator == null ? new KeyedStates(uid, 1) : of(savepoint, operator);
  }

  /** Those of one subtask. */
  static KeyedStates ofOne(String uid, int maxParallelism, KeyedHeader part) {
    KeyedStates states = new KeyedStates(uid, maxParallelism);
    states.add(part);
    return states;
  }

  static KeyGroupsStateHandle canonical(
      SavepointFile savepoint, String uid, KeyedStateHandle handle) throws IOException {
    if (handle instanceof KeyGroupsSavepointStateHandle canonical) {
      return canonical;
    }
    throw new IOException(
        "savepoint "
            + savepoint.path()
            + " is not canonical: the keyed state of "
            + uid
            + " is as its backend keeps it ("
            + handle.getClass().getSimpleName()
            + "); start a job from it and take a canonical savepoint (skucast savepoint, or flink"
            + " savepoint --type canonical)");
  }

  private void add(KeyedHeader part) {
    parts.add(part);
    for (int group : part.handle().getKeyGroupRange()) {
      groups.put(group, part);
    }
  }

  public String uid() {
    return uid;
  }

  public int maxParallelism() {
    return maxParallelism;
  }

  /** Whether there is nothing that is kept by series. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** The states that were written, each once. */
  public List<StoredState> states() {
    Map<String, StoredState> states = new TreeMap<>();
    parts.forEach(part -> part.states().forEach(state -> states.put(state.name(), state)));
    return List.copyOf(states.values());
  }

  List<KeyedHeader> parts() {
    return Collections.unmodifiableList(parts);
  }

  /** Every entry of every series. */
  public void read(Sink sink) throws IOException {
    for (int group : groups.keySet()) {
      read(group, sink);
    }
  }

  /** Every entry of one series. */
  public void readKey(String key, Sink sink) throws IOException {
    read(
        KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism),
        entry -> {
          if (entry.key().equals(key)) {
            sink.take(entry);
          }
        });
  }

  /** Every entry of one key group. */
  public void read(int group, Sink sink) throws IOException {
    KeyedHeader part = groups.get(group);
    long offset = part == null ? 0 : part.handle().getOffsetForKeyGroup(group);
    // Flink writes nothing of a key group without entries.
    if (offset == 0) {
      return;
    }
    try (FSDataInputStream file = part.handle().openInputStream()) {
      file.seek(offset);
      StreamCompressionDecorator compression =
          part.compressed()
              ? SnappyStreamCompressionDecorator.INSTANCE
              : UncompressedStreamCompressionDecorator.INSTANCE;
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(compression.decorateWithCompression(file), 1 << 16))) {
        read(part, in, sink);
      }
    } catch (EOFException | RuntimeException | OutOfMemoryError damaged) {
      throw part.damaged("key group " + group, damaged);
    }
  }

  /** The number of a state comes before its first entry; the entry before says that it comes. */
  private void read(KeyedHeader part, DataInputStream in, Sink sink) throws IOException {
    int prefix =
        CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(maxParallelism);
    int number = in.readShort() & FullSnapshotUtil.END_OF_KEY_GROUP_MARK;
    while (number != FullSnapshotUtil.END_OF_KEY_GROUP_MARK) {
      StoredState state = part.state(number);
      boolean more = true;
      while (more) {
        byte[] key = part.bytes(in);
        byte[] value = part.bytes(in);
        more = !FullSnapshotUtil.hasMetaDataFollowsFlag(key);
        FullSnapshotUtil.clearMetaDataFollowsFlag(key);
        sink.take(new KeyedEntry(state, key, value, prefix));
      }
      number = in.readShort() & FullSnapshotUtil.END_OF_KEY_GROUP_MARK;
    }
  }
}
