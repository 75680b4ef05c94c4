package io.skucast.savepoints.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The place of a savepoint that is being made: written beside, and there only once it is whole.
 * What is beside goes away whether that succeeds, fails, or the process is told to go.
 */
final class SavepointFolder {
  private final Path out;

  /**
   * @throws IllegalArgumentException if there is something already
   */
  SavepointFolder(Path out) {
    this.out = out.toAbsolutePath().normalize();
    if (Files.exists(this.out)) {
      throw new IllegalArgumentException(
          "--out " + out + " is there already: name a folder that is not, or remove it first");
    }
  }

  /** Writes a savepoint into the folder that it is given. */
  interface Writer {
    Bootstrap.Written write(URI folder) throws Exception;
  }

  Bootstrap.Result fill(Writer writer) throws Exception {
    Files.createDirectories(out.getParent());
    Path beside = Files.createTempDirectory(out.getParent(), "." + out.getFileName() + "-");
    Thread hook = new Thread(() -> delete(beside), "remove what is not whole");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Bootstrap.Written written = writer.write(beside.toUri());
      Files.move(written.folder(), out, StandardCopyOption.ATOMIC_MOVE);
      return written.result();
    } finally {
      delete(beside);
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is on its way out, and the hook does the same.
      }
    }
  }

  /** Also while someone still writes there, who may make a file again that was just removed. */
  private static void delete(Path folder) {
    for (int attempt = 0; Files.exists(folder) && attempt < 10; attempt++) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | UncheckedIOException writtenMeanwhile) {
        // Once more.
      }
    }
  }
}
