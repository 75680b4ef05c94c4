package io.skucast.local;

import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.SaleFileSource;
import io.skucast.job.observe.JobCounts;
import io.skucast.job.state.Uids;
import io.skucast.job.time.SaleWatermarks;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job's pipeline from a file to its end, in this process, with a line of progress. */
public final class BoundedRun {
  private static final int SECONDS_APART = 2;

  /** Where lines can not be rewritten, one is written for so many. */
  private static final int LINES_APART = 5;

  private final Settings settings;
  private final int parallelism;
  private final ProgressLine progress;

  /**
   * @param err takes the progress
   */
  public BoundedRun(Settings settings, int parallelism, PrintWriter err) {
    requireParallelism(parallelism);
    this.settings = settings;
    this.parallelism = parallelism;
    this.progress = new ProgressLine(err, System.console() != null, LINES_APART);
  }

  /** Refuses what no machine has. */
  public static void requireParallelism(int parallelism) {
    if (parallelism < 1 || parallelism > 128) {
      throw new IllegalArgumentException(
          "--parallelism is " + parallelism + ": allowed is 1 to 128");
    }
  }

  /**
   * Runs to the end of the source.
   *
   * @throws IOException if the job fails, with its cause
   */
  @SuppressWarnings("try") // The environment's close declares Exception; this method does too.
  public JobCounts run(String name, SaleFileSource source, SalesForecastPipeline.Outlet outlet)
      throws Exception {
    Configuration configuration = JobConfiguration.of(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    // Counts travel with heartbeats.
    configuration.set(
        HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(SECONDS_APART));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration)) {
      var incoming =
          env.fromSource(
                  source, SaleWatermarks.strategy(settings.get(Options.DISORDER)), Uids.SALES)
              .uid(Uids.SALES)
              .setParallelism(1);
      SalesForecastPipeline.build(incoming, settings, outlet);
      return await(env.executeAsync(name));
    }
  }

  private JobCounts await(JobClient job) throws Exception {
    CompletableFuture<JobExecutionResult> done = job.getJobExecutionResult();
    long began = System.nanoTime();
    while (true) {
      try {
        JobExecutionResult result = done.get(SECONDS_APART, TimeUnit.SECONDS);
        progress.end();
        return JobCounts.of(result.getAllAccumulatorResults());
      } catch (TimeoutException e) {
        if (progress.isDue()) {
          show(began, job);
        }
      } catch (ExecutionException e) {
        throw new IOException("the job failed: " + rootOf(e), e);
      }
    }
  }

  private void show(long began, JobClient job) throws InterruptedException {
    JobCounts counts;
    try {
      counts = JobCounts.of(job.getAccumulators().get(SECONDS_APART, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      // The job may just have ended; how it ended is asked for next.
      counts = JobCounts.of(Map.of());
    }
    progress.show(
        "%d s · event time %s · read %,d · series %,d · forecasts %,d"
            .formatted(
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began),
                ProgressLine.eventTime(counts.watermarkMillis()),
                counts.read(),
                counts.series(),
                counts.forecasts()));
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
