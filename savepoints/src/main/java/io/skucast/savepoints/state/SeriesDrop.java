package io.skucast.savepoints.state;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;

/**
 * A copy of a canonical savepoint without some series: every value, entry and timer of theirs, and
 * every element of a list that names them, is gone; every other byte of state is as it was.
 *
 * <p>Only the key groups of those series are written anew. The savepoint that was read is left as
 * it is, and the new one has no metadata, and is none, before all else of it is there.
 */
public final class SeriesDrop {
  private final SavepointFile savepoint;
  private final Set<String> keys;
  private final SavepointCopy copy;
  private long entries;
  private long elements;

  private SeriesDrop(SavepointFile savepoint, Set<String> keys, SavepointCopy copy) {
    this.savepoint = savepoint;
    this.keys = keys;
    this.copy = copy;
  }

  /**
   * What was left out.
   *
   * @param path of the new savepoint
   * @param entries values, entries of maps and timers
   * @param elements of lists
   */
  public record Dropped(String path, long entries, long elements) {}

  /**
   * @param keys of the series, as {@link SeriesState#keysOf} gives them
   * @param out folder of the new savepoint; it is made, and must not be there
   * @throws IllegalArgumentException where the folder is there already
   */
  public static Dropped drop(SavepointFile savepoint, Set<String> keys, String out)
      throws IOException {
    Path folder = SavepointFile.folderOf(out);
    FileSystem files = folder.getFileSystem();
    if (files.exists(folder)) {
      throw new IllegalArgumentException(
          "--out " + out + " is there already: name a folder that is not, nothing is overwritten");
    }
    SeriesDrop drop = new SeriesDrop(savepoint, keys, new SavepointCopy(files, folder));
    boolean complete = false;
    try {
      drop.write();
      complete = true;
    } finally {
      if (!complete) {
        files.delete(folder, true);
      }
    }
    return new Dropped(SavepointFile.shown(folder), drop.entries, drop.elements);
  }

  private void write() throws IOException {
    List<OperatorState> operators = new ArrayList<>();
    for (OperatorState operator : savepoint.metadata().getOperatorStates()) {
      operators.add(without(operator));
    }
    CheckpointMetadata metadata = savepoint.metadata();
    copy.write(
        SavepointFile.METADATA,
        out ->
            Checkpoints.storeCheckpointMetadata(
                new CheckpointMetadata(
                    metadata.getCheckpointId(),
                    operators,
                    metadata.getMasterStates(),
                    metadata.getCheckpointProperties()),
                out));
  }

  private OperatorState without(OperatorState operator) throws IOException {
    OperatorState rest =
        new OperatorState(
            operator.getOperatorID(), operator.getParallelism(), operator.getMaxParallelism());
    rest.setCoordinatorState(operator.getCoordinatorState());
    for (var subtask : operator.getSubtaskStates().entrySet()) {
      rest.putState(subtask.getKey(), without(operator, subtask.getValue()));
    }
    return rest;
  }

  private OperatorSubtaskState without(OperatorState operator, OperatorSubtaskState subtask)
      throws IOException {
    String uid = OperatorNames.nameOf(operator.getOperatorID());
    if (subtask.isFinished()) {
      return subtask;
    }
    if (!subtask.getRawKeyedState().isEmpty()
        || !subtask.getRawOperatorState().isEmpty()
        || !subtask.getInputChannelState().isEmpty()
        || !subtask.getResultSubpartitionState().isEmpty()) {
      throw new IOException(
          "savepoint "
              + savepoint.path()
              + " has records on their way or raw state of "
              + uid
              + ", which may name series: take a canonical savepoint and drop them from that");
    }
    List<KeyedStateHandle> keyed = new ArrayList<>();
    for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
      KeyGroupsStateHandle canonical = KeyedStates.canonical(savepoint, uid, handle);
      KeyGroupsDrop drop = new KeyGroupsDrop(savepoint, uid, operator.getMaxParallelism(), keys);
      keyed.add(drop.write(canonical, copy));
      entries += drop.dropped();
    }
    List<OperatorStateHandle> lists = new ArrayList<>();
    for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
      ListDrop drop = new ListDrop(uid, keys);
      lists.add(drop.write(savepoint, handle, copy));
      elements += drop.dropped();
    }
    return OperatorSubtaskState.builder()
        .setManagedKeyedState(new StateObjectCollection<>(keyed))
        .setManagedOperatorState(new StateObjectCollection<>(lists))
        .build();
  }
}
