package io.skucast.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.ExceptionUtils;

/** Submits jars to a session cluster and stops what runs, as Flink's command line does. */
public final class ClusterJobs implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** As long as the job gives a checkpoint by default. */
  private static final Duration SAVEPOINT = Duration.ofMinutes(10);

  /** Slots come back a moment after a job has ended. */
  private static final Duration SLOTS = Duration.ofSeconds(15);

  private static final Pattern SUBMITTED = Pattern.compile("with JobID ([0-9a-f]{32})");

  private final RestPage rest;
  private final FlinkHome home;
  private final Submissions submissions;
  private final RestClusterClient<StandaloneClusterId> client;

  /** Jobs of a cluster, whose submissions are kept in its folder. */
  public static ClusterJobs of(LocalCluster cluster) throws IOException {
    return new ClusterJobs(cluster.rest(), cluster.home(), Submissions.at(cluster.folder()));
  }

  /**
   * @param home whose configuration leads to the cluster
   */
  public ClusterJobs(RestPage rest, FlinkHome home, Submissions submissions) throws IOException {
    this.rest = rest;
    this.home = home;
    this.submissions = submissions;
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, rest.host());
    configuration.set(RestOptions.PORT, rest.port());
    try {
      client = new RestClusterClient<>(configuration, StandaloneClusterId.getInstance());
    } catch (Exception e) {
      throw new IOException("the cluster at " + rest.address() + " cannot be asked: " + e, e);
    }
  }

  /**
   * Has Flink's command line run the main method of the jar as far as its graph, in a process with
   * nothing but the cluster's jars, and the cluster run that. Jar and options are kept.
   *
   * @throws IllegalArgumentException if the jar or the savepoint is not there, or the cluster has
   *     not so many slots
   * @throws IOException if it is not taken, with what the command line said
   */
  public JobID submit(Submission submission) throws IOException, InterruptedException {
    Submission given =
        submission.from() == null
            ? submission
            : submission.from(SavedState.require(submission.from()));
    requireSlots(given.parallelism(), 0);
    Submission copied = submissions.copy(given);
    String said;
    try {
      awaitSlots(given.parallelism());
      said = FlinkClient.run(home, words(copied), PATIENCE);
    } catch (IOException | InterruptedException | RuntimeException e) {
      submissions.drop(copied);
      throw e;
    }
    Matcher submitted = SUBMITTED.matcher(said);
    if (!submitted.find()) {
      throw new IOException("flink run names no job: " + FlinkClient.reason(said));
    }
    JobID job = JobID.fromHexString(submitted.group(1));
    submissions.keep(job, copied);
    return job;
  }

  private static List<String> words(Submission submission) {
    List<String> words = new ArrayList<>(List.of("run", "--detached"));
    words.addAll(List.of("--parallelism", submission.parallelism() + ""));
    if (submission.from() != null) {
      words.addAll(List.of("--fromSavepoint", submission.from()));
    }
    if (submission.allowNonRestoredState()) {
      words.add("--allowNonRestoredState");
    }
    words.add(submission.jar().toString());
    words.addAll(submission.arguments());
    return words;
  }

  /**
   * @param own slots that will be given back before
   * @throws IllegalArgumentException if the cluster could never have so many slots free
   * @throws IOException if the cluster does not answer
   */
  public void requireSlots(int parallelism, int own) throws IOException, InterruptedException {
    JsonNode overview = overview();
    int slots = overview.path("slots-total").asInt();
    int free = overview.path("slots-available").asInt();
    boolean idle = overview.path("jobs-running").asInt() == 0;
    if (parallelism > slots || !idle && own > 0 && parallelism > free + own) {
      throw new IllegalArgumentException(
          "--parallelism has the value "
              + parallelism
              + ": the cluster has "
              + slots
              + " slots, "
              + (free + own)
              + " of them for this job; start one with more, or ask for fewer");
    }
  }

  private void awaitSlots(int parallelism) throws IOException, InterruptedException {
    long end = System.nanoTime() + SLOTS.toNanos();
    int free;
    while ((free = overview().path("slots-available").asInt()) < parallelism) {
      if (System.nanoTime() > end) {
        throw new IllegalArgumentException(
            "--parallelism has the value "
                + parallelism
                + ": the cluster has "
                + free
                + " free slots; stop a job or start a cluster with more");
      }
      Thread.sleep(200);
    }
  }

  private JsonNode overview() throws IOException, InterruptedException {
    JsonNode overview = rest.find("/overview");
    if (overview.isMissingNode()) {
      throw new IOException(
          "no JobManager answers at "
              + rest.address()
              + ": 'skucast cluster status' says what has died, 'skucast cluster start' starts it"
              + " again");
    }
    return overview;
  }

  /** What the job was submitted with, if it was submitted here. */
  public Optional<Submission> submission(JobID job) throws IOException {
    return submissions.find(job);
  }

  /**
   * Stops a job with a canonical savepoint, without draining: no timer of the future fires. One
   * that is starting is waited for.
   *
   * @param folder for the savepoint, or null for the job's own
   * @return where the savepoint is
   * @throws IllegalArgumentException if there is no such job, or no longer
   * @throws IOException if it does not stop; then it goes on
   */
  public String stop(JobID job, String folder) throws IOException, InterruptedException {
    awaitRuns(job);
    String savepoint =
        get(
            client.stopWithSavepoint(job, false, address(folder), SavepointFormatType.CANONICAL),
            SAVEPOINT,
            "job " + job + " does not stop");
    await(job, "finished", () -> state(job).equals("FINISHED"), true, PATIENCE);
    return savepoint;
  }

  /**
   * Takes a canonical savepoint of a job, which goes on.
   *
   * @throws IllegalArgumentException if there is no such job, or no longer
   */
  public String savepoint(JobID job, String folder) throws IOException, InterruptedException {
    awaitRuns(job);
    return get(
        client.triggerSavepoint(job, address(folder), SavepointFormatType.CANONICAL),
        SAVEPOINT,
        "job " + job + " gives no savepoint");
  }

  private static String address(String folder) {
    return folder == null || folder.matches("[a-z0-9]+:/.*")
        ? folder
        : Path.of(folder).toAbsolutePath().normalize().toUri().toString();
  }

  /** A job that starts, or starts again after a failure, cannot be asked for a savepoint yet. */
  private void awaitRuns(JobID job) throws IOException, InterruptedException {
    overview();
    String state = state(job);
    if (state.equals("UNKNOWN") || RunningJobs.isEnded(state)) {
      throw new IllegalArgumentException(
          "job "
              + job
              + (state.equals("UNKNOWN") ? " is not known to the cluster" : " is " + state)
              + ": 'skucast jobs' lists those that run");
    }
    awaitRunning(job, PATIENCE);
  }

  /** Jobs that have not ended. */
  public List<RunningJob> list() throws IOException, InterruptedException {
    overview();
    return RunningJobs.of(rest);
  }

  /** The counts of a job so far, by name. */
  public Map<String, Object> accumulators(JobID job) throws IOException, InterruptedException {
    return get(client.getAccumulators(job), PATIENCE, "job " + job + " does not tell its counts");
  }

  /** Checkpoints that a job has completed. */
  public int checkpoints(JobID job) throws InterruptedException {
    return rest.find("/jobs/" + job + "/checkpoints").at("/counts/completed").asInt();
  }

  /**
   * Waits until every subtask runs.
   *
   * @throws IOException if the job ends before or does not in time, with what went wrong last
   */
  public void awaitRunning(JobID job, Duration patience) throws IOException, InterruptedException {
    await(job, "running", () -> isRunning(job), false, patience);
  }

  private boolean isRunning(JobID job) throws InterruptedException {
    JsonNode all = rest.find("/jobs/" + job);
    boolean running =
        all.path("state").asText().equals("RUNNING") && !all.path("vertices").isEmpty();
    for (JsonNode vertex : all.path("vertices")) {
      running &= vertex.path("status").asText().equals("RUNNING");
    }
    return running;
  }

  /**
   * Waits until a checkpoint that began after this call is complete.
   *
   * @throws IOException if the job ends before or there is none in time
   */
  public void awaitCheckpoint(JobID job, Duration patience)
      throws IOException, InterruptedException {
    // The JobManager tells the time by the same clock.
    long since = System.currentTimeMillis();
    await(
        job,
        "through a checkpoint",
        () ->
            rest.find("/jobs/" + job + "/checkpoints")
                    .at("/latest/completed/trigger_timestamp")
                    .asLong()
                > since,
        false,
        patience);
  }

  /**
   * Waits until something is so of a job that runs.
   *
   * @throws IOException if the job ends before, or it does not become so in time
   */
  public void await(JobID job, String what, Condition condition)
      throws IOException, InterruptedException {
    await(job, what, condition, false, PATIENCE);
  }

  /**
   * Cancels a job and waits until it is no longer there and, if it was the last, slots are free.
   */
  public void cancel(JobID job) throws IOException, InterruptedException {
    get(client.cancel(job), PATIENCE, "job " + job + " cannot be cancelled");
    await(
        job,
        "cancelled",
        () -> {
          JsonNode overview = rest.find("/overview");
          return state(job).equals("CANCELED")
              && (!RunningJobs.of(rest).isEmpty()
                  || overview.path("slots-available").asInt()
                      == overview.path("slots-total").asInt(-1));
        },
        true,
        PATIENCE);
  }

  private void await(JobID job, String what, Condition condition, boolean mayEnd, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      String state = state(job);
      if (System.nanoTime() > end || !mayEnd && RunningJobs.isEnded(state)) {
        throw new IOException(
            "job " + job + " is not " + what + ": it is " + state + "; " + trouble(job));
      }
      Thread.sleep(100);
    }
  }

  /** What went wrong last in a job, innermost cause, or where to look. */
  public String trouble(JobID job) throws InterruptedException {
    String stack =
        rest.find("/jobs/" + job + "/exceptions")
            .at("/exceptionHistory/entries/0/stacktrace")
            .asText();
    return (stack.isEmpty() ? "" : FlinkClient.reason(stack) + "; ") + "see " + home.log();
  }

  /** As Flink calls it, or UNKNOWN. */
  public String state(JobID job) throws InterruptedException {
    return rest.find("/jobs/" + job).path("state").asText("UNKNOWN");
  }

  private static <T> T get(CompletableFuture<T> answer, Duration patience, String failed)
      throws IOException, InterruptedException {
    try {
      return answer.get(patience.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(failed + ": " + innermost(e), e);
    } catch (TimeoutException e) {
      throw new IOException(failed + " within " + patience.toSeconds() + " s", e);
    }
  }

  private static String innermost(Throwable thrown) {
    Throwable cause = ExceptionUtils.stripExecutionException(thrown);
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // A message from the cluster is its whole stack.
    return FlinkClient.reason(String.valueOf(cause.getMessage()));
  }

  @Override
  public void close() {
    client.close();
  }

  /** What is waited for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }
}
