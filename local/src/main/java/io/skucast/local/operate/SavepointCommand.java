package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterJobs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a savepoint of a job that goes on. */
@Command(
    name = "savepoint",
    description = "Takes a canonical savepoint of a job, which goes on.",
    mixinStandardHelpOptions = true)
public final class SavepointCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Its id; may be left out where one job runs.")
  private String id;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Folder for the savepoint; default: the job's own, or the cluster's.")
  private String to;

  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (ClusterJobs jobs = ClusterJobs.of(folder.open())) {
      out.println("savepoint        " + jobs.savepoint(ClusterFolder.job(jobs, id), to));
    }
    out.flush();
    return 0;
  }
}
