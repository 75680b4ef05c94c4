package io.skucast.local.operate;

import io.skucast.job.config.Arguments;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.SavedState;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Submits the job to a cluster. */
@Command(
    name = "submit",
    description = {
      "Submits the job to the cluster with Flink's own client, and returns when all of it runs.",
      "Options of the job are written --key=value or come from a file given by --config."
    },
    mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
  private static final String LAST = "last";
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Option(
      names = "--from",
      paramLabel = "SAVEPOINT",
      description =
          "Savepoint or retained checkpoint to start from; '"
              + LAST
              + "' is the newest that the cluster's folder or checkpoint.folder holds.")
  private String from;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Subtasks of each operator; default: as many as slots are free.")
  private Integer parallelism;

  @Option(names = "--jar", description = "The job's jar; default: that of the last build.")
  private Path jar;

  @Option(
      names = "--allow-non-restored-state",
      description = "Leave behind state that no operator of the jar asks for; it is lost.")
  private boolean allowNonRestoredState;

  @Option(names = "--config", paramLabel = "FILE", description = "Options of the job.")
  private Path config;

  @Mixin private ClusterFolder folder;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    if (config != null) {
      arguments.add("--config=" + config);
    }
    arguments.addAll(rest);
    Map<String, String> options = Arguments.parse(arguments.toArray(String[]::new));
    if (jar == null) {
      // Another jar may know other options, and says so itself.
      Settings.of(options);
    }
    Path job = jar == null ? JobJar.built() : jar;
    LocalCluster cluster = folder.open();
    PrintWriter out = spec.commandLine().getOut();
    try (ClusterJobs jobs = ClusterJobs.of(cluster)) {
      String savepoint = LAST.equals(from) ? last(cluster, options) : from;
      if (savepoint != null) {
        out.println("from             " + savepoint);
      }
      int subtasks = parallelism == null ? free(cluster) : parallelism;
      if (subtasks < 1) {
        throw new IllegalArgumentException(
            "--parallelism has the value " + subtasks + ": allowed is a number from 1");
      }
      JobID id =
          jobs.submit(new Submission(job, subtasks, savepoint, allowNonRestoredState, arguments));
      out.println("job              " + id);
      out.println("web page         " + cluster.rest().address() + "/#/job/running/" + id);
      out.flush();
      jobs.awaitRunning(id, PATIENCE);
      out.println("runs with parallelism " + subtasks);
      out.println("next: ./skucast jobs, ./skucast stop, ./skucast rescale --parallelism N");
      out.flush();
    }
    return 0;
  }

  private static int free(LocalCluster cluster) throws IOException, InterruptedException {
    int free = cluster.status().freeSlots();
    if (free < 1) {
      throw new IllegalArgumentException(
          "the cluster has no free slot: stop a job, or start a cluster with more");
    }
    return free;
  }

  private static String last(LocalCluster cluster, Map<String, String> options) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(cluster.folder().resolve("state")));
    String given = options.getOrDefault(EndOptions.CHECKPOINT_FOLDER.key(), "");
    if (given.startsWith("file:")) {
      folders.add(SavedState.local(given));
    }
    return SavedState.newest(folders)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--from has the value '"
                        + LAST
                        + "': there is no complete savepoint or checkpoint in "
                        + folders))
        .toString();
  }
}
