package io.skucast.local.upgrade;

import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** What an upgrade asks of a cluster. */
interface JobControl {
  /** Jobs that have not ended. */
  List<RunningJob> running() throws IOException, InterruptedException;

  /**
   * Sees that the new job finds room.
   *
   * @param own slots that the old one gives back
   * @throws IllegalArgumentException if there are not so many slots
   */
  void requireSlots(int parallelism, int own) throws IOException, InterruptedException;

  /** Where the newest checkpoint or savepoint of a job is, be it over or not; empty for none. */
  String newestState(JobID job) throws IOException, InterruptedException;

  /** Where the newest checkpoint of a job is; empty where there is none that can be opened. */
  String newestCheckpoint(JobID job) throws IOException, InterruptedException;

  /** Takes a canonical savepoint of a job that goes on, and returns its path. */
  String savepoint(JobID job, String folder) throws IOException, InterruptedException;

  /** Stops a job with a canonical savepoint, and returns its path. */
  String stop(JobID job, String folder) throws IOException, InterruptedException;

  /** Submits a job. */
  JobID submit(Submission submission) throws IOException, InterruptedException;

  /**
   * Waits until every subtask of a job runs.
   *
   * @throws IOException if the job ends, fails again and again, or takes too long: why, in one line
   */
  void awaitRunning(JobID job, Duration patience) throws IOException, InterruptedException;

  /**
   * Waits until a job has completed a checkpoint of its own.
   *
   * @throws IOException if the job ends, fails again and again, or takes too long: why, in one line
   */
  void awaitCheckpoint(JobID job, Duration patience) throws IOException, InterruptedException;

  /** Checkpoints that a job has completed since it was submitted, be it over or not. */
  long checkpoints(JobID job) throws IOException, InterruptedException;

  /** Cancels a job and returns when it has ended. */
  void cancel(JobID job) throws IOException, InterruptedException;
}
