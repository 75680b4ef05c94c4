package io.skucast.savepoints.state;

import io.skucast.savepoints.file.SavepointFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;

/**
 * What stands before the entries in the file of one subtask's keyed state.
 *
 * @param states by their numbers
 * @param headerBytes from the begin of the file to the first key group
 */
record KeyedHeader(
    String savepoint,
    String uid,
    KeyGroupsStateHandle handle,
    List<StoredState> states,
    boolean compressed,
    long headerBytes) {

  static KeyedHeader read(SavepointFile savepoint, String uid, KeyGroupsStateHandle handle)
      throws IOException {
    KeyedBackendSerializationProxy<?> proxy =
        new KeyedBackendSerializationProxy<>(Thread.currentThread().getContextClassLoader());
    List<StoredState> states = new ArrayList<>();
    long bytes;
    try (FSDataInputStream in = handle.openInputStream()) {
      proxy.read(new DataInputViewStreamWrapper(in));
      bytes = in.getPos();
      proxy
          .getStateMetaInfoSnapshots()
          .forEach(snapshot -> states.add(new StoredState(savepoint.path(), uid, snapshot)));
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError damaged) {
      throw damaged(savepoint.path(), uid, "header", damaged);
    }
    return new KeyedHeader(
        savepoint.path(), uid, handle, states, proxy.isUsingKeyGroupCompression(), bytes);
  }

  StoredState state(int number) throws IOException {
    if (number >= states.size()) {
      throw damaged("there is no state of number " + number, null);
    }
    return states.get(number);
  }

  /** A field with its length before it. */
  byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    // A length that was damaged must not ask for all the memory there is.
    if (length < 0 || length > handle.getStateSize() && !compressed) {
      throw damaged("a field of " + length + " bytes", null);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw damaged("a field of " + length + " bytes, and " + bytes.length + " are left", null);
    }
    return bytes;
  }

  IOException damaged(String where, Throwable cause) {
    return damaged(savepoint, uid, where, cause);
  }

  private static IOException damaged(String savepoint, String uid, String where, Throwable cause) {
    return new IOException(
        "the state of "
            + uid
            + " in savepoint "
            + savepoint
            + " is damaged ("
            + where
            + "): copy the savepoint again, or go on from another one",
        cause);
  }
}
