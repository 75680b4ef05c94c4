package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.Evaluation;
import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.SaleFileSource;
import io.skucast.local.BoundedRun;
import io.skucast.local.M5Calendar;
import io.skucast.local.SettingsArguments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Scores every forecaster on the past, from rolling origins, through the live job's pipeline. */
@Command(
    name = "backtest",
    description = {
      "Forecasts the past from what was known at the time, with the live job's pipeline, and scores"
          + " every forecaster at every level: a table, scores.csv, series.csv and backtest.html.",
      "The last origin lies forecast.horizons periods before the end, the others as far apart."
          + " Options of the job are written --key=value."
    },
    mixinStandardHelpOptions = true)
public final class BacktestCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, description = "File, or folder for m5.")
  private Path data;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--origins",
      defaultValue = "6",
      description = "Rolling origins; default ${DEFAULT-VALUE}.")
  private int count;

  @Option(names = "--until", description = "Sales after this date are not read; default: all are.")
  private String until;

  @Option(
      names = "--forecasters",
      description = "Names separated by commas, as in forecast.publish; default: all.")
  private String forecasters;

  @Option(
      names = "--out",
      defaultValue = "backtest",
      description = "Folder for the results; default ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks; the scores are the same with any. Default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--tune",
      description =
          "First searches options of the forecasters on the earlier half of the origins, validates"
              + " them on the later half, and scores with what it found.")
  private boolean tune;

  @Option(
      names = "--tune-series",
      defaultValue = "400",
      description = "Series that --tune searches on, evenly taken; default ${DEFAULT-VALUE}.")
  private int tuneSeries;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(count >= 1 && count <= 1000, "--origins", count, "1 to 1000");
    require(tuneSeries >= 1, "--tune-series", tuneSeries, "1 and more");
    BoundedRun.requireParallelism(parallelism);
    Settings settings = settings();
    SaleFormat saleFormat = SaleFormat.parse(format);
    LocalDate lastDate = date();
    Truth truth = Truth.read(data, saleFormat, settings, lastDate);
    int[] origins = origins(truth, settings.get(Options.HORIZONS));
    Tuner tuner =
        tune ? new Tuner(settings, origins, tuneSeries, spec.commandLine().getErr()) : null;
    Files.createDirectories(out);
    settings = M5Calendar.in(settings, saleFormat, data, out, spec.commandLine().getErr());
    if (tuner != null) {
      settings = settings.with(tuner.with(settings).run(truth, out, spec.commandLine().getOut()));
    }
    Path parts = Files.createTempDirectory(out, ".parts-");
    try {
      run(settings, saleFormat, lastDate, truth, origins, parts);
    } finally {
      delete(parts);
    }
    return 0;
  }

  private Settings settings() {
    Settings settings =
        arguments.settings(
            rest,
            Map.of(
                Options.FORECAST_EVERY.key(),
                "0",
                Options.PUBLISH.key(),
                String.join(",", ForecasterBank.FORECASTERS)));
    return forecasters == null
        ? settings
        : settings.with(Map.of(Options.PUBLISH.key(), forecasters));
  }

  private LocalDate date() {
    try {
      return until == null ? null : LocalDate.parse(until);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--until is " + until + ": allowed is a date such as 2024-01-01", e);
    }
  }

  private int[] origins(Truth truth, int horizons) {
    int[] origins = new int[count];
    for (int i = 0; i < count; i++) {
      origins[i] = truth.last() - (count - i) * horizons;
    }
    int most = (truth.last() - truth.first() - 1) / horizons;
    if (count > most) {
      throw new IllegalArgumentException(
          "--origins is %d: with forecast.horizons %d the %d periods of the data allow 1 to %d"
              .formatted(count, horizons, truth.last() - truth.first() + 1, most));
    }
    return origins;
  }

  private void run(
      Settings settings,
      SaleFormat saleFormat,
      LocalDate lastDate,
      Truth truth,
      int[] origins,
      Path parts)
      throws Exception {
    BusinessCalendar calendar =
        new BusinessCalendar(settings.get(Options.ZONE), settings.get(Options.PERIOD));
    List<String> labels = Arrays.stream(origins).mapToObj(calendar::label).toList();
    Settings rolling =
        settings.with(
            Map.of(Options.ORIGINS.key(), labels.stream().collect(Collectors.joining(","))));
    long began = System.nanoTime();
    new BoundedRun(rolling, parallelism, spec.commandLine().getErr())
        .run(
            "skucast backtest",
            new SaleFileSource(data, saleFormat, rolling, Instant.now(), lastDate),
            ForecastPartSink.outlet(parts, origins));
    double pipelineSeconds = (System.nanoTime() - began) / 1e9;
    began = System.nanoTime();
    int horizons = settings.get(Options.HORIZONS);
    Bands bands = new Bands(settings.get(Options.LEVELS));
    try (ForecastParts forecasts =
        new ForecastParts(parts, origins, horizons, bands.levels().length)) {
      List<String> asked = settings.get(Options.PUBLISH);
      Evaluation evaluation = evaluate(truth, forecasts, asked, origins, horizons, bands);
      double scoringSeconds = (System.nanoTime() - began) / 1e9;
      Report report =
          new Report(
              String.valueOf(data.getFileName()),
              truth,
              evaluation,
              origins,
              labels,
              horizons,
              bands,
              pipelineSeconds,
              scoringSeconds);
      ScoreFiles.write(report, out);
      Files.writeString(
          out.resolve("backtest.html"), new BacktestPage(report, forecasts, calendar).html());
      PrintWriter text = spec.commandLine().getOut();
      text.print(ScoreTable.markdown(report));
      text.printf("%n%s%n", out.toAbsolutePath());
      text.flush();
    }
  }

  private static Evaluation evaluate(
      Truth truth,
      ForecastParts forecasts,
      List<String> forecasters,
      int[] origins,
      int horizons,
      Bands bands)
      throws IOException {
    Evaluation evaluation = new Evaluation(truth.histories(), origins, bands);
    double[] mean = new double[horizons];
    double[][] quantiles = new double[bands.levels().length][horizons];
    for (String series : forecasts.series()) {
      for (String forecaster : forecasters) {
        for (int i = 0; i < origins.length; i++) {
          if (forecasts.read(series, i, forecaster, mean, quantiles)) {
            evaluation.add(series, i, forecaster, mean, quantiles);
          }
        }
      }
    }
    evaluation.finish();
    return evaluation;
  }

  private static void require(boolean allowed, String option, int value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(option + " is " + value + ": allowed is " + what);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var left = Files.list(folder)) {
      for (Path path : left.toList()) {
        Files.delete(path);
      }
    }
    Files.delete(folder);
  }
}
