package io.skucast.local.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the jar of the job is. */
final class JobJar {
  private JobJar() {}

  /**
   * The jar that was named, or the one that this build made.
   *
   * @param named null where none was
   * @throws IllegalArgumentException if there is none
   */
  static Path orBuilt(Path named) throws IOException {
    if (named != null) {
      return named;
    }
    Path target = Path.of(System.getProperty("skucast.job", "flink-job/target"));
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        var found = files.filter(file -> file.toString().endsWith("-job.jar")).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no jar of the job in " + target + ": build it, or give its path with --jar");
  }
}
