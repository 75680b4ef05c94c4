package io.skucast.deep.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of models: a folder per version, see {@link Artifact}, and the registry, a file that
 * entries are only added to. Writers take turns through a lock file, in this process and others; a
 * reader needs no lock, since the registry is replaced as a whole.
 */
public final class ModelStore {
  /** The registry. */
  public static final String REGISTRY_FILE = "published.json";

  /** Published and not withdrawn at a time: what a job keeps in memory and on trial. */
  public static final int LARGEST_LIVE = 4;

  private static final String LOCK_FILE = ".published.lock";
  private static final long LARGEST_REGISTRY_BYTES = 1L << 22;

  /** A file lock is held by a process: threads of this one take turns here. */
  private static final Object TURN = new Object();

  private final Path root;

  /**
   * @param root folder of the models
   */
  public ModelStore(Path root) {
    this.root = root;
  }

  /** Folder of the models. */
  public Path root() {
    return root;
  }

  /** The registry's entries, oldest first; none where there is no registry yet. */
  public List<Entry> entries() throws IOException {
    Path file = root.resolve(REGISTRY_FILE);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    byte[] json = JsonFile.bytes(file, LARGEST_REGISTRY_BYTES);
    return List.of(JsonFile.parse(json, Entry[].class, file));
  }

  /** Published versions that were not withdrawn since, in the order they were published. */
  public List<Entry> live() throws IOException {
    return live(entries());
  }

  /** Of these entries, oldest first, those that publish what was not withdrawn since. */
  public static List<Entry> live(List<Entry> entries) {
    Map<String, Entry> byVersion = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byVersion.remove(entry.version());
      if (entry.publishes()) {
        byVersion.put(entry.version(), entry);
      }
    }
    return List.copyOf(byVersion.values());
  }

  /** Names of the versions whose folders are there, published or not, in ascending order. */
  public List<String> list() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new ArtifactException("folder of models " + root + " is missing: create it or name it");
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
          .filter(folder -> Files.exists(folder.resolve(Manifest.FILE), LinkOption.NOFOLLOW_LINKS))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  /** Reads a version and compares every checksum, also with what was published under its name. */
  public Artifact verify(String version) throws IOException {
    Artifact artifact = Artifact.read(root, version);
    for (Entry entry : entries()) {
      requireSame(entry, artifact);
    }
    return artifact;
  }

  private static void requireSame(Entry entry, Artifact artifact) throws ArtifactException {
    if (entry.version().equals(artifact.manifest().version())
        && !entry.sha256().equals(artifact.manifestSha256())) {
      throw new ArtifactException(
          "version '"
              + entry.version()
              + "' was published with manifest "
              + entry.sha256()
              + " and has "
              + artifact.manifestSha256()
              + " now: a version never changes, restore it or give the new model a new name");
    }
  }

  /**
   * Adds a version to those that may serve, once its checksums were compared.
   *
   * @param effectiveFrom first origin that it may serve at, as origins are written; null for what
   *     its manifest says
   * @throws ArtifactException where it is live already or {@link #LARGEST_LIVE} versions are
   */
  public Entry publish(String version, String effectiveFrom) throws IOException {
    Artifact artifact = verify(version);
    Manifest manifest = artifact.manifest();
    String from = effectiveFrom == null ? manifest.effectiveFrom() : effectiveFrom;
    Manifest.requireOrigin(from, manifest.period());
    return append(
        entries -> {
          List<Entry> live = live(entries);
          for (Entry entry : entries) {
            requireSame(entry, artifact);
          }
          if (live.stream().anyMatch(entry -> entry.version().equals(version))) {
            throw new ArtifactException(
                "version '" + version + "' is published already: withdraw it first");
          }
          if (live.size() >= LARGEST_LIVE) {
            throw new ArtifactException(
                LARGEST_LIVE
                    + " versions are live, which is all that is allowed: withdraw one of "
                    + live.stream().map(Entry::version).toList()
                    + ", the oldest first");
          }
          return new Entry(Entry.PUBLISH, version, artifact.manifestSha256(), from);
        });
  }

  /**
   * Takes a version from those that may serve; its folder stays, and need not be sound.
   *
   * @throws ArtifactException where it is not live
   */
  public Entry withdraw(String version) throws IOException {
    return append(
        entries -> {
          List<Entry> live = live(entries);
          for (Entry entry : live) {
            if (entry.version().equals(version)) {
              return new Entry(Entry.WITHDRAW, version, entry.sha256(), null);
            }
          }
          throw new ArtifactException(
              "version '"
                  + version
                  + "' is not live: live are "
                  + live.stream().map(Entry::version).toList());
        });
  }

  private interface Addition {
    Entry after(List<Entry> entries) throws IOException;
  }

  private Entry append(Addition addition) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new ArtifactException("folder of models " + root + " is missing: create it or name it");
    }
    synchronized (TURN) {
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve(LOCK_FILE),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE,
                  LinkOption.NOFOLLOW_LINKS);
          FileLock lock = channel.lock()) {
        if (!lock.isValid()) {
          throw new IOException("the lock of " + root + " was lost: try again");
        }
        List<Entry> entries = new ArrayList<>(entries());
        Entry added = addition.after(entries);
        entries.add(added);
        JsonFile.write(root.resolve(REGISTRY_FILE), entries);
        return added;
      }
    }
  }
}
