package io.skucast.local.operate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The jar of the job that the last build has made. */
public final class JobJar {
  private JobJar() {}

  /**
   * @throws IllegalArgumentException if there is none
   */
  public static Path built() throws IOException {
    Path target = Path.of(System.getProperty("skucast.job", "flink-job/target"));
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        var found = files.filter(file -> file.toString().endsWith("-job.jar")).findFirst();
        if (found.isPresent()) {
          return found.get().toAbsolutePath().normalize();
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no jar of the job in " + target + ": build it, or give its path with --jar");
  }
}
