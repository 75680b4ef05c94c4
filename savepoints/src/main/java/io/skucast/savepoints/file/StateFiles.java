package io.skucast.savepoints.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.AbstractChannelStateHandle;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.changelog.ChangelogStateBackendHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateHandleStreamImpl;
import org.apache.flink.runtime.state.filemerging.SegmentFileStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/** Whether all files are there that metadata name, and as long as they say. */
final class StateFiles {
  private final String savepoint;

  /** Lengths by path: the parts of many subtasks may lie in one file. */
  private final Map<Path, Long> lengths = new HashMap<>();

  StateFiles(String savepoint) {
    this.savepoint = savepoint;
  }

  /**
   * @throws IOException in one line, of the first file that is missing or short, or of the first
   *     place outside its file
   */
  void requireWhole(CheckpointMetadata metadata) throws IOException {
    for (OperatorState operator : metadata.getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        requireAll(subtask.getManagedKeyedState());
        requireAll(subtask.getRawKeyedState());
        requireAll(subtask.getManagedOperatorState());
        requireAll(subtask.getRawOperatorState());
        requireAll(subtask.getInputChannelState());
        requireAll(subtask.getResultSubpartitionState());
      }
    }
  }

  private void requireAll(Iterable<? extends StateObject> handles) throws IOException {
    for (StateObject handle : handles) {
      require(handle);
    }
  }

  private void require(StateObject handle) throws IOException {
    if (handle instanceof KeyGroupsStateHandle groups) {
      require(groups.getDelegateStateHandle());
      for (Tuple2<Integer, Long> group : groups.getGroupRangeOffsets()) {
        requireInside(group.f1, groups.getDelegateStateHandle());
      }
    } else if (handle instanceof OperatorStateHandle operator) {
      require(operator.getDelegateStateHandle());
      for (var state : operator.getStateNameToPartitionOffsets().values()) {
        for (long offset : state.getOffsets()) {
          requireInside(offset, operator.getDelegateStateHandle());
        }
      }
    } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
      require(incremental.getMetaDataStateHandle());
      requireParts(incremental.getSharedState());
      requireParts(incremental.getPrivateState());
    } else if (handle instanceof ChangelogStateBackendHandle changelog) {
      requireAll(changelog.getMaterializedStateHandles());
      requireAll(changelog.getNonMaterializedStateHandles());
    } else if (handle instanceof ChangelogStateHandleStreamImpl changes) {
      for (Tuple2<? extends StateObject, Long> change : changes.getHandlesAndOffsets()) {
        require(change.f0);
      }
    } else if (handle instanceof AbstractChannelStateHandle<?> channel) {
      require(channel.getDelegate());
    } else if (handle instanceof SegmentFileStateHandle segment) {
      requireLength(segment.getFilePath(), segment.getStartPos() + segment.getStateSize());
    } else if (handle instanceof FileStateHandle file) {
      requireLength(file.getFilePath(), file.getStateSize());
    }
  }

  private void requireParts(List<HandleAndLocalPath> parts) throws IOException {
    for (HandleAndLocalPath part : parts) {
      require(part.getHandle());
    }
  }

  private void requireInside(long offset, StateObject file) throws IOException {
    if (offset < 0 || offset > file.getStateSize()) {
      throw new IOException(
          "the metadata of savepoint "
              + savepoint
              + " are damaged: they name byte "
              + offset
              + " of a file of "
              + file.getStateSize()
              + " bytes; copy the savepoint again, or go on from another one");
    }
  }

  private void requireLength(Path file, long bytes) throws IOException {
    long length = lengthOf(file);
    if (length < bytes || bytes < 0) {
      throw new IOException(
          "file "
              + SavepointFile.shown(file)
              + " of savepoint "
              + savepoint
              + " has "
              + length
              + " bytes and the savepoint's metadata say "
              + bytes
              + ": it was cut off; copy the whole savepoint again, or go on from another one");
    }
  }

  private long lengthOf(Path file) throws IOException {
    Long known = lengths.get(file);
    if (known != null) {
      return known;
    }
    try {
      long length = file.getFileSystem().getFileStatus(file).getLen();
      lengths.put(file, length);
      return length;
    } catch (FileNotFoundException missing) {
      throw new IOException(
          "savepoint "
              + savepoint
              + " lacks its file "
              + SavepointFile.shown(file)
              + ": copy the whole savepoint, or go on from another one",
          missing);
    } catch (IOException | RuntimeException unreadable) {
      throw new IOException(
          "file "
              + SavepointFile.shown(file)
              + " of savepoint "
              + savepoint
              + " cannot be looked at: "
              + SavepointFile.line(unreadable)
              + "; see whether it is there and who may read it",
          unreadable);
    }
  }
}
