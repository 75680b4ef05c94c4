package io.skucast.local.upgrade;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.Submission;
import io.skucast.local.operate.ClusterFolder;
import io.skucast.savepoints.check.CompatibilityReport;
import io.skucast.savepoints.check.JobShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A running job is changed to another jar, or stays as it is. */
@Command(
    name = "upgrade",
    description = {
      "Changes a running job to another jar: checks the jar against the job's state, stops the job",
      "with a savepoint, and submits the jar from it with the job's options. If the new job does",
      "not run and complete a checkpoint, the old one goes on from the savepoint.",
      "--key=value changes options of the job."
    },
    mixinStandardHelpOptions = true)
public final class UpgradeCommand implements Callable<Integer> {
  @Option(names = "--jar", required = true, description = "Jar of the new release.")
  private Path jar;

  @Option(names = "--job", description = "Id of the job; default: the only one.")
  private String job;

  @Mixin private ClusterFolder folder;

  @Option(names = "--savepoints", description = "Folder for savepoints; default: the job's own.")
  private String savepoints;

  @Option(names = "--parallelism", description = "Subtasks; default: as many as the job has.")
  private Integer parallelism;

  @Option(
      names = "--allow-non-restored-state",
      description = "State that has no place in the new job may be dropped; it is named.")
  private boolean mayDrop;

  @Option(names = "--dry-run", description = "Only checks.")
  private boolean dryRun;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description =
          "How long a job may take until it runs, and again until its first checkpoint; default"
              + " ${DEFAULT-VALUE}.")
  private int patienceSeconds;

  @Option(names = "--config", description = "Properties file with options of the job to change.")
  private Path config;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    LocalCluster cluster = folder.open();
    try (ClusterJobs jobs = ClusterJobs.of(cluster)) {
      UpgradePlan plan = plan(jobs);
      Submission next = plan.next();
      try (JobShape shape = JobShape.of(next.jar(), next.arguments(), next.parallelism())) {
        Upgrade upgrade = Upgrade.of(cluster, jobs, plan, shape, this::progress);
        return dryRun ? check(upgrade) : run(upgrade);
      }
    }
  }

  private UpgradePlan plan(ClusterJobs jobs) throws IOException, InterruptedException {
    JobID id = ClusterFolder.job(jobs, job);
    Submission old =
        jobs.submission(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "job "
                            + id
                            + " was not submitted by 'skucast submit', so there is no jar to go"
                            + " back to: stop it with 'skucast stop' and submit it again"));
    Submission next =
        new Submission(
            jar.toAbsolutePath(),
            parallelism == null ? old.parallelism() : parallelism,
            null,
            mayDrop,
            OldAndNewArguments.of(old.arguments(), config, rest));
    return new UpgradePlan(
        folder.path(), id, old, next, savepoints, Duration.ofSeconds(patienceSeconds));
  }

  private int check(Upgrade upgrade) throws IOException, InterruptedException {
    CompatibilityReport report = upgrade.check();
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.println(report.accepts(mayDrop) ? "the job can go on" : "the job cannot go on");
    out.flush();
    return report.accepts(mayDrop) ? 0 : 2;
  }

  private int run(Upgrade upgrade) throws IOException, InterruptedException {
    Thread last = new Thread(() -> leave(upgrade), "upgrade-standing");
    Runtime.getRuntime().addShutdownHook(last);
    try {
      report(upgrade.run());
    } finally {
      Runtime.getRuntime().removeShutdownHook(last);
    }
    return 0;
  }

  /** Someone ends this process in the middle. */
  private void leave(Upgrade upgrade) {
    if (!upgrade.standing().isEmpty()) {
      progress("interrupted: " + upgrade.standing());
    }
  }

  private void report(UpgradeResult result) throws IOException {
    if (!result.isUpgraded()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "the upgrade failed: %s; the old release runs again as job %s after %.1f s without"
                  + " one, from savepoint %s",
              result.failure(),
              result.job(),
              seconds(result.untilRunning()),
              result.savepoint()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (result.report() != null) {
      out.print(result.report().text());
    }
    out.printf(
        Locale.ROOT,
        "upgraded: job %s runs %s%nno job ran for %.1f s, and its first checkpoint was complete"
            + " after %.1f s%nsavepoint: %s%n",
        result.job(),
        jar.getFileName(),
        seconds(result.untilRunning()),
        seconds(result.untilCheckpoint()),
        result.savepoint());
    out.flush();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private void progress(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("upgrade: " + line);
    err.flush();
  }
}
