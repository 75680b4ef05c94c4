package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Option;

/** Which cluster a command means, and which of its jobs. */
public final class ClusterFolder {
  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Folder of the cluster; default .skucast/cluster where skucast is.")
  private Path folder;

  /** The folder that is given, or the default one. */
  public Path path() {
    return folder != null
        ? folder.toAbsolutePath().normalize()
        : Path.of(System.getProperty("skucast.home", ""))
            .toAbsolutePath()
            .resolve(".skucast")
            .resolve("cluster");
  }

  /**
   * The cluster that runs there.
   *
   * @throws IOException if none does
   */
  public LocalCluster open() throws IOException {
    return LocalCluster.open(path());
  }

  /**
   * @param id as the user gives it, or null where only one runs
   * @throws IllegalArgumentException if it is no id, or is left out where not one job runs
   */
  public static JobID job(ClusterJobs jobs, String id) throws IOException, InterruptedException {
    if (id != null) {
      if (!id.matches("[0-9a-f]{32}")) {
        throw new IllegalArgumentException(
            "JOB has the value '"
                + id
                + "': allowed are the 32 hexadecimal digits that 'skucast jobs' shows");
      }
      return JobID.fromHexString(id);
    }
    List<RunningJob> running = jobs.list();
    if (running.size() == 1) {
      return running.get(0).id();
    }
    throw new IllegalArgumentException(
        running.isEmpty()
            ? "no job runs: submit one with 'skucast submit'"
            : "JOB is missing, and more than one runs: "
                + running.stream()
                    .map(job -> job.id() + " (" + job.name() + ")")
                    .collect(Collectors.joining(", ")));
  }
}
