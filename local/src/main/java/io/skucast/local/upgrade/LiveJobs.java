package io.skucast.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.RestPage;
import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.RunningJobs;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** Jobs of a cluster that runs. */
final class LiveJobs implements JobControl {
  /** One failure may be that of a machine; so many one after the other are the job's own. */
  private static final int MOST_FAILURES = 3;

  private static final long POLL_MILLIS = 100;

  private final ClusterJobs jobs;
  private final RestPage rest;

  LiveJobs(ClusterJobs jobs, RestPage rest) {
    this.jobs = jobs;
    this.rest = rest;
  }

  @Override
  public List<RunningJob> running() throws IOException, InterruptedException {
    return jobs.list();
  }

  @Override
  public void requireSlots(int parallelism, int own) throws IOException, InterruptedException {
    jobs.requireSlots(parallelism, own);
  }

  @Override
  public String newestState(JobID job) throws InterruptedException {
    JsonNode latest = rest.find("/jobs/" + job + "/checkpoints").path("latest");
    boolean isSavepoint =
        latest.at("/savepoint/id").asLong(-1) > latest.at("/completed/id").asLong(-1);
    return latest
        .at(isSavepoint ? "/savepoint/external_path" : "/completed/external_path")
        .asText();
  }

  @Override
  public String newestCheckpoint(JobID job) throws InterruptedException {
    String path =
        rest.find("/jobs/" + job + "/checkpoints").at("/latest/completed/external_path").asText("");
    // In a JobManager's memory there is nothing to open.
    return path.startsWith("<") ? "" : path;
  }

  @Override
  public String savepoint(JobID job, String folder) throws IOException, InterruptedException {
    return jobs.savepoint(job, folder);
  }

  @Override
  public String stop(JobID job, String folder) throws IOException, InterruptedException {
    return jobs.stop(job, folder);
  }

  @Override
  public JobID submit(Submission submission) throws IOException, InterruptedException {
    return jobs.submit(submission);
  }

  @Override
  public void awaitRunning(JobID job, Duration patience) throws IOException, InterruptedException {
    await(job, patience, "running", LiveJobs::runs);
  }

  @Override
  public void awaitCheckpoint(JobID job, Duration patience)
      throws IOException, InterruptedException {
    await(job, patience, "through its first checkpoint", page -> checkpoints(job) > 0);
  }

  private static boolean runs(JsonNode page) {
    JsonNode vertices = page.path("vertices");
    for (JsonNode vertex : vertices) {
      String status = vertex.path("status").asText();
      if (!status.equals("RUNNING") && !status.equals("FINISHED")) {
        return false;
      }
    }
    return !vertices.isEmpty();
  }

  @Override
  public long checkpoints(JobID job) throws InterruptedException {
    return rest.find("/jobs/" + job + "/checkpoints").at("/counts/completed").asLong();
  }

  @Override
  public void cancel(JobID job) throws IOException, InterruptedException {
    if (!RunningJobs.isEnded(jobs.state(job))) {
      jobs.cancel(job);
    }
  }

  private interface Condition {
    boolean holds(JsonNode job) throws InterruptedException;
  }

  private void await(JobID job, Duration patience, String what, Condition condition)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonNode page = rest.find("/jobs/" + job);
      if (condition.holds(page)) {
        return;
      }
      String state = page.path("state").asText("unknown");
      JsonNode failures = rest.find("/jobs/" + job + "/exceptions").at("/exceptionHistory/entries");
      boolean isHopeless = RunningJobs.isEnded(state) || failures.size() >= MOST_FAILURES;
      if (isHopeless || System.nanoTime() > end) {
        throw new IOException(
            "job "
                + job
                + " is "
                + state
                + " and not "
                + what
                + (isHopeless ? "" : " after " + patience.toSeconds() + " s")
                + "; "
                + jobs.trouble(job));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
