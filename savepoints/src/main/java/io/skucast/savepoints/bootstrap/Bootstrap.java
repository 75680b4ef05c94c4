package io.skucast.savepoints.bootstrap;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Rehearsal;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.JobCounts;
import io.skucast.job.time.OriginClock;
import io.skucast.job.time.SaleWatermarks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * From history to a canonical savepoint: the live job's own pipeline over the history in this
 * process, stopped with a savepoint where a live job that had read as much would stand. Nothing is
 * issued, so nothing has to be thrown away; see {@link Rehearsal}.
 *
 * <p>The savepoint has the state of every operator of the live job that keeps any from sales; its
 * ends, signals and sinks have none in it and start empty.
 */
public final class Bootstrap {
  /** Uid of the source of history, which the savepoint is freed of. */
  private static final String HISTORY = "history";

  /** More of them take more memory, for what waits, and hardly less time. */
  private static final int PERIODS_AT_ONCE = 7;

  private static final Duration SAVEPOINT_PATIENCE = Duration.ofHours(1);

  private static final long STARTING_MILLIS = 100;

  private final Settings settings;
  private final int parallelism;

  /** Is told how far the run has come, every two seconds or so. */
  public interface Progress {
    void show(JobCounts counts);
  }

  /**
   * What was made.
   *
   * @param counts of sales, as the live job will go on counting; trends and forecasts are none
   * @param openFrom start of the first period that still takes sales: earlier ones would be late
   * @param learnSeconds from the start of the job until all records had been handed on
   * @param saveSeconds from then on, with what was still under way
   */
  public record Result(
      JobCounts counts, Instant openFrom, double learnSeconds, double saveSeconds) {}

  /**
   * @param settings of the live job; where keyed state lives may be another
   * @param parallelism of this run; the savepoint serves any
   */
  public Bootstrap(Settings settings, int parallelism) {
    this.settings = settings;
    this.parallelism = parallelism;
  }

  /**
   * Learns the history and leaves the savepoint at {@code out}; until it is whole nothing is there.
   *
   * @throws IllegalArgumentException if {@code out} exists already
   * @throws IOException if the job fails, with its cause, or the savepoint can not be written
   */
  public Result run(History history, Path out, Progress progress) throws Exception {
    return new SavepointFolder(out).fill(folder -> run(history, folder, progress));
  }

