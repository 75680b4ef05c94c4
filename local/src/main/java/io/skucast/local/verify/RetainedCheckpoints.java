package io.skucast.local.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints that a job has left in its folder. */
final class RetainedCheckpoints {
  private static final int DEPTH = 4;

  private RetainedCheckpoints() {}

  /**
   * The newest that is complete, below {@code checkpoints/JOB/chk-N}.
   *
   * @param state the folder that the job's {@code checkpoint.folder} names
   * @throws IOException if there is none
   */
  static Path newest(Path state) throws IOException {
    if (Files.isDirectory(state.resolve("checkpoints"))) {
      try (Stream<Path> files = Files.walk(state.resolve("checkpoints"), DEPTH)) {
        // The file of metadata is the last one written, and appears as a whole.
        Optional<Path> newest =
            files
                .filter(file -> file.endsWith("_metadata"))
                .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        if (newest.isPresent()) {
          return newest.get().getParent();
        }
      }
    }
    throw new IOException("there is no complete checkpoint below " + state);
  }
}
