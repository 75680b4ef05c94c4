package io.skucast.savepoints;

import static org.awaitility.Awaitility.await;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Settings;
import io.skucast.job.time.SaleWatermarks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The real pipeline on a cluster in this process, over sales that are a function of series and day:
 * one a series and day, in order, and no more than was asked for, so that a savepoint is always of
 * the same moment. One run at a time.
 */
public final class SampleJob {
  public static final int FIRST_DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();
  public static final int SERIES = 6;
  private static final int PARALLELISM = 2;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Map<String, Forecast> FORECASTS = new ConcurrentHashMap<>();
  private static final AtomicLong SOLD = new AtomicLong();
  private static volatile long limit;

  private final Map<String, String> options;

  /**
   * @param options that differ from a small job without deep models
   */
  public SampleJob(Map<String, String> options) {
    this.options = new HashMap<>();
    this.options.put("deep.window", "28");
    this.options.put("forecast.horizons", "7");
    this.options.put("forecast.levels", "0.1,0.5,0.9");
    this.options.put("forecast.publish", "combined,moving-average,holt-winters");
    this.options.put("accuracy.lags", "1,7");
    this.options.put("time.lateness-periods", "1");
    this.options.put("time.disorder", "PT0S");
    this.options.putAll(options);
  }

  /** Its options, as the job reads them. */
  public Settings settings() {
    return Settings.of(options);
  }

  public static String sku(int series) {
    return "sku-" + series / 2;
  }

  public static String location(int series) {
    return series % 2 == 0 ? "north" : "south";
  }

  /** The sale of a series on a day. */
  public static Sale sale(int day, int series) {
    long units = 10 * (1 + Math.floorMod((FIRST_DAY + day) * 31 + series * 17, 5)) / 3 + 1;
    return new Sale(
        "s" + day + "-" + series,
        sku(series),
        location(series),
        (FIRST_DAY + day) * DAY_MILLIS + DAY_MILLIS / 2,
        1000 * units,
        2500,
        false,
        series < 4 ? "toys" : "tools");
  }

  /** Runs the first days and takes a canonical savepoint of the moment after. */
  public String savepoint(Path folder, int days) throws Exception {
    return run(null, 0, days, folder, SavepointFormatType.CANONICAL);
  }

  /**
   * Runs on and stops with a savepoint.
   *
   * @param from savepoint to start from, or null
   * @param fromDay days that were fed before it
   * @param toDay days that have been fed at the end; the last one is still open
   */
  public String run(String from, int fromDay, int toDay, Path folder, SavepointFormatType format)
      throws Exception {
    JobClient job = start(from, fromDay, toDay, folder);
    return job.stopWithSavepoint(false, folder.toUri().toString(), format)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Runs the first days and leaves the checkpoint that was made after them. */
  public Path checkpoint(Path folder, int days) throws Exception {
    JobClient job = start(null, 0, days, folder);
    String checkpoint =
        job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.NATIVE)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return Path.of(java.net.URI.create(checkpoint));
  }

  private JobClient start(String from, int fromDay, int toDay, Path folder) throws Exception {
    FORECASTS.clear();
    SOLD.set((long) fromDay * SERIES);
    limit = (long) toDay * SERIES;
    Settings settings = settings();
    Configuration configuration = JobConfiguration.of(settings);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.resolve("chk").toUri().toString());
    if (from != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    DataStream<Incoming> sales =
        env.fromSource(
                new DataGeneratorSource<>(
                    new Sales(), Long.MAX_VALUE, new Gate(), TypeInformation.of(Incoming.class)),
                SaleWatermarks.strategy(Duration.ZERO),
                "sales")
            .setParallelism(1)
            .uid("sales");
    SalesForecastPipeline.build(sales, settings, SampleJob::collect);
    JobClient job = env.executeAsync("sample");
    int lastClosed = FIRST_DAY + toDay - 2;
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                job.getJobExecutionResult().isCompletedExceptionally()
                    || FORECASTS.values().stream()
                            .filter(f -> f.origin() == lastClosed)
                            .filter(f -> f.forecaster().equals("combined"))
                            .filter(f -> f.sku().startsWith("sku-"))
                            .count()
                        == SERIES);
    if (job.getJobExecutionResult().isCompletedExceptionally()) {
      job.getJobExecutionResult().get();
    }
    return job;
  }

  /** Means and quantiles of the last run by series, origin and forecaster, as text. */
  public static TreeMap<String, String> forecasts() {
    TreeMap<String, String> texts = new TreeMap<>();
    FORECASTS.forEach(
        (key, f) -> texts.put(key, Arrays.toString(f.mean()) + Arrays.deepToString(f.quantiles())));
    return texts;
  }

  private static void collect(SalesForecastPipeline.Results results) {
    results
        .forecasts()
        .map(new Collected())
        .uid("collected")
        .sinkTo(new DiscardingSink<>())
        .uid("forecasts-end");
  }

  private static final class Sales implements GeneratorFunction<Long, Incoming> {
    private static final long serialVersionUID = 1;

    @Override
    public Incoming map(Long index) {
      SOLD.set(index + 1);
      return Incoming.accepted(sale((int) (index / SERIES), (int) (index % SERIES)));
    }
  }

  /** Lets through what was asked for; what comes after waits for ever. */
  private static final class Gate implements RateLimiterStrategy {
    private static final long serialVersionUID = 1;

    @Override
    public RateLimiter createRateLimiter(int parallelism) {
      return Gate::acquire;
    }

    private static CompletionStage<Void> acquire() {
      return SOLD.get() < limit
          ? CompletableFuture.completedFuture(null)
          : new CompletableFuture<>();
    }
  }

  private static final class Collected implements MapFunction<Forecast, Integer> {
    private static final long serialVersionUID = 1;

    @Override
    public Integer map(Forecast f) {
      FORECASTS.put(f.sku() + "|" + f.location() + "|" + f.origin() + "|" + f.forecaster(), f);
      return f.origin();
    }
  }
}
