package io.skucast.udf.deep;

import java.nio.file.Path;

/**
 * A version of a model by its folder, such as {@code /models/2026-01-05}: the folder of models and
 * the name of the version in it.
 *
 * @param root folder of models, with the registry of what is published
 * @param version name of a folder right in it
 */
record ModelFolder(Path root, String version) {
  static ModelFolder of(String model) {
    Path folder = Path.of(model).toAbsolutePath().normalize();
    if (model.isBlank() || folder.getParent() == null) {
      throw new IllegalArgumentException(
          "model is '"
              + model
              + "': allowed is the folder of a published version, such as /models/2026-01-05");
    }
    return new ModelFolder(folder.getParent(), folder.getFileName().toString());
  }
}
