package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterJobs;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Stops a job with a savepoint. */
@Command(
    name = "stop",
    description = {
      "Stops a job with a canonical savepoint, from which any release and either state backend can"
          + " go on.",
      "It never drains: periods that are open stay open."
    },
    mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Its id; may be left out where one job runs.")
  private String id;

  @Option(
      names = "--savepoint",
      paramLabel = "DIR",
      description = "Folder for the savepoint; default: the job's own, or the cluster's.")
  private String to;

  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (ClusterJobs jobs = ClusterJobs.of(folder.open())) {
      JobID job = ClusterFolder.job(jobs, id);
      String savepoint = jobs.stop(job, to);
      out.println("stopped          " + job);
      out.println("savepoint        " + savepoint);
      out.println("next: ./skucast submit --from " + savepoint + " …");
    }
    out.flush();
    return 0;
  }
}
