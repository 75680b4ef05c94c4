package io.skucast.local.demo;

import io.skucast.job.JobConfiguration;
import io.skucast.job.SkucastJob;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.JobCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job on a Flink cluster of this process, with its web page. */
final class DemoJob {
  private static final long PATIENCE_SECONDS = 60;

  private final StreamExecutionEnvironment environment;
  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> result;

  private DemoJob(StreamExecutionEnvironment environment, JobClient client) {
    this.environment = environment;
    this.client = client;
    this.result = client.getJobExecutionResult();
  }

  /** Starts the job; its web page listens on the port. */
  static DemoJob start(Settings settings, int parallelism, int webPort) throws Exception {
    Configuration configuration = JobConfiguration.live(settings);
    configuration.set(RestOptions.PORT, webPort);
    configuration.set(RestOptions.BIND_PORT, Integer.toString(webPort));
    // Counts travel with heartbeats, and progress is looked at every second.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
    environment.setParallelism(parallelism);
    SkucastJob.build(environment, settings);
    return new DemoJob(environment, environment.executeAsync("skucast demo"));
  }

  /**
   * The counts so far.
   *
   * @throws IOException if the job has ended, with its cause
   */
  JobCounts counts() throws Exception {
    if (result.isDone()) {
      return JobCounts.of(outcome().getAllAccumulatorResults());
    }
    return JobCounts.of(client.getAccumulators().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  boolean hasEnded() {
    return result.isDone();
  }

  /**
   * Ends the job as at the end of its input: what is open is closed, the last forecasts are issued,
   * and the sinks commit.
   */
  JobCounts drain(Path savepoints) throws Exception {
    client.stopWithSavepoint(true, savepoints.toUri().toString(), SavepointFormatType.NATIVE).get();
    return JobCounts.of(outcome().getAllAccumulatorResults());
  }

  private JobExecutionResult outcome() throws IOException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new IOException("the job failed: " + root.getMessage(), e);
    }
  }

  void stop() throws Exception {
    if (!result.isDone()) {
      client.cancel().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    environment.close();
  }
}
