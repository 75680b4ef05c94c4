package io.skucast.local.verify;

import io.skucast.local.cluster.LocalCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What goes wrong with the processes that a job runs on. Each leaves it running again. */
final class Faults {
  private static final String JOB_MANAGER = "jobmanager";
  private static final String TASK_MANAGER = "taskmanager";
  private static final Pattern RESOURCE = Pattern.compile("ResourceID: (\\S+)");
  private static final long PATIENCE_SECONDS = 30;

  private final JobRun run;
  private final Stage stage;
  private final LocalCluster cluster;

  Faults(JobRun run, Stage stage) {
    this.run = run;
    this.stage = stage;
    this.cluster = stage.cluster();
  }

  /** One that the job runs on. */
  String killATaskManager() throws Exception {
    String name = taskManagersOf(run.page()).get(0);
    int restored = run.page().checkpoints("restored");
    kill(name);
    cluster.startMissing();
    awaitRestored(restored);
    return name + " killed";
  }

  /** The same while a checkpoint is under way. */
  String killDuringACheckpoint() throws Exception {
    String name = taskManagersOf(run.page()).get(0);
    int restored = run.page().checkpoints("restored");
    stage.steps().await("in a checkpoint", () -> run.page().checkpoints("in_progress") > 0);
    kill(name);
    cluster.startMissing();
    awaitRestored(restored);
    return name + " killed";
  }

  private void awaitRestored(int before) throws Exception {
    stage
        .steps()
        .await("restored from a checkpoint", () -> run.page().checkpoints("restored") > before);
    run.awaitWell();
  }

  /** The cluster's high availability brings the job back. */
  String killTheJobManager() throws Exception {
    kill(JOB_MANAGER);
    cluster.startMissing();
    stage.steps().await("running again", () -> run.page().isRunning());
    run.awaitWell();
    return "the job came back by itself";
  }

  /** Nothing brings the job back: it is submitted from the checkpoint that it left. */
  String killTheJobManagerAndResume() throws Exception {
    kill(JOB_MANAGER);
    return resume(run.submission().parallelism());
  }

  /** All processes at once. */
  String killAllAndResume(int parallelism) throws Exception {
    for (String name : List.copyOf(cluster.pids().keySet())) {
      kill(name);
    }
    return resume(parallelism);
  }

  private String resume(int parallelism) throws Exception {
    cluster.startMissing();
    Path checkpoint = RetainedCheckpoints.newest(run.state());
    run.submit(run.submission().jar(), parallelism, checkpoint.toString());
    return "resumed from " + checkpoint.getFileName();
  }

  /** Ends a process without a chance to end well. */
  private void kill(String name) throws Exception {
    Long pid = cluster.pids().get(name);
    if (pid == null) {
      throw new IOException("the cluster has no process " + name + ": " + cluster.pids().keySet());
    }
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(() -> new IOException(name + ", process " + pid + ", runs no more"));
    // On Unix this is kill -9.
    process.destroyForcibly();
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(name + ", process " + pid + ", does not end when killed", e);
    }
  }

  /** Names of the processes that the job's subtasks run in. */
  private List<String> taskManagersOf(JobPage job) throws Exception {
    Set<String> ids = job.taskManagers();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Long> process : cluster.pids().entrySet()) {
      String name = process.getKey();
      if (name.startsWith(TASK_MANAGER)
          && ids.contains(resourceId(cluster.log().resolve(name + ".log")))) {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      throw new IOException("no process of the cluster is one of the job's TaskManagers " + ids);
    }
    return names;
  }

  /** The name that a TaskManager gave itself when it was last started, from its log. */
  private static String resourceId(Path log) throws IOException {
    String last = "";
    if (Files.exists(log)) {
      Matcher matcher = RESOURCE.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        last = matcher.group(1);
      }
    }
    return last;
  }
}