  @SuppressWarnings("try") // The environment's close declares Exception; this method does too.
  private Written run(History history, URI folder, Progress progress) throws Exception {
    int wholeFrom = wholeFrom(history);
    HistorySource source = new HistorySource(history, settings, PERIODS_AT_ONCE, wholeFrom);
    Settings rehearsing = settings.rehearsing(new Rehearsal(wholeFrom));
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration(folder))) {
      var incoming =
          env.fromSource(source, SaleWatermarks.timesAlone(), HISTORY)
              .uid(HISTORY)
              .setParallelism(1);
      // Nothing takes the results: an operator without a reader does not even write them.
      SalesForecastPipeline.build(incoming, rehearsing, results -> {});
      long began = System.nanoTime();
      JobClient job = env.executeAsync("skucast bootstrap");
      await(source.end(), job, progress);
      double learned = secondsSince(began);
      began = System.nanoTime();
      // The barrier comes after every record and watermark: what it finds has seen all of them.
      String saved = stop(job, folder, progress);
      JobCounts counts = JobCounts.of(job.getJobExecutionResult().get().getAllAccumulatorResults());
      Path written = Path.of(URI.create(saved));
      OwnedSavepoint.remove(written, HISTORY);
      return new Written(
          written, new Result(counts, openFrom(counts), learned, secondsSince(began)));
    } finally {
      source.forget();
    }
  }

  /** A short history may be through before the last task has started: then it is asked again. */
  private static String stop(JobClient job, URI folder, Progress progress) throws Exception {
    while (true) {
      CompletableFuture<String> saved =
          job.stopWithSavepoint(false, folder.toString(), SavepointFormatType.CANONICAL);
      try {
        await(saved, job, progress);
        return saved.get();
      } catch (IOException failed) {
        boolean isStarting =
            ExceptionUtils.findThrowable(failed, CheckpointException.class)
                .filter(
                    e ->
                        e.getCheckpointFailureReason()
                            == CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING)
                .isPresent();
        if (!isStarting) {
          throw failed;
        }
        TimeUnit.MILLISECONDS.sleep(STARTING_MILLIS);
      }
    }
  }

  /** The savepoint where Flink has put it, and what is to be said of it. */
  record Written(Path folder, Result result) {}

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Waits for one thing, and fails at once where the job does. */
  private static void await(CompletableFuture<?> awaited, JobClient job, Progress progress)
      throws Exception {
    CompletableFuture<?> ended = job.getJobExecutionResult();
    while (true) {
      try {
        CompletableFuture.anyOf(awaited, failed(ended)).get(2, TimeUnit.SECONDS);
        return;
      } catch (ExecutionException e) {
        throw new IOException("the bootstrap failed: " + rootOf(e), e);
      } catch (TimeoutException stillRunning) {
        progress.show(counts(job));
      }
    }
  }

  /** Ends only as a failure: a job that has been stopped ends well, a little before it is said. */
  private static CompletableFuture<Void> failed(CompletableFuture<?> ended) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    ended.whenComplete(
        (result, error) -> {
          if (error != null) {
            failed.completeExceptionally(error);
          }
        });
    return failed;
  }

  private static JobCounts counts(JobClient job) throws InterruptedException {
    try {
      return JobCounts.of(job.getAccumulators().get(2, TimeUnit.SECONDS));
    } catch (ExecutionException | TimeoutException e) {
      // The job may just have ended; how it ended is asked for next.
      return JobCounts.of(Map.of());
    }
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * @param folder that is removed at the end, all but the savepoint
   */
  private Configuration configuration(URI folder) {
    Configuration configuration = JobConfiguration.of(settings);
    // State of a subtask above some megabytes is refused by the storage in memory.
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, SAVEPOINT_PATIENCE);
    boolean onDisk = configuration.get(StateBackendOptions.STATE_BACKEND).equals("rocksdb");
    configuration.set(
        TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(onDisk ? 1024 : 64));
    // Counts travel with heartbeats.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
    // A long collection of garbage is no failure here.
    configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofMinutes(10));
    return configuration;
  }

  /**
   * The first period whose results may still wait in state at the end. With one zone for all a
   * watermark that ends a period ends it everywhere, and nothing is left waiting. With several,
   * what waits is of the last period or two and is whole: so the end must be known before.
   */
  private int wholeFrom(History history) {
    if (settings.get(DeepOptions.ENABLED)) {
      // Deep models answer by themselves when; all they are asked about is whole.
      return Integer.MIN_VALUE;
    }
    Calendars calendars = settings.calendars();
    if (calendars.all().size() == 1) {
      return Integer.MAX_VALUE;
    }
    long watermark = history.latestMillis() - settings.get(Options.DISORDER).toMillis();
    int lateness = settings.get(Options.LATENESS_PERIODS);
    return new OriginClock(calendars).oldestAsked(watermark, lateness) - 1;
  }

  /** What is earlier is sealed wherever it was sold. */
  private Instant openFrom(JobCounts counts) {
    if (counts.watermarkMillis() == Long.MIN_VALUE) {
      return settings.get(Options.EARLIEST);
    }
    long earliest = Long.MAX_VALUE;
    for (BusinessCalendar calendar : settings.calendars().all()) {
      int sealed =
          calendar.lastEndedBy(counts.watermarkMillis() + 1)
              - settings.get(Options.LATENESS_PERIODS);
      earliest = Math.min(earliest, calendar.end(sealed));
    }
    return Instant.ofEpochMilli(earliest);
  }
}
