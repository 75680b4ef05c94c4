package io.skucast.local.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The releases of the job that a scenario needs: given ones, or made from the sources. */
final class Jars {
  private final Steps steps;
  private final Path folder;

  /**
   * @param folder for what is made
   */
  Jars(Steps steps, Path folder) {
    this.steps = steps;
    this.folder = folder;
  }

  /** The jar of the last build. */
  static Path built() throws IOException {
    Path target = Path.of(System.getProperty("skucast.job", "flink-job/target"));
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        Optional<Path> found =
            files.filter(file -> file.toString().endsWith("-job.jar")).findFirst();
        if (found.isPresent()) {
          return found.get().toAbsolutePath();
        }
      }
    }
    throw new IllegalArgumentException(
        "there is no jar of the job in " + target + ": build it, or give its path with --jar");
  }

  /**
   * @param option that names it
   */
  static Path existing(String option, Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          option + " is " + jar + ": allowed is the path of a jar of the job");
    }
    return jar.toAbsolutePath();
  }

  /**
   * @param next jar to upgrade to, or null for one that is made
   * @param failing jar that does not come up, or null for one that is made
   */
  UpgradeScenario scenario(Path jar, Path next, Path failing) throws Exception {
    Path[] made = {next, failing};
    steps.step("make two more releases", () -> folder.toString());
    return new UpgradeScenario(jar, made[0], made[1]);
  }
}
