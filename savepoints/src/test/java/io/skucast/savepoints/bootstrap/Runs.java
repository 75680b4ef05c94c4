package io.skucast.savepoints.bootstrap;

import io.skucast.core.read.SaleFormat;
import io.skucast.core.sale.Incoming;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.CsvFiles;
import io.skucast.job.io.file.CsvOutlet;
import io.skucast.job.io.file.ModelCsvFiles;
import io.skucast.job.io.file.SaleFileSource;
import io.skucast.job.io.file.SortedFile;
import io.skucast.job.observe.JobCounts;
import io.skucast.job.time.SaleWatermarks;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs of the ordinary pipeline that a bootstrap is held against. */
final class Runs {
  private static final Instant TAKEN_IN = Instant.parse("2030-01-01T00:00:00Z");
  private static final int PATIENCE_SECONDS = 120;
  private static final List<String> KINDS =
      List.of(
          CsvFiles.FORECASTS,
          CsvFiles.TRENDS,
          CsvFiles.ACCURACY,
          CsvFiles.ROLL_UPS,
          CsvFiles.ALERTS,
          ModelCsvFiles.MODELS,
          ModelCsvFiles.CONTRIBUTIONS,
          ModelCsvFiles.DIRECTIONS,
          CsvFiles.LATE);

  private final Settings settings;
  private final int parallelism;

  Runs(Settings settings, int parallelism) {
    this.settings = settings;
    this.parallelism = parallelism;
  }

  /** History of a file as these runs and bootstraps read it. */
  static FileHistory history(Path file, Settings settings) {
    return new FileHistory(file.toString(), SaleFormat.CSV, settings, TAKEN_IN, null);
  }

  /**
   * Replays a file with all results written, and stops with a savepoint where a live job stands.
   */
  @SuppressWarnings("try") // The environment's close declares Exception.
  Path replay(Path file, Path folder) throws Exception {
    // The clock is that of every other run: what the source tells of it comes no earlier.
    HistorySource source =
        new HistorySource(history(file, settings), settings, 1, Integer.MIN_VALUE);
    Path parts = Files.createDirectories(folder.resolve("parts"));
    try (StreamExecutionEnvironment env = environment(new Configuration())) {
      build(env, source, "replayed", parts);
      JobClient job = env.executeAsync("replay");
      source.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      String saved =
          job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      job.getJobExecutionResult().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      Path savepoint = Path.of(URI.create(saved));
      OwnedSavepoint.remove(savepoint, "replayed");
      return savepoint;
    } finally {
      source.forget();
    }
  }

  /** What a job that goes on from a savepoint issues and counts. */
  record Continued(List<String> lines, JobCounts counts) {}

  /** Goes on from a savepoint with the sales of a file, to their end. */
  @SuppressWarnings("try") // The environment's close declares Exception.
  Continued goOn(Path savepoint, Path file, Path folder) throws Exception {
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Configuration from = new Configuration();
    from.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    from.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, false);
    try (StreamExecutionEnvironment env = environment(from)) {
      build(env, new SaleFileSource(file, SaleFormat.CSV, settings, TAKEN_IN), "sales", parts);
      JobClient job = env.executeAsync("more");
      JobCounts counts =
          JobCounts.of(
              job.getJobExecutionResult()
                  .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                  .getAllAccumulatorResults());
      return new Continued(lines(parts), counts);
    }
  }

  /** The last revision of every result, each kind in its order. */
  private static List<String> lines(Path parts) throws IOException {
    Path out = Files.createDirectory(parts.resolveSibling("sorted"));
    List<String> lines = new ArrayList<>();
    for (String kind : KINDS) {
      SortedFile.write(out, parts, kind, kind, true);
      lines.addAll(Files.readAllLines(out.resolve(kind)));
    }
    return lines;
  }

  private void build(
      StreamExecutionEnvironment env, Source<Incoming, ?, ?> source, String uid, Path parts) {
    var incoming =
        env.fromSource(source, SaleWatermarks.strategy(settings.get(Options.DISORDER)), uid)
            .uid(uid)
            .setParallelism(1);
    SalesForecastPipeline.build(incoming, settings, new CsvOutlet(settings, parts));
  }

  private StreamExecutionEnvironment environment(Configuration more) {
    Configuration configuration = JobConfiguration.of(settings);
    configuration.addAll(more);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }
}
