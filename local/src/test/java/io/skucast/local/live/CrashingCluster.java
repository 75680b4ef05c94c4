package io.skucast.local.live;

import io.skucast.job.observe.JobCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointStatsCounts;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A cluster of two task managers, one of which can be taken away while a job runs. */
final class CrashingCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final MiniCluster cluster;
  private JobID job;

  /** Task managers are numbered in the order of their starts, those that have ended among them. */
  private int crashes;

  CrashingCluster() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(200));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(1)
                .build());
    cluster.start();
  }

  static void restartAtOnce(Configuration configuration) {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
  }

  void submit(JobGraph graph) throws Exception {
    job = cluster.submitJob(graph).get().getJobID();
  }

  /** Waits until so many records have been taken in, by the counts that survive crashes. */
  void awaitRead(long records) {
    AtomicReference<String> state = new AtomicReference<>();
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () -> {
                JobCounts counts = counts();
                state.set(cluster.getJobStatus(job).get() + " " + counts);
                return counts.read() + counts.clocks() >= records;
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not " + records + " records read: " + state.get(), e);
    }
  }

  JobCounts counts() throws Exception {
    Map<String, Object> values = new HashMap<>();
    for (var entry : cluster.getExecutionGraph(job).get().getAccumulatorsSerialized().entrySet()) {
      SerializedValue<?> serialized = entry.getValue();
      Object value =
          ((OptionalFailure<?>) serialized.deserializeValue(getClass().getClassLoader())).get();
      values.put(entry.getKey(), value);
    }
    return JobCounts.of(values);
  }

  /** Ends a task manager with all that runs on it right after a checkpoint has been completed. */
  void crashAfterACheckpoint() throws Exception {
    awaitCheckpoint();
    crash();
  }

  /** Ends a task manager while a checkpoint is under way. */
  void crashDuringACheckpoint() throws Exception {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .until(() -> checkpoints().getNumberOfInProgressCheckpoints() > 0);
    crash();
  }

  /** Ends a task manager while no checkpoint is under way. */
  void crashBetweenCheckpoints() throws Exception {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .pollDelay(Duration.ZERO)
        .until(() -> checkpoints().getNumberOfInProgressCheckpoints() == 0);
    crash();
  }

  private void awaitCheckpoint() throws Exception {
    long before = checkpoints().getNumberOfCompletedCheckpoints();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> checkpoints().getNumberOfCompletedCheckpoints() > before);
  }

  private void crash() throws Exception {
    long before = restores();
    cluster.terminateTaskManager(crashes++).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.startTaskManager();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> restores() > before && cluster.getJobStatus(job).get() == JobStatus.RUNNING);
  }

  /** How often the job has been restored from a checkpoint. */
  long restores() throws Exception {
    return checkpointStats().getCounts().getNumberOfRestoredCheckpoints();
  }

  void drain(Path savepoints) throws Exception {
    // A job that is still starting again after a crash cannot be stopped with a savepoint.
    awaitCheckpoint();
    cluster
        .stopWithSavepoint(job, savepoints.toUri().toString(), true, SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    cluster.requestJobResult(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private CheckpointStatsCounts checkpoints() throws Exception {
    return checkpointStats().getCounts();
  }

  private CheckpointStatsSnapshot checkpointStats() throws Exception {
    return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
