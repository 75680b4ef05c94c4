package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.RunningJobs;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/**
 * A job that goes on with another number of subtasks.
 *
 * @param job its new id
 * @param savepoint through which it went
 * @param gapSeconds from when its stop was asked for until every subtask ran again
 * @param backSeconds from then until a checkpoint was complete too, with which results are visible
 * @param failure why it could not be, and went back to the old number; null if it could
 */
public record Rescale(
    JobID job, String savepoint, double gapSeconds, double backSeconds, String failure) {

  /**
   * Stops a job with a savepoint and submits the same jar with the same options from it. If that
   * does not come up, it is submitted as it was.
   *
   * @param patience for the job to run, and for a checkpoint to complete
   * @throws IllegalArgumentException before anything is stopped, if the job was not submitted here,
   *     does not run, or the cluster has too few slots
   * @throws IOException if it could not be submitted as it was either; the message says from where
   */
  public static Rescale run(ClusterJobs jobs, JobID job, int parallelism, Duration patience)
      throws IOException, InterruptedException {
    Submission old = require(jobs, job, parallelism);
    long start = System.nanoTime();
    String savepoint = jobs.stop(job, null);
    Submission from = old.from(savepoint);
    JobID submitted = null;
    try {
      submitted = jobs.submit(from.at(parallelism));
      return up(jobs, submitted, savepoint, start, patience, null);
    } catch (IOException | IllegalArgumentException failed) {
      return back(jobs, submitted, from, start, patience, failed);
    }
  }

  private static Submission require(ClusterJobs jobs, JobID job, int parallelism)
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
    jobs.requireSlots(parallelism, running.get().parallelism());
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

  private static Rescale up(
      ClusterJobs jobs, JobID job, String savepoint, long start, Duration patience, String failure)
      throws IOException, InterruptedException {
    jobs.awaitRunning(job, patience);
    double gap = seconds(start);
    jobs.awaitCheckpoint(job, patience);
    return new Rescale(job, savepoint, gap, seconds(start), failure);
  }

  private static Rescale back(
      ClusterJobs jobs,
      JobID failed,
      Submission from,
      long start,
      Duration patience,
      Exception reason)
      throws IOException, InterruptedException {
    try {
      if (failed != null && !RunningJobs.isEnded(jobs.state(failed))) {
        jobs.cancel(failed);
      }
      return up(jobs, jobs.submit(from), from.from(), start, patience, reason.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new IOException(
          "neither the new parallelism nor the old one comes up ("
              + e.getMessage()
              + "); the state is in "
              + from.from()
              + ": submit the job with --from",
          e);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
