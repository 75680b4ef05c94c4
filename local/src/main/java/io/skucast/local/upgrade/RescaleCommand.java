package io.skucast.local.upgrade;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.operate.ClusterFolder;
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
    LocalCluster cluster = folder.open();
    try (ClusterJobs jobs = ClusterJobs.of(cluster)) {
      UpgradeResult done =
          Rescale.run(
              cluster,
              jobs,
              ClusterFolder.job(jobs, id),
              parallelism,
              Duration.ofSeconds(patienceSeconds),
              this::progress);
      report(done);
      return done.isUpgraded() ? 0 : 1;
    }
  }

  private void report(UpgradeResult done) {
    PrintWriter out = spec.commandLine().getOut();
    if (!done.isUpgraded()) {
      out.println("does not run with parallelism " + parallelism + ": " + done.failure());
      out.println("goes on with the old one");
    }
    out.println("job              " + done.job());
    out.println("savepoint        " + done.savepoint());
    out.print("gap              " + seconds(done.untilRunning()) + " until it ran again");
    if (done.untilCheckpoint() != null) {
      out.print(", " + seconds(done.untilCheckpoint()) + " until results were visible");
    }
    out.println();
    out.flush();
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("rescale: " + line);
    err.flush();
  }
}
