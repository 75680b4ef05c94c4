package io.skucast.local.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** What was submitted to a cluster, kept in its folder so that one can go back to it. */
public final class Submissions {
  private final Path folder;

  private Submissions(Path folder) {
    this.folder = folder;
  }

  /** Those of the cluster in this folder. */
  public static Submissions at(Path clusterFolder) {
    return new Submissions(clusterFolder.toAbsolutePath().resolve("submissions"));
  }

  /** Keeps a copy of the jar and the arguments, for the eyes of their owner alone. */
  public void put(JobID job, Submission submission) throws IOException {
    throw new UnsupportedOperationException(folder + " " + job + submission);
  }

  /** What the job was submitted with, its jar and options as they were then. */
  public Optional<Submission> find(JobID job) throws IOException {
    throw new UnsupportedOperationException(folder + " " + job);
  }
}
