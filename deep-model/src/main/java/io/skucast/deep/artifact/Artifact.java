package io.skucast.deep.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/**
 * A version as it was read, checksums compared. What was compared is what is kept: a model is
 * loaded from these bytes and not from the folder again, which may have changed in between.
 *
 * @param folder that it was read from
 * @param manifest of the version
 * @param manifestSha256 checksum of the manifest, which the registry holds
 * @param vocabulary of the version
 * @param savedModel the file {@link #MODEL_FILE}; not to be changed
 */
public record Artifact(
    Path folder,
    Manifest manifest,
    String manifestSha256,
    Vocabulary vocabulary,
    byte[] savedModel) {
  /** The network with its weights: a SavedModel protocol buffer. */
  public static final String MODEL_FILE = "saved_model.pb";

  /** A model's graph is one protocol buffer, which cannot have more. */
  private static final long LARGEST_MODEL_BYTES = Integer.MAX_VALUE - 8L;

  private static final long LARGEST_MANIFEST_BYTES = 1L << 20;

  /**
   * Reads a version and compares every checksum.
   *
   * @param root folder of the models; nothing outside it is read
   * @param version name of a folder right in it
   * @throws ArtifactException where something is missing, changed, unnamed or outside the root
   */
  public static Artifact read(Path root, String version) throws IOException {
    Path folder = folder(root, version);
    Path file = folder.resolve(Manifest.FILE);
    byte[] json = JsonFile.bytes(file, LARGEST_MANIFEST_BYTES);
    Manifest manifest = Manifest.parse(json, file);
    if (!manifest.version().equals(version)) {
      throw new ArtifactException(
          folder
              + " holds a manifest of version '"
              + manifest.version()
              + "': a version's folder has its name, rename it");
    }
    compare(version, manifest.files(), folder);
    byte[] model = JsonFile.bytes(folder.resolve(MODEL_FILE), LARGEST_MODEL_BYTES);
    requireSum(version, MODEL_FILE, manifest.files(), Checksums.of(model));
    Path names = folder.resolve(Vocabulary.FILE);
    byte[] vocabulary = JsonFile.bytes(names);
    requireSum(version, Vocabulary.FILE, manifest.files(), Checksums.of(vocabulary));
    return new Artifact(
        folder,
        manifest,
        Checksums.of(json),
        JsonFile.parse(vocabulary, Vocabulary.class, names),
        model);
  }

  /** The folder of a version, after what leads out of the root was refused. */
  static Path folder(Path root, String version) throws IOException {
    try {
      Manifest.requireVersion(version);
    } catch (IllegalArgumentException outside) {
      throw new ArtifactException(outside.getMessage(), outside);
    }
    if (!Files.isDirectory(root)) {
      throw new ArtifactException("folder of models " + root + " is missing: create it or name it");
    }
    Path real = root.toRealPath();
    Path folder = real.resolve(version);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new ArtifactException(
          "version '"
              + version
              + "' is no folder of "
              + root
              + " (a link is not followed): copy the artifact there");
    }
    return folder;
  }

  /** Every file is named by the manifest and unchanged, and every named file is there. */
  private static void compare(String version, Map<String, String> named, Path folder)
      throws IOException {
    Map<String, String> found = Checksums.ofFolder(folder);
    TreeSet<String> names = new TreeSet<>(named.keySet());
    names.addAll(found.keySet());
    names.add(MODEL_FILE);
    names.add(Vocabulary.FILE);
    for (String name : names) {
      if (!named.containsKey(name)) {
        throw new ArtifactException(
            "version '"
                + version
                + "': "
                + name
                + " is not in its manifest: remove it or export"
                + " the model again");
      }
      requireSum(version, name, named, found.get(name));
    }
  }

  private static void requireSum(
      String version, String name, Map<String, String> named, String found)
      throws ArtifactException {
    if (!named.get(name).equals(found)) {
      throw new ArtifactException(
          "version '"
              + version
              + "': "
              + name
              + (found == null
                  ? " is missing"
                  : " has checksum " + found + ", its manifest says " + named.get(name))
              + ": copy the artifact again from where it was made");
    }
  }
}
