package io.skucast.local.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Savepoints and retained checkpoints in folders of this machine. */
public final class SavedState {
  private static final String METADATA = "_metadata";

  /** {@code checkpoints/<job>/chk-7/_metadata} and {@code savepoints/savepoint-1-2/_metadata}. */
  private static final int DEPTH = 4;

  private SavedState() {}

  /**
   * The newest that is complete, below any of the folders: Flink writes its metadata last.
   *
   * @return its folder
   */
  public static Optional<Path> newest(List<Path> folders) throws IOException {
    Path newest = null;
    FileTime newestTime = null;
    for (Path metadata : all(folders)) {
      FileTime time = Files.getLastModifiedTime(metadata);
      if (Files.size(metadata) > 0 && (newestTime == null || time.compareTo(newestTime) > 0)) {
        newest = metadata.getParent();
        newestTime = time;
      }
    }
    return Optional.ofNullable(newest);
  }

  private static List<Path> all(List<Path> folders) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
          files.filter(file -> file.endsWith(METADATA)).forEach(found::add);
        }
      }
    }
    return found;
  }

  /**
   * @param path of a savepoint or a checkpoint; what is not on this machine is not looked at
   * @return an address that means the same to every process
   * @throws IllegalArgumentException if there is none
   */
  public static String require(String path) {
    if (path.matches("[a-z0-9]+:/.*") && !path.startsWith("file:")) {
      return path;
    }
    Path folder = local(path);
    Path metadata = folder.endsWith(METADATA) ? folder : folder.resolve(METADATA);
    if (!Files.isRegularFile(metadata)) {
      throw new IllegalArgumentException(
          "there is no savepoint or checkpoint in '"
              + path
              + "': a complete one is a folder with a file "
              + METADATA);
    }
    return metadata.getParent().toUri().toString();
  }

  /** The folder that a path or an address of this machine's files means. */
  public static Path local(String path) {
    return (path.startsWith("file:") ? Path.of(URI.create(path).getPath()) : Path.of(path))
        .toAbsolutePath()
        .normalize();
  }
}
