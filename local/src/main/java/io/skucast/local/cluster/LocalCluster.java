package io.skucast.local.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A session cluster of detached processes, known by its folder. */
public final class LocalCluster {
  private final Path folder;

  private LocalCluster(Path folder) {
    this.folder = folder;
  }

  /** Starts a cluster in the folder, or what is missing of one that runs there as planned. */
  public static LocalCluster start(Path folder, ClusterPlan plan)
      throws IOException, InterruptedException {
    return new LocalCluster(folder);
  }

  /**
   * The cluster that runs in the folder.
   *
   * @throws IOException if none does
   */
  public static LocalCluster open(Path folder) throws IOException {
    return new LocalCluster(folder);
  }

  /** What the JobManager tells over HTTP. */
  public RestPage rest() {
    throw new UnsupportedOperationException();
  }

  /** Its jars, configuration and scripts. */
  public FlinkHome home() {
    throw new UnsupportedOperationException();
  }

  /** Where all of it lies. */
  public Path folder() {
    return folder;
  }

  /** Where the processes log. */
  public Path log() {
    return home().log();
  }

  /** Its processes, slots and jobs. */
  public ClusterStatus status() throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ids of the processes by name: jobmanager, taskmanager-1, …, and zookeeper. */
  public Map<String, Long> pids() {
    throw new UnsupportedOperationException();
  }

  /** Starts again what has died, and returns when all slots are there. */
  public List<String> startMissing() throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Ends all processes, and waits until they have. */
  public void stop() throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }
}
