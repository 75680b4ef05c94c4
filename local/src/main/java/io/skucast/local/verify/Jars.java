package io.skucast.local.verify;

import io.skucast.savepoints.practice.EditedJob;
import io.skucast.savepoints.practice.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The releases of the job that a scenario needs: given ones, or made from the sources. */
final class Jars {
  private final Path repository;
  private final Path folder;

  /**
   * @param repository folder with the sources
   * @param folder for what is made
   */
  Jars(Path repository, Path folder) {
    this.repository = repository;
    this.folder = folder;
  }

  /**
   * @param option that names it
   * @throws IllegalArgumentException if it is not there
   */
  static Path existing(String option, Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          option + " is " + jar + ": allowed is the path of a jar of the job");
    }
    return jar.toAbsolutePath();
  }

  /** A release with a field more in the clock of every series, and a keyed operator with state. */
  Path next(Path jar) throws IOException {
    return Releases.next(EditedJob.of(repository, jar)).build(target("next-job.jar"));
  }

  /** The same, but its new operator fails when it is opened. */
  Path failing(Path jar) throws IOException {
    return Releases.failing(EditedJob.of(repository, jar)).build(target("failing-job.jar"));
  }

  private Path target(String name) throws IOException {
    return Files.createDirectories(folder).resolve(name);
  }
}
