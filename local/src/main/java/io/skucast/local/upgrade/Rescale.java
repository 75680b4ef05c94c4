package io.skucast.local.upgrade;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import io.skucast.savepoints.check.JobShape;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;

/** A job that goes on with another number of subtasks: an upgrade to the jar it has. */
public final class Rescale {
  private Rescale() {}

  /**
   * Stops a job with a savepoint and submits the same jar with the same options from it. If that
   * does not come up, it is submitted as it was.
   *
   * @param patience for the job to run, and for a checkpoint to complete
   * @param progress is told each step
   * @throws IllegalArgumentException before anything is stopped, if the job was not submitted here,
   *     does not run, or the cluster has too few slots
   * @throws IOException if it could not be submitted as it was either; the message says from where
   */
  public static UpgradeResult run(
      LocalCluster cluster,
      ClusterJobs jobs,
      JobID job,
      int parallelism,
      Duration patience,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    Submission old = submitted(jobs, job, parallelism);
    Submission next = old.at(parallelism);
    UpgradePlan plan = new UpgradePlan(cluster.folder(), job, old, next, null, patience);
    try (JobShape shape = JobShape.of(next.jar(), next.arguments(), parallelism)) {
      return Upgrade.of(cluster, jobs, plan, shape, progress).run();
    }
  }

  private static Submission submitted(ClusterJobs jobs, JobID job, int parallelism)
      throws IOException, InterruptedException {
    Optional<RunningJob> running =
        jobs.list().stream().filter(one -> one.id().equals(job)).findFirst();
    if (running.isEmpty()) {
      throw new IllegalArgumentException(
          "job " + job + " does not run: 'skucast jobs' lists those that do");
    }
    if (running.get().parallelism() == parallelism) {
      throw new IllegalArgumentException(
          "--parallelism has the value " + parallelism + ": with that the job runs already");
    }
    Submission old =
        jobs.submission(job)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "job "
                            + job
                            + " was not submitted with 'skucast submit', so that its options are"
                            + " not known: stop it, and submit it with --from and --parallelism"));
    return old.at(running.get().parallelism());
  }
}
