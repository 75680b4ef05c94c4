package io.skucast.local.bench;

import io.skucast.job.JobConfiguration;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of one job on a local cluster of its own; both jobs get the same configuration. */
final class BenchRun {
  private final Settings settings;
  private final int parallelism;

  BenchRun(String backend, int parallelism) {
    this.settings = Settings.of(Map.of(Options.STATE_BACKEND.key(), backend));
    this.parallelism = parallelism;
  }

  /**
   * Events per second, over the job's own run time: from its start to its end as Flink counts it.
   *
   * @throws IllegalStateException if not every event came through
   */
  @SuppressWarnings("try") // The environment's close declares Exception.
  double rate(BenchJobs job, BenchInput input) throws Exception {
    try (StreamExecutionEnvironment env = environment()) {
      job.build(env, input, settings);
      JobExecutionResult result = env.execute(job.name());
      long events = result.<Long>getAccumulatorResult(BenchJobs.EVENTS);
      if (events != input.events()) {
        throw new IllegalStateException(events + " events instead of " + input.events());
      }
      return events * 1000.0 / result.getNetRuntime(TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Bytes of a canonical savepoint per series, taken while the job runs, when every series has been
   * sold for some days and periods are open.
   */
  @SuppressWarnings("try") // The environment's close declares Exception.
  double stateBytes(BenchJobs job, BenchInput input, long afterEvents) throws Exception {
    Path folder = Files.createTempDirectory("skucast-bench-");
    Configuration files = new Configuration();
    files.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    files.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    try (StreamExecutionEnvironment env = environment()) {
      env.configure(files);
      job.build(env, input, settings);
      JobClient client = env.executeAsync(job.name());
      awaitEvents(client, afterEvents);
      client.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL).get();
      client.cancel().get();
      awaitEnd(client);
      try (Stream<Path> written = Files.walk(folder)) {
        return written.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum()
            / (double) input.series();
      }
    } finally {
      delete(folder);
    }
  }

  private static void awaitEvents(JobClient client, long events) throws Exception {
    while (!(client.getAccumulators().get().get(BenchJobs.EVENTS) instanceof Long made)
        || made < events) {
      try {
        // Counts come with heartbeats; meanwhile, waits for what would make all further waiting
        // vain.
        client.getJobExecutionResult().get(50, TimeUnit.MILLISECONDS);
        throw new IllegalStateException("the job ended before its state was looked at");
      } catch (TimeoutException stillRunning) {
        // As it should.
      }
    }
  }

  private static void awaitEnd(JobClient client) throws InterruptedException {
    try {
      client.getJobExecutionResult().get();
    } catch (ExecutionException cancelled) {
      // That is what was asked for.
    }
  }

  private StreamExecutionEnvironment environment() {
    Configuration configuration = JobConfiguration.of(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(100));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
