package io.skucast.savepoints.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointProperties;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;

/** Metadata as Flink writes them, with files whose contents nobody reads. */
final class MadeUpSavepoint {
  private final Path folder;
  private final List<OperatorState> operators = new ArrayList<>();

  MadeUpSavepoint(Path folder) {
    this.folder = folder;
  }

  /** Keyed state in a file beside the metadata, the rest in them. */
  MadeUpSavepoint canonical(String uid, int keyedBytes) throws IOException {
    KeyGroupRangeOffsets offsets = new KeyGroupRangeOffsets(0, 3, new long[] {10, 0, 20, 30});
    return add(uid, new KeyGroupsSavepointStateHandle(offsets, file(uid + "-keyed", keyedBytes)));
  }

  /** As a checkpoint of RocksDB keeps it. */
  MadeUpSavepoint incremental(String uid, int sharedBytes) throws IOException {
    return add(
        uid,
        new IncrementalRemoteKeyedStateHandle(
            new UUID(1, 2),
            new KeyGroupRange(0, 3),
            7,
            List.of(HandleAndLocalPath.of(absolute(uid + "-shared", sharedBytes), "000001.sst")),
            List.of(HandleAndLocalPath.of(file(uid + "-private", 20), "MANIFEST")),
            file(uid + "-meta", 10)));
  }

  private MadeUpSavepoint add(String uid, KeyedStateHandle keyed) {
    OperatorStateHandle counts =
        new OperatorStreamStateHandle(
            Map.of("counts", new StateMetaInfo(new long[] {2, 5}, OperatorStateHandle.Mode.UNION)),
            new ByteStreamStateHandle("counts", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}));
    OperatorState operator = new OperatorState(SavepointFile.idOf(uid), 1, 4);
    operator.putState(
        0,
        OperatorSubtaskState.builder()
            .setManagedKeyedState(keyed)
            .setManagedOperatorState(counts)
            .build());
    operators.add(operator);
    return this;
  }

  private StreamStateHandle file(String name, int bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[bytes]);
    return new RelativeFileStateHandle(
        new org.apache.flink.core.fs.Path(file.toUri()), name, bytes);
  }

  private StreamStateHandle absolute(String name, int bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), new byte[bytes]);
    return new FileStateHandle(new org.apache.flink.core.fs.Path(file.toUri()), bytes);
  }

  byte[] metadata() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Checkpoints.storeCheckpointMetadata(
        new CheckpointMetadata(
            42,
            operators,
            List.of(),
            CheckpointProperties.forSavepoint(false, SavepointFormatType.CANONICAL)),
        out);
    return out.toByteArray();
  }

  /** Writes the metadata. */
  Path write() throws IOException {
    Files.write(folder.resolve(SavepointFile.METADATA), metadata());
    return folder;
  }
}
