package io.skucast.local;

import io.skucast.core.backtest.Backtest;
import io.skucast.core.backtest.Score;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Scores every forecaster on the past, from rolling origins. */
@Command(
    name = "backtest",
    description = {
      "Forecasts the past from what was known at the time and scores every forecaster: root mean"
          + " squared scaled error (RMSSE) by series and weighted by revenue, bias, and how many"
          + " demands the 80 % and 90 % bands cover.",
      "The last origin lies forecast.horizons periods before the end, the others as far apart."
    },
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
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

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > 1000) {
      throw new IllegalArgumentException("--origins is " + count + ": allowed is 1 to 1000");
    }
    Settings settings = arguments.settings(rest, Map.of());
    Calendars calendars = settings.calendars();
    Map<String, SeriesHistory> histories = new HashMap<>();
    int last = read(settings, calendars, histories);
    int horizons = settings.get(Options.HORIZONS);
    int[] origins = new int[count];
    for (int i = 0; i < count; i++) {
      origins[i] = last - (count - i) * horizons;
    }
    Backtest backtest =
        new Backtest(settings.get(Options.PERIOD), origins, horizons, settings.get(Options.LEVELS));
    histories.values().forEach(backtest::add);
    print(backtest, origins);
    return 0;
  }

  /** The last period that has ended, after which nothing is known. */
  private int read(Settings settings, Calendars calendars, Map<String, SeriesHistory> histories)
      throws IOException {
    int last = Integer.MIN_VALUE;
    try (SaleReader reader =
        SaleFormat.parse(format).open(data, calendars, settings.validator(), Instant.now())) {
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        if (incoming.sale() != null) {
          Sale sale = incoming.sale();
          SeriesHistory history =
              histories.computeIfAbsent(
                  sale.seriesKey(), key -> new SeriesHistory(Series.ofKey(key)));
          history.add(sale, calendars.of(sale.location()));
          last = Math.max(last, calendars.of(sale.location()).index(sale.timeMillis()));
        }
      }
    }
    if (histories.isEmpty()) {
      throw new IllegalArgumentException("--data " + data + " holds no sale");
    }
    return last;
  }

  private void print(Backtest backtest, int[] origins) {
    PrintWriter out = spec.commandLine().getOut();
    int latest = origins.length - 1;
    out.printf(
        Locale.ROOT,
        "mean of %d origins, and the last origin alone; %,d series there%n%n"
            + "| forecaster | RMSSE | by value | bias | in 80 %% | in 90 %% | last: RMSSE | by value"
            + " | bias | in 80 %% | in 90 %% |%n|---|---|---|---|---|---|---|---|---|---|---|%n",
        origins.length,
        backtest.scores(latest).values().iterator().next().series());
    for (String forecaster : ForecasterBank.FORECASTERS) {
      out.printf("| %s |", forecaster);
      for (boolean all : new boolean[] {true, false}) {
        figure(backtest, forecaster, all, " %.4f |", origins.length, Score::meanRmsse);
        figure(backtest, forecaster, all, " %.4f |", origins.length, Score::weightedRmsse);
        figure(backtest, forecaster, all, " %+.3f |", origins.length, Score::bias);
        figure(backtest, forecaster, all, " %.3f |", origins.length, Score::coverage80);
        figure(backtest, forecaster, all, " %.3f |", origins.length, Score::coverage90);
      }
      out.println();
    }
    out.flush();
  }

  private void figure(
      Backtest backtest,
      String forecaster,
      boolean all,
      String layout,
      int origins,
      ToDoubleFunction<Score> figure) {
    double sum = 0;
    for (int i = all ? 0 : origins - 1; i < origins; i++) {
      sum += figure.applyAsDouble(backtest.scores(i).get(forecaster));
    }
    spec.commandLine().getOut().printf(Locale.ROOT, layout, sum / (all ? origins : 1));
  }
}
