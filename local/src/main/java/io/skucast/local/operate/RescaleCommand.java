package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterJobs;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a job go on with more or fewer subtasks. */
@Command(
    name = "rescale",
    description = {
      "Stops a job with a savepoint, and submits the same jar with the same options from it with"
          + " another parallelism.",
      "If it does not come up it goes on with the old one, and the exit code is 1."
    },
    mixinStandardHelpOptions = true)
public final class RescaleCommand implements Callable<Integer> {
  private static final int MOST = 1024;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Its id; may be left out where one job runs.")
  private String id;

  @Option(
      names = "--parallelism",
      required = true,
      paramLabel = "N",
      description = "Subtasks of each operator from now on.")
  private int parallelism;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description =
          "How long the job may take to run, and to complete a checkpoint; default"
              + " ${DEFAULT-VALUE}.")
  private int patienceSeconds;

  @Mixin private ClusterFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (parallelism < 1 || parallelism > MOST) {
      throw new IllegalArgumentException(
          "--parallelism has the value " + parallelism + ": allowed is a number from 1 to " + MOST);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (ClusterJobs jobs = ClusterJobs.of(folder.open())) {
      Rescale done =
          Rescale.run(
              jobs, ClusterFolder.job(jobs, id), parallelism, Duration.ofSeconds(patienceSeconds));
      if (done.failure() != null) {
        out.println("does not run with parallelism " + parallelism + ": " + done.failure());
        out.println("goes on with the old one");
      }
      out.println("job              " + done.job());
      out.println("savepoint        " + done.savepoint());
      out.printf(
          Locale.ROOT,
          "gap              %.1f s until it ran again, %.1f s until results were visible%n",
          done.gapSeconds(),
          done.backSeconds());
      out.flush();
      return done.failure() == null ? 0 : 1;
    }
  }
}
