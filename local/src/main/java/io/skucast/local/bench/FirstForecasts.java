package io.skucast.local.bench;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.Trend;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.time.SaleWatermarks;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Restores a savepoint of {@link BenchHistory} in a job that issues everything, gives it one more
 * day of sales, and sees when the forecasts from the last day come.
 */
final class FirstForecasts {
  /** Runs of this process by their savepoints: the jobs run in it. */
  private static final Map<String, Clock> CLOCKS = new ConcurrentHashMap<>();

  private final String savepoint;
  private final int parallelism;

  FirstForecasts(Path savepoint, int parallelism) {
    this.savepoint = savepoint.toUri().toString();
    this.parallelism = parallelism;
  }

  /**
   * Seconds since the job was submitted.
   *
   * @param trend until the first period was closed: the state has been restored
   * @param first until the first forecast to act on
   * @param all until those of all series
   */
  record Seconds(double trend, double first, double all) {}

  private static final class Clock {
    private final long began = System.nanoTime();
    private final long series;
    private final AtomicLong forecasts = new AtomicLong();
    private final CompletableFuture<Double> trend = new CompletableFuture<>();
    private final CompletableFuture<Double> first = new CompletableFuture<>();
    private final CompletableFuture<Double> all = new CompletableFuture<>();

    Clock(long series) {
      this.series = series;
    }

    double seconds() {
      return (System.nanoTime() - began) / 1e9;
    }

    void count() {
      long count = forecasts.incrementAndGet();
      if (count == 1) {
        first.complete(seconds());
      }
      if (count == series) {
        all.complete(seconds());
      }
    }
  }

  /**
   * @param history that the savepoint was made from
   * @throws IllegalStateException if the job ends before every series has its forecast
   */
  @SuppressWarnings("try") // The environment's close declares Exception.
  Seconds of(BenchHistory history, Settings settings) throws Exception {
    Clock clock = new Clock(history.series());
    CLOCKS.put(savepoint, clock);
    try (StreamExecutionEnvironment env = environment(settings)) {
      build(env, history, settings);
      JobClient job = env.executeAsync("first forecasts");
      CompletableFuture<?> ended = job.getJobExecutionResult();
      CompletableFuture.anyOf(clock.all, ended).get();
      if (!clock.all.isDone()) {
        throw new IllegalStateException(clock.forecasts + " forecasts of " + history.series());
      }
      job.cancel();
      awaitEnd(ended);
      return new Seconds(clock.trend.get(), clock.first.get(), clock.all.get());
    } finally {
      CLOCKS.remove(savepoint);
    }
  }

  private static void awaitEnd(CompletableFuture<?> ended) throws InterruptedException {
    try {
      ended.get();
    } catch (ExecutionException cancelled) {
      // That is what was asked for.
    }
  }

  private void build(StreamExecutionEnvironment env, BenchHistory history, Settings settings) {
    long from = (long) history.series() * (history.firstDay() + history.days());
    // A day and a quarter: the sales of the hour after midnight close the day before.
    BenchInput input = new BenchInput(from + 2L * history.series(), history.series(), 1, 1);
    var sales =
        env.fromSource(
                new NumberSequenceSource(from, from + history.series() * 5L / 4),
                WatermarkStrategy.noWatermarks(),
                "numbers")
            .uid("numbers")
            .setParallelism(1)
            .map(input::event)
            .returns(io.skucast.core.sale.Incoming.class)
            .uid("more-sales")
            .setParallelism(1)
            .assignTimestampsAndWatermarks(SaleWatermarks.strategy(settings.get(Options.DISORDER)))
            .uid("watermarks")
            .setParallelism(1);
    String run = savepoint;
    SalesForecastPipeline.build(
        sales,
        settings,
        results -> {
          discard(results.trends().filter(new Trends(run)).uid("trends-seen"), "trends");
          discard(results.forecasts().filter(new Forecasts(run)).uid("seen"), "forecasts");
          discard(results.accuracy(), "accuracy");
          discard(results.models(), "models");
          discard(results.rejected(), "rejected");
          discard(results.late(), "late");
        });
  }

  private record Trends(String run) implements FilterFunction<Trend> {
    @Override
    public boolean filter(Trend trend) {
      Clock clock = CLOCKS.get(run);
      if (!clock.trend.isDone()) {
        clock.trend.complete(clock.seconds());
      }
      return true;
    }
  }

  private record Forecasts(String run) implements FilterFunction<Forecast> {
    @Override
    public boolean filter(Forecast forecast) {
      if (forecast.forecaster().equals(ForecasterBank.COMBINED)
          && forecast.sku().startsWith("sku-")) {
        CLOCKS.get(run).count();
      }
      return true;
    }
  }

  private static void discard(DataStream<?> results, String uid) {
    results.sinkTo(new DiscardingSink<>()).uid(uid);
  }

  private StreamExecutionEnvironment environment(Settings settings) {
    Configuration configuration = JobConfiguration.of(settings);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(512));
    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }
}
