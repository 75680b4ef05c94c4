package io.skucast.savepoints.file;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.state.api.runtime.OperatorIDGenerator;

/**
 * A savepoint or a retained checkpoint, found whole: its metadata can be read to their end, every
 * file that they name is there and as long as they say, and at least one operator is ours.
 */
public final class SavepointFile {
  /** Name of the file that says what else belongs to a savepoint. */
  public static final String METADATA = AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME;

  private static final int HEADER_BYTES = 8;

  private final Path folder;
  private final CheckpointMetadata metadata;
  private final Map<OperatorID, OperatorState> operators = new LinkedHashMap<>();

  private SavepointFile(Path folder, CheckpointMetadata metadata) {
    this.folder = folder;
    this.metadata = metadata;
    metadata.getOperatorStates().stream()
        .sorted(Comparator.comparing(OperatorState::getOperatorID, OperatorNames.ORDER))
        .forEach(operator -> operators.put(operator.getOperatorID(), operator));
  }

  /**
   * Reads the metadata and looks for the files; no state is read.
   *
   * @param path of the folder or of the {@code _metadata} file in it, as a path or an address such
   *     as {@code file:///savepoints/savepoint-1}
   * @throws IOException in one line: not there, cut off, damaged, not Flink's, not of this job, or
   *     without one of its files, and what to do about it
   */
  public static SavepointFile open(String path) throws IOException {
    Path folder = folderOf(path);
    Path file = new Path(folder, METADATA);
    CheckpointMetadata metadata = read(file, bytesOf(folder, file));
    SavepointFile savepoint = new SavepointFile(folder, metadata);
    savepoint.requireOurs();
    new StateFiles(savepoint.path()).requireWhole(metadata);
    return savepoint;
  }

  /** Path of its folder. */
  public String path() {
    return shown(folder);
  }

  /** The same as Flink writes it. */
  public Path folder() {
    return folder;
  }

  public CheckpointMetadata metadata() {
    return metadata;
  }

  /** Every operator that was part of the job: ours in the order of the catalogue, then others. */
  public Map<OperatorID, OperatorState> operators() {
    return Collections.unmodifiableMap(operators);
  }

  /** What there is of one operator. */
  public Optional<OperatorState> operator(String uid) {
    return Optional.ofNullable(operators.get(idOf(uid)));
  }

  /** The id that Flink makes of a uid. */
  public static OperatorID idOf(String uid) {
    return OperatorIDGenerator.fromUid(uid);
  }

  private void requireOurs() throws IOException {
    if (operators.keySet().stream().noneMatch(id -> OperatorNames.uidOf(id).isPresent())) {
      throw new IOException(
          "savepoint "
              + path()
              + " is of another job: it has "
              + operators.size()
              + " operators and none of them is Skucast's; name a savepoint of this job");
    }
  }

  /**
   * The folder that a path means: itself, or where the file of the metadata is.
   *
   * @throws IllegalArgumentException where it is no path
   */
  public static Path folderOf(String path) {
    String trimmed = path.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException("the path of the savepoint is empty: name its folder");
    }
    Path named;
    try {
      named = new Path(trimmed);
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "'" + trimmed + "' is no path of a savepoint: name its folder", bad);
    }
    boolean isMetadata = named.getName().equals(METADATA) && named.getParent() != null;
    Path folder = isMetadata ? named.getParent() : named;
    // Flink takes no path without a root.
    return folder.isAbsolute() || folder.toUri().getScheme() != null
        ? folder
        : new Path(java.nio.file.Path.of(folder.getPath()).toAbsolutePath().normalize().toUri());
  }

  private static byte[] bytesOf(Path folder, Path file) throws IOException {
    String remedy = "name the folder that Flink said when the savepoint was taken";
    FileSystem files;
    try {
      files = folder.getFileSystem();
    } catch (IOException unknown) {
      throw new IOException(
          "savepoint "
              + shown(folder)
              + " lies where this process cannot read: copy it to a folder, or add Flink's file"
              + " system plugin for '"
              + folder.toUri().getScheme()
              + "'",
          unknown);
    }
    if (!exists(files, folder)) {
      throw new IOException("savepoint " + shown(folder) + " is not there: " + remedy);
    }
    if (!exists(files, file)) {
      throw new IOException(
          "savepoint "
              + shown(folder)
              + " has no file "
              + METADATA
              + ": it was never completed, or it is not the folder of a savepoint; "
              + remedy);
    }
    try (FSDataInputStream in = files.open(file)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IOException(
          shown(file) + " cannot be read: " + line(unreadable) + "; see who may", unreadable);
    }
  }

  private static boolean exists(FileSystem files, Path path) throws IOException {
    try {
      FileStatus status = files.getFileStatus(path);
      return status != null;
    } catch (FileNotFoundException none) {
      return false;
    }
  }

  /**
   * Whatever is in the bytes, the answer is metadata that end where the bytes do, or one exception:
   * lengths that were damaged lead Flink's reader to all kinds of them, and out of memory.
   */
  static CheckpointMetadata read(Path file, byte[] bytes) throws IOException {
    if (bytes.length < HEADER_BYTES) {
      throw damaged(file, "it has " + bytes.length + " bytes", null);
    }
    int magic = ByteBuffer.wrap(bytes).getInt();
    if (magic != Checkpoints.HEADER_MAGIC_NUMBER) {
      throw new IOException(
          String.format(
              "%s is not Flink's: it begins with 0x%08x and not with 0x%08x; name the folder of a"
                  + " savepoint, or copy it again",
              shown(file), magic, Checkpoints.HEADER_MAGIC_NUMBER));
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    CheckpointMetadata metadata;
    try {
      metadata =
          Checkpoints.loadCheckpointMetadata(
              new DataInputStream(in),
              Thread.currentThread().getContextClassLoader(),
              file.getParent().toString());
    } catch (IOException
        | RuntimeException
        | OutOfMemoryError
        | StackOverflowError
        | LinkageError bad) {
      throw damaged(file, line(bad), bad);
    }
    if (in.available() > 0) {
      throw damaged(file, in.available() + " bytes follow its end", null);
    }
    return metadata;
  }

  private static IOException damaged(Path file, String how, Throwable cause) {
    return new IOException(
        shown(file)
            + " is cut off or damaged ("
            + how
            + "): copy the savepoint again, or go on from another one",
        cause);
  }

  /** What went wrong, in one line. */
  static String line(Throwable error) {
    String message = error.getMessage();
    String text =
        message == null
            ? error.getClass().getSimpleName()
            : error.getClass().getSimpleName() + ": " + message;
    String one = text.replaceAll("\\p{Cntrl}+", " ");
    return one.length() <= 200 ? one : one.substring(0, 200) + "…";
  }

  /** Local files as paths, others as addresses. */
  public static String shown(Path path) {
    URI address = path.toUri();
    String scheme = address.getScheme();
    String text = scheme == null || scheme.equals("file") ? path.getPath() : path.toString();
    // A name from damaged metadata may have anything in it.
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
