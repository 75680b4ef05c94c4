package io.skucast.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.CsvFiles;
import io.skucast.job.io.file.CsvOutlet;
import io.skucast.job.io.file.ModelCsvFiles;
import io.skucast.job.io.file.SaleFileSource;
import io.skucast.job.io.file.SortedFile;
import io.skucast.job.observe.JobCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** The same pipeline as the live job, from a file to files. */
@Command(
    name = "forecast",
    description = {
      "Forecasts from a file of sales: the live job's pipeline with files at both ends.",
      "Options of the job are written --key=value; forecasts are issued from the last period,"
          + " with --forecast.every=N from every N-th too."
    },
    mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, description = "File, or folder for m5.")
  private Path data;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(names = "--out", required = true, description = "Folder for the results.")
  private Path out;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks; the answer is the same with any. Default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    BoundedRun.requireParallelism(parallelism);
    Settings settings = arguments.settings(rest, Map.of(Options.FORECAST_EVERY.key(), "0"));
    SaleFormat saleFormat = SaleFormat.parse(format);
    // Opened once before anything starts, so that a wrong path or header is one clear line.
    saleFormat.open(data, settings.calendars(), settings.validator(), Instant.now()).close();
    Files.createDirectories(out);
    settings = M5Calendar.in(settings, saleFormat, data, out, spec.commandLine().getErr());
    Path parts = Files.createTempDirectory(out, ".parts-");
    try {
      Map<String, Long> counts = run(settings, saleFormat, parts);
      write(settings, parts, counts);
      report(settings, counts);
    } finally {
      try (var left = Files.list(parts)) {
        for (Path path : left.toList()) {
          Files.delete(path);
        }
      }
      Files.delete(parts);
    }
    return 0;
  }

  private Map<String, Long> run(Settings settings, SaleFormat saleFormat, Path parts)
      throws Exception {
    long began = System.nanoTime();
    JobCounts done =
        new BoundedRun(settings, parallelism, spec.commandLine().getErr())
            .run(
                "skucast forecast",
                new SaleFileSource(data, saleFormat, settings, Instant.now()),
                new CsvOutlet(settings, parts));
    Map<String, Long> counts = done.summary();
    counts.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    return counts;
  }

  private void write(Settings settings, Path parts, Map<String, Long> counts) throws IOException {
    double[] levels = settings.get(Options.LEVELS);
    long lines =
        SortedFile.write(out, parts, CsvFiles.FORECASTS, CsvFiles.forecastsHeader(levels), true);
    long forecasts = lines / settings.get(Options.HORIZONS);
    long trends = SortedFile.write(out, parts, CsvFiles.TRENDS, CsvFiles.TRENDS_HEADER, true);
    SortedFile.write(out, parts, CsvFiles.ACCURACY, CsvFiles.ACCURACY_HEADER, true);
    SortedFile.write(out, parts, CsvFiles.ROLL_UPS, CsvFiles.ROLL_UPS_HEADER, true);
    SortedFile.write(out, parts, CsvFiles.ALERTS, CsvFiles.ALERTS_HEADER, true);
    counts.put(
        "models",
        SortedFile.write(out, parts, ModelCsvFiles.MODELS, ModelCsvFiles.MODELS_HEADER, true));
    SortedFile.write(
        out, parts, ModelCsvFiles.CONTRIBUTIONS, ModelCsvFiles.CONTRIBUTIONS_HEADER, true);
    SortedFile.write(out, parts, ModelCsvFiles.DIRECTIONS, ModelCsvFiles.DIRECTIONS_HEADER, true);
    if (settings.get(DeepOptions.ENABLED)) {
      SortedFile.write(out, parts, ModelCsvFiles.DEEP, ModelCsvFiles.DEEP_HEADER, true);
    }
    long rejected =
        SortedFile.write(out, parts, CsvFiles.REJECTED, CsvFiles.REJECTED_HEADER, false);
    long late = SortedFile.write(out, parts, CsvFiles.LATE, CsvFiles.LATE_HEADER, false);
    long unaccounted =
        counts.get("accepted")
            - counts.get("aggregated")
            - counts.get("duplicate")
            - counts.get("late");
    if (trends != counts.get("trends")
        || forecasts != counts.get("forecasts")
        || rejected != counts.get("rejected")
        || late != counts.get("late")
        || unaccounted != 0) {
      throw new IllegalStateException(
          "the counts do not add up: "
              + counts
              + ", lines of rejected.csv "
              + rejected
              + ", of late.csv "
              + late
              + ", of trends.csv "
              + trends
              + ", forecasts "
              + forecasts);
    }
    Files.write(
        out.resolve("summary.json"),
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(counts));
  }

  private void report(Settings settings, Map<String, Long> counts) throws IOException {
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        "read %,d = accepted %,d + rejected %,d%n",
        counts.get("read"), counts.get("accepted"), counts.get("rejected"));
    text.printf(
        "accepted %,d = aggregated %,d + duplicate %,d + late %,d%n",
        counts.get("accepted"),
        counts.get("aggregated"),
        counts.get("duplicate"),
        counts.get("late"));
    if (settings.get(LinearOptions.ENABLED)) {
      text.println(ModelLine.of(out.resolve(ModelCsvFiles.MODELS), out.resolve(CsvFiles.ALERTS)));
    }
    text.printf(
        "%,d series, %,d trends, %,d forecasts in %,d s: %s%n",
        counts.get("series"),
        counts.get("trends"),
        counts.get("forecasts"),
        counts.get("seconds"),
        out.toAbsolutePath());
    if (counts.get("late") * 20 > counts.get("accepted")) {
      text.println(
          "More than a twentieth of the sales came too late: sort the file by time, or raise"
              + " --time.disorder.");
    }
    text.flush();
  }
}
