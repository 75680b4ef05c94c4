package io.skucast.local.verify;

import io.skucast.local.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What goes wrong with the processes that a job runs on. Each leaves it running again. */
final class Faults {
  private static final String JOB_MANAGER = "jobmanager";
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
    String name = taskManager();
    int restored = run.page().checkpoints("restored");
    kill(name);
    cluster.startMissing();
    awaitRestored(restored);
    return name + " killed";
  }

  /** The same while a checkpoint is under way. */
  String killDuringACheckpoint() throws Exception {
    String name = taskManager();
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

  /** The first of the processes that the job's subtasks run in: they go by the same names. */
  private String taskManager() throws Exception {
    Set<String> names = new TreeSet<>(run.page().taskManagers());
    names.retainAll(cluster.pids().keySet());
    if (names.isEmpty()) {
      throw new IOException("the job runs on no process of the cluster " + cluster.pids().keySet());
    }
    return names.iterator().next();
  }
}
