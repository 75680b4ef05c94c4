package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.RunningJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One line per job. */
@Command(
    name = "jobs",
    description = "Lists the jobs of the cluster that have not ended.",
    mixinStandardHelpOptions = true)
public final class JobsCommand implements Callable<Integer> {
  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (ClusterJobs jobs = ClusterJobs.of(folder.open())) {
      List<RunningJob> running = jobs.list();
      running.forEach(job -> out.println(line(job)));
      if (running.isEmpty()) {
        out.println("no job runs: submit one with 'skucast submit'");
      }
    }
    out.flush();
    return 0;
  }

  static String line(RunningJob job) {
    return job.id()
        + "  "
        + job.state()
        + "  parallelism "
        + job.parallelism()
        + "  since "
        + job.since().truncatedTo(ChronoUnit.SECONDS)
        + "  "
        + job.name();
  }
}
