package io.skucast.local.cluster;

import io.skucast.job.config.Arguments;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.JobID;

/**
 * What was submitted to a cluster, kept in its folder so that one can go back to it: a folder for
 * each job with the jar, the job's options as they were, and the rest.
 */
public final class Submissions {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final String OPTIONS = "options.properties";
  private static final String SUBMISSION = "submission.properties";
  private static final String JAR = "job.jar";

  private final Path folder;

  private Submissions(Path folder) {
    this.folder = folder;
  }

  /** Those of the cluster in this folder. */
  public static Submissions at(Path clusterFolder) {
    return new Submissions(clusterFolder.toAbsolutePath().normalize().resolve("submissions"));
  }

  /**
   * Copies jar and options to where they stay, under no job yet. The options are in a file that its
   * owner alone can read: the arguments of a process, among which passwords may be, are seen by
   * everyone on a machine.
   *
   * @return the submission with the copies in place of what was given
   * @throws IllegalArgumentException if an argument is written otherwise than --key=value
   * @throws IOException if the jar is not there
   */
  Submission copy(Submission given) throws IOException {
    if (!Files.isRegularFile(given.jar())) {
      throw new IllegalArgumentException(
          "--jar has the value '" + given.jar() + "': allowed is the path of the job's jar");
    }
    Properties options = new Properties();
    options.putAll(Arguments.parse(given.arguments().toArray(String[]::new)));
    Files.createDirectories(folder.getParent());
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, OWNER_FOLDER);
    }
    Path place = Files.createTempDirectory(folder, "new-", OWNER_FOLDER);
    write(place.resolve(OPTIONS), options);
    Path jar = place.resolve(JAR);
    Files.copy(given.jar(), jar);
    return with(given, place);
  }

  private static Submission with(Submission given, Path place) {
    return new Submission(
        place.resolve(JAR),
        given.parallelism(),
        given.from(),
        given.allowNonRestoredState(),
        List.of("--config", place.resolve(OPTIONS).toString()));
  }

  /** Keeps what {@link #copy} made under the job that came of it. */
  void keep(JobID job, Submission copied) throws IOException {
    Path place = copied.jar().getParent();
    Properties rest = new Properties();
    rest.setProperty("parallelism", copied.parallelism() + "");
    rest.setProperty("allow-non-restored-state", copied.allowNonRestoredState() + "");
    if (copied.from() != null) {
      rest.setProperty("from", copied.from());
    }
    write(place.resolve(SUBMISSION), rest);
    Path kept = folder.resolve(job.toHexString());
    FolderTree.delete(kept);
    Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Removes what {@link #copy} made and no job came of. */
  void drop(Submission copied) throws IOException {
    FolderTree.delete(copied.jar().getParent());
  }

  /** Keeps a copy of the jar and the options, for the eyes of their owner alone. */
  public void put(JobID job, Submission submission) throws IOException {
    keep(job, copy(submission));
  }

  /** What the job was submitted with, its jar and options as they were then. */
  public Optional<Submission> find(JobID job) throws IOException {
    Path place = folder.resolve(job.toHexString());
    if (!Files.isRegularFile(place.resolve(SUBMISSION))) {
      return Optional.empty();
    }
    Properties rest = new Properties();
    try (Reader reader = Files.newBufferedReader(place.resolve(SUBMISSION))) {
      rest.load(reader);
    }
    return Optional.of(
        with(
            new Submission(
                place.resolve(JAR),
                Integer.parseInt(rest.getProperty("parallelism")),
                rest.getProperty("from"),
                Boolean.parseBoolean(rest.getProperty("allow-non-restored-state")),
                List.of()),
            place));
  }

  private static void write(Path file, Properties properties) throws IOException {
    Files.createFile(file, OWNER_FILE);
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
  }
}
