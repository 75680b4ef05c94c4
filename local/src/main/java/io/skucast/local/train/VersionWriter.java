package io.skucast.local.train;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.net.SavedModelWriter;
import io.skucast.deep.serve.DeepModel;
import io.skucast.deep.serve.ModelRefusedException;
import io.skucast.deep.serve.SessionConfig;
import io.skucast.deep.train.Trained;
import io.skucast.deep.train.TrainerOptions;
import io.skucast.deep.train.TrainingSet;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what was trained as a version of a store, whole or not at all. */
final class VersionWriter {
  private final Path store;
  private final String version;

  /**
   * @param store folder of the models
   */
  VersionWriter(Path store, String version) {
    this.store = store;
    this.version = version;
  }

  /** Throws where the name is none or is taken, so that hours of training are not in vain. */
  static void requireFree(Path store, String version) {
    Manifest.requireVersion(version);
    if (Files.exists(store.resolve(version))) {
      throw new IllegalArgumentException(
          "--version "
              + version
              + " is in "
              + store
              + " already, and a version never changes: give the new one another name with"
              + " --version");
    }
  }

  /**
   * Writes the version and loads it once, as the job will.
   *
   * @param validation metrics of the variant
   * @param draft folder to write in before; on the disk of the store
   * @param from first period that was learned from, as it is written; likewise the last
   * @param codeVersion of the code that trained it
   */
  Artifact write(
      Path draft,
      TrainingSet set,
      Trained trained,
      Variant variant,
      Map<String, Map<String, Double>> validation,
      TrainerOptions options,
      PeriodUnit unit,
      String from,
      String through,
      String codeVersion)
      throws IOException {
    clear(draft);
    Files.createDirectories(draft);
    SavedModelWriter.write(
        draft, trained.plan(), variant.of(trained.members()), variant.precision());
    new Vocabulary(set.skus(), set.categories(), set.locations()).write(draft);
    new Manifest(
            version,
            options.architecture().code(),
            DeepLayout.VERSION,
            set.layout(),
            unit,
            from,
            through,
            set.through(),
            trained.rows(),
            trained.series(),
            trained.seeds(),
            codeVersion,
            variant.code(),
            validation,
            trained.importance(),
            null,
            determinism(options),
            Map.of())
        .withFiles(draft)
        .write(draft);
    try {
      Files.move(draft, store.resolve(version), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("version " + version + " has come to " + store + " meanwhile", e);
    }
    Artifact artifact = new ModelStore(store).verify(version);
    try {
      DeepModel.open(artifact, SessionConfig.ONE_THREAD).close();
    } catch (ModelRefusedException e) {
      throw new IOException(e.getMessage(), e);
    }
    return artifact;
  }

  private static String determinism(TrainerOptions options) {
    return options.gpu()
        ? "seeded; sums on a GPU have no fixed order, so that weights differ in their last digits"
        : "seeded; the same sales, options and code on the same kind of processor with as many"
            + " cores give the same weights";
  }

  /** Removes a folder of files. */
  static void clear(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }
}
