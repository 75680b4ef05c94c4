package io.skucast.local.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.RestPage;
import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobID;

/** Jobs of a cluster that runs. */
final class LiveJobs implements JobControl {
  /** One failure may be that of a machine; so many one after the other are the job's own. */
  private static final int MOST_FAILURES = 3;

  private static final List<String> OVER = List.of("CANCELED", "FAILED", "FINISHED");
  private static final long POLL_MILLIS = 100;
  private static final int LONGEST = 300;

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
    if (!OVER.contains(state(job))) {
      try {
        jobs.cancel(job);
      } catch (IOException | InterruptedException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private String state(JobID job) throws InterruptedException {
    return rest.find("/jobs/" + job).path("state").asText("unknown");
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
      boolean isHopeless = OVER.contains(state) || failures.size() >= MOST_FAILURES;
      if (isHopeless || System.nanoTime() > end) {
        throw new IOException(
            "job "
                + job
                + " is "
                + state
                + " and not "
                + what
                + (isHopeless ? "" : " after " + patience.toSeconds() + " s")
                + cause(failures));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static String cause(JsonNode failures) {
    String trace = failures.at("/0/stacktrace").asText("");
    int root = trace.lastIndexOf("Caused by: ");
    String line = trace.substring(root < 0 ? 0 : root + "Caused by: ".length());
    line = line.lines().findFirst().orElse("");
    String shortened = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    return shortened.isEmpty() ? "" : ": " + shortened;
  }
}
