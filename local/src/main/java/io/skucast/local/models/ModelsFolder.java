package io.skucast.local.models;

import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.serve.DeepModel;
import io.skucast.deep.serve.ModelRefusedException;
import io.skucast.deep.serve.SessionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command of models has. */
final class ModelsFolder {
  @Option(
      names = "--models",
      defaultValue = "models",
      description = "Folder of the models and their registry; default ${DEFAULT-VALUE}.")
  private Path root;

  ModelStore store() {
    if (!Files.isDirectory(root)) {
      throw new IllegalArgumentException("--models " + root + " is no folder: create or name it");
    }
    return new ModelStore(root);
  }

  /** Compares checksums, loads the model and runs it once on made-up rows. */
  static void probe(Artifact artifact) throws IOException {
    try {
      DeepModel.open(artifact, SessionConfig.ONE_THREAD).close();
    } catch (ModelRefusedException refused) {
      throw new IOException(refused.getMessage(), refused);
    }
  }
}
