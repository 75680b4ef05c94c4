package io.skucast.savepoints.bootstrap;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.state.api.runtime.OperatorIDGenerator;

/** A savepoint in a local folder, of which only the list of operators is changed. */
final class OwnedSavepoint {
  private static final String METADATA = "_metadata";

  private OwnedSavepoint() {}

  /**
   * Takes an operator out of the savepoint. The files of the others stay as they are, and are still
   * named by their place beside the list, so that the folder may be moved.
   *
   * @throws IOException if it has no such operator, or cannot be read or written
   */
  static void remove(Path folder, String uid) throws IOException {
    Path file = folder.resolve(METADATA);
    CheckpointMetadata all = read(file);
    OperatorID id = OperatorIDGenerator.fromUid(uid);
    List<OperatorState> others =
        all.getOperatorStates().stream()
            .filter(state -> !state.getOperatorID().equals(id))
            .toList();
    if (others.size() != all.getOperatorStates().size() - 1) {
      throw new IOException("savepoint " + folder + " has no operator '" + uid + "'");
    }
    CheckpointMetadata kept =
        new CheckpointMetadata(
            all.getCheckpointId(), others, all.getMasterStates(), all.getCheckpointProperties());
    Path beside = folder.resolve(METADATA + ".new");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(beside)))) {
      Checkpoints.storeCheckpointMetadata(kept, out);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static CheckpointMetadata read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      return Checkpoints.loadCheckpointMetadata(
          in, OwnedSavepoint.class.getClassLoader(), file.getParent().toUri().toString());
    }
  }
}
