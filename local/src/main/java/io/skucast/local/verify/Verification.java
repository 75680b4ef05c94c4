package io.skucast.local.verify;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.ClusterPlan;
import io.skucast.local.cluster.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The servers and clusters of a verification, the runs on them, and what they left compared. */
final class Verification implements AutoCloseable {
  /** Two of them hold the three slots of the largest parallelism, and one those of the smallest. */
  private static final int TASK_MANAGERS = 2;

  private static final int SLOTS = 2;

  /**
   * So that the death of a process is seen within seconds: nobody listens where it listened. One
   * that is there and only slow, on a machine that runs all of this, is given time.
   */
  private static final Map<String, String> FLINK =
      Map.of("heartbeat.interval", "500ms", "heartbeat.timeout", "30s");

  /**
   * What both runs have in common.
   *
   * @param options of the job, without its ends
   * @param partSeconds how long each part of the sales is fed at least
   * @param patience how long any one thing is waited for
   * @param taskManagerMemory of each TaskManager, as Flink writes it; null: the cluster's default
   */
  record Plan(
      FeedPlan feed,
      Map<String, String> options,
      double partSeconds,
      Duration patience,
      String taskManagerMemory) {
    private Map<String, String> flink() {
      Map<String, String> all = new HashMap<>(FLINK);
      if (taskManagerMemory != null) {
        all.put("taskmanager.memory.process.size", taskManagerMemory);
      }
      return all;
    }
  }

  /** What happens on a cluster. */
  @FunctionalInterface
  interface Script {
    void run(Stage stage) throws Exception;
  }

  private final Plan plan;
  private final Path folder;
  private final Steps steps;
  private final Servers servers;

  /** Its processes are nobody's children: they are stopped when this process is told to end too. */
  private volatile LocalCluster running;

  /**
   * Starts Kafka and Elasticsearch.
   *
   * @param server folder of the unpacked Elasticsearch
   * @param folder for clusters, logs and state
   */
  Verification(Plan plan, Path server, Path folder, Steps steps) throws Exception {
    this.plan = plan;
    this.folder = folder;
    this.steps = steps;
    Servers[] started = new Servers[1];
    steps.step(
        "start Kafka and Elasticsearch",
        () -> {
          started[0] = Servers.start(server);
          return "at " + started[0].bootstrap() + " and " + started[0].url();
        });
    servers = started[0];
  }

  Servers servers() {
    return servers;
  }

  /**
   * Starts a cluster, has a script run on it, and stops it.
   *
   * @param name of its folder
   */
  void onCluster(String name, boolean highAvailability, Script script) throws Exception {
    ClusterPlan cluster = new ClusterPlan(TASK_MANAGERS, SLOTS, highAvailability, plan.flink());
    try {
      steps.step(
          "start a cluster " + (highAvailability ? "with" : "without") + " high availability",
          () -> {
            running = LocalCluster.start(folder.resolve(name), cluster);
            return "logs in " + running.log();
          });
      try (ClusterJobs jobs = ClusterJobs.of(running)) {
        script.run(
            new Stage(
                servers,
                running,
                jobs,
                steps,
                plan.feed(),
                folder,
                plan.options(),
                plan.partSeconds()));
      }
    } finally {
      stopCluster();
    }
  }

  private void stopCluster() throws IOException, InterruptedException {
    LocalCluster cluster = running;
    running = null;
    if (cluster != null) {
      cluster.stop();
    }
  }

  /** Compares all that a run has left with all of the uninterrupted one. */
  Verdict compare(Verdict.Ended reference, Verdict.Ended subject) throws Exception {
    Verdict[] verdict = new Verdict[1];
    steps.step(
        "compare " + subject.prefix() + " with " + reference.prefix(),
        () -> {
          verdict[0] =
              Verdict.of(
                  servers.bootstrap(), servers.client(), plan.feed().all(), reference, subject);
          return verdict[0].isSame() ? "the same" : "not the same";
        });
    return verdict[0];
  }

  @Override
  public void close() throws IOException {
    try {
      stopCluster();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      servers.close();
    }
  }
}
