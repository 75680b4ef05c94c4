package io.skucast.local.upgrade;

import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;

/**
 * A cluster that never has two jobs of one name: their transactions would fence each other off. Any
 * of its answers can be a failure.
 */
final class FakeJobs implements JobControl {
  static final Path OLD_JAR = Path.of("/jars/old.jar");
  static final Path NEW_JAR = Path.of("/jars/new.jar");

  final JobID old = new JobID(0, 1);
  final Map<JobID, Submission> live = new LinkedHashMap<>();
  final Map<JobID, Long> completed = new HashMap<>();

  /** What was asked, in words. */
  final List<String> asked = new ArrayList<>();

  String checkpoint = "/checkpoints/chk-7";
  boolean newJobRuns = true;
  boolean newJobCompletes = true;

  /** A checkpoint of the new job is complete when it has just been given up. */
  boolean completesLate;

  /** The question that fails, and whether it did its work before. */
  String failing = "";

  boolean worksBeforeItFails;
  int slots;
  private int jobs = 1;

  FakeJobs() {
    live.put(old, new Submission(OLD_JAR, 2, null, false, List.of()));
  }

  Path runningJar() {
    return live.values().iterator().next().jar();
  }

  private void ask(String question, Runnable work) throws IOException {
    asked.add(question);
    boolean fails = !failing.isEmpty() && question.startsWith(failing);
    if (!fails || worksBeforeItFails) {
      work.run();
    }
    if (fails) {
      throw new IOException(question + " was refused");
    }
  }

  @Override
  public List<RunningJob> running() {
    return live.keySet().stream()
        .map(id -> new RunningJob(id, "skucast", "RUNNING", 2, Instant.EPOCH))
        .toList();
  }

  @Override
  public void requireSlots(int parallelism, int own) {
    if (parallelism > slots + own) {
      throw new IllegalArgumentException("not so many slots");
    }
  }

  @Override
  public String newestState(JobID job) {
    return "/savepoints/stopped";
  }

  @Override
  public String newestCheckpoint(JobID job) {
    return job.equals(old) ? checkpoint : completed.containsKey(job) ? "/checkpoints/late" : "";
  }

  @Override
  public String savepoint(JobID job, String folder) throws IOException {
    ask("savepoint", () -> {});
    return "/savepoints/while-it-runs";
  }

  @Override
  public String stop(JobID job, String folder) throws IOException {
    ask("stop", () -> live.remove(job));
    return "/savepoints/stopped";
  }

  @Override
  public JobID submit(Submission submission) throws IOException {
    JobID id = new JobID(0, ++jobs);
    ask(
        "submit " + submission.jar().getFileName() + " from " + submission.from(),
        () -> {
          if (!live.isEmpty()) {
            throw new AssertionError("two jobs at once: " + live + " and " + submission);
          }
          live.put(id, submission);
        });
    return id;
  }

  @Override
  public void awaitRunning(JobID job, Duration patience) throws IOException {
    ask("running " + live.get(job).jar().getFileName(), () -> {});
    if (isNew(job) && !newJobRuns) {
      throw new IOException("it restarts and restarts");
    }
  }

  @Override
  public void awaitCheckpoint(JobID job, Duration patience) throws IOException {
    ask("checkpoint", () -> {});
    if (!newJobCompletes) {
      throw new IOException("no checkpoint after 5 s");
    }
    completed.put(job, 1L);
  }

  @Override
  public long checkpoints(JobID job) {
    return completed.getOrDefault(job, 0L);
  }

  @Override
  public void cancel(JobID job) throws IOException {
    if (completesLate) {
      completed.put(job, 1L);
      newJobCompletes = true;
      newJobRuns = true;
    }
    ask("cancel", () -> live.remove(job));
  }

  private boolean isNew(JobID job) {
    return live.get(job).jar().equals(NEW_JAR);
  }
}
