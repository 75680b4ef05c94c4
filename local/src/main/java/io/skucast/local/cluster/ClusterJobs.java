package io.skucast.local.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

/** Submits jars to a session cluster and cancels what runs, as Flink's command line does. */
public final class ClusterJobs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern SUBMITTED = Pattern.compile("with JobID ([0-9a-f]{32})");

  private final FlinkCluster cluster;
  private final RestClusterClient<StandaloneClusterId> client;

  public ClusterJobs(FlinkCluster cluster) throws Exception {
    this.cluster = cluster;
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, cluster.rest().host());
    configuration.set(RestOptions.PORT, cluster.rest().port());
    client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
  }

  /**
   * Has Flink's command line run the main method of the jar as far as its graph, in a process with
   * nothing but the cluster's jars, and the cluster run that.
   *
   * @throws IOException if it is not taken, with what the command line said
   */
  public JobID submit(Path jar, int parallelism, List<String> arguments) throws Exception {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("run", "--detached", "--parallelism", Integer.toString(parallelism)));
    words.add(jar.toString());
    words.addAll(arguments);
    Matcher submitted = SUBMITTED.matcher(cluster.command(words, PATIENCE));
    String job = null;
    // The log is that of all submissions.
    while (submitted.find()) {
      job = submitted.group(1);
    }
    return JobID.fromHexString(job);
  }

  /** The counts of a job so far, by name. */
  public Map<String, Object> accumulators(JobID job) throws Exception {
    return client.getAccumulators(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Checkpoints that a job has completed. */
  public int checkpoints(JobID job) throws InterruptedException {
    return cluster.rest().find("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt();
  }

  /**
   * Waits until something is so of a job that runs.
   *
   * @throws IOException if the job or a process ends before, or it does not become so in time
   */
  public void await(JobID job, String what, Condition condition) throws Exception {
    await(job, what, condition, false);
  }

  /** Cancels a job and waits until it is no longer there and its slots are free. */
  public void cancel(JobID job) throws Exception {
    client.cancel(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await(
        job,
        "cancelled",
        () ->
            state(job).equals("CANCELED")
                && cluster.rest().find("/overview").path("slots-available").asInt()
                    == cluster.rest().find("/overview").path("slots-total").asInt(-1),
        true);
  }

  /** Jobs of a cluster, whose submissions are kept in its folder. */
  public static ClusterJobs of(LocalCluster cluster) throws IOException {
    throw new UnsupportedOperationException(cluster.toString());
  }

  /** Submits as {@link #submit(Path, int, List)} does, from a savepoint if one is named. */
  public JobID submit(Submission submission) throws IOException, InterruptedException {
    throw new UnsupportedOperationException(submission.toString());
  }

  /**
   * Stops a job with a canonical savepoint; no timer of the future fires.
   *
   * @param folder for the savepoint, or null for the job's own
   * @return where the savepoint is
   */
  public String stop(JobID job, String folder) throws IOException, InterruptedException {
    throw new UnsupportedOperationException(job + folder);
  }

  /** Takes a canonical savepoint of a job, which goes on. */
  public String savepoint(JobID job, String folder) throws IOException, InterruptedException {
    throw new UnsupportedOperationException(job + folder);
  }

  /** Waits until every subtask runs. */
  public void awaitRunning(JobID job, Duration patience) throws IOException, InterruptedException {
    throw new UnsupportedOperationException(job + " " + patience);
  }

  /** Waits until a checkpoint that began after this call is complete. */
  public void awaitCheckpoint(JobID job, Duration patience)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException(job + " " + patience);
  }

  /** Jobs that have not ended. */
  public List<RunningJob> list() throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  private void await(JobID job, String what, Condition condition, boolean mayEnd) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      cluster.requireAlive();
      String state = state(job);
      if (System.nanoTime() > end || !mayEnd && isOver(state)) {
        throw new IOException(
            "job "
                + job
                + " is not "
                + what
                + ": it is "
                + state
                + "; "
                + cluster
                    .rest()
                    .find("/jobs/" + job + "/exceptions")
                    .at("/exceptionHistory/entries/0/stacktrace")
                    .asText("see " + cluster.log()));
      }
      Thread.sleep(100);
    }
  }

  private String state(JobID job) throws InterruptedException {
    return cluster.rest().find("/jobs/" + job).path("state").asText("UNKNOWN");
  }

  private static boolean isOver(String state) {
    return List.of("CANCELED", "FAILED", "FINISHED", "FAILING").contains(state);
  }

  @Override
  public void close() {
    client.close();
  }

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }
}
