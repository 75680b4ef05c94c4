package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.DirectRun;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.backtest.Tuning;
import io.skucast.core.backtest.Tuning.Outcome;
import io.skucast.core.backtest.Tuning.Trial;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.Csv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Searches {@link TunedBank}'s options for the combination, with the bank alone. */
final class Tuner {
  private final Settings settings;
  private final Tuning tuning;
  private final int most;
  private final PrintWriter err;

  /**
   * @param most series searched on
   * @param err takes the progress
   */
  Tuner(Settings settings, int[] origins, int most, PrintWriter err) {
    this.settings = settings;
    this.tuning = new Tuning(TunedBank.GRIDS, origins);
    this.most = most;
    this.err = err;
  }

  /**
   * Searches, and writes every trial to {@code tuning.csv}.
   *
   * @return the options found, by key
   */
  Map<String, String> run(Truth truth, Path folder, PrintWriter out) throws IOException {
    List<SeriesHistory> sample = sample(truth);
    List<String> lines = new ArrayList<>(List.of("round,options,loss,kept"));
    long began = System.nanoTime();
    Outcome outcome =
        tuning.run(
            (options, origins) -> loss(sample, options, origins),
            trial -> {
              lines.add(line(trial));
              err.printf(
                  Locale.ROOT,
                  "tuning: trial %d, %.0f s, loss %.5f%s%n",
                  lines.size() - 1,
                  (System.nanoTime() - began) / 1e9,
                  trial.loss(),
                  trial.kept() ? " with " + text(trial.options()) : "");
              err.flush();
            });
    Files.write(folder.resolve("tuning.csv"), lines);
    out.print(text(outcome, sample.size()));
    out.flush();
    return outcome.found();
  }

  private double loss(List<SeriesHistory> sample, Map<String, String> options, int[] origins) {
    Settings tried = settings.with(options);
    DirectRun run =
        new DirectRun(
            () -> TunedBank.create(tried),
            origins,
            tried.get(Options.HORIZONS),
            new Bands(tried.get(Options.LEVELS)));
    return run.loss(sample, ForecasterBank.COMBINED);
  }

  /** Evenly taken by key, so that a run can be repeated. */
  private List<SeriesHistory> sample(Truth truth) {
    List<SeriesHistory> all = List.copyOf(truth.histories().values());
    int size = Math.min(most, all.size());
    List<SeriesHistory> sample = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      sample.add(all.get((int) ((long) i * all.size() / size)));
    }
    return sample;
  }

  private static String line(Trial trial) {
    return new Csv()
        .number(trial.round())
        .text(text(trial.options()))
        .number(trial.loss())
        .text(Boolean.toString(trial.kept()))
        .toString();
  }

  private String text(Outcome outcome, int series) {
    return String.format(
        Locale.ROOT,
        "Tuned on %d series, %d trials. Loss (mean of RMSSE and weighted RMSSE of the combination):%n%n"
            + "| options | %d earlier origins, searched on | %d later origins, validation |%n"
            + "|---|--:|--:|%n| as they were | %.5f | %.5f |%n| found | %.5f | %.5f |%n%n"
            + "Found: %s%n%n",
        series,
        outcome.trials(),
        tuning.searched().size(),
        tuning.validated().size(),
        outcome.startLoss(),
        outcome.startValidation(),
        outcome.foundLoss(),
        outcome.foundValidation(),
        text(outcome.found()));
  }

  private static String text(Map<String, String> options) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(options)
        .forEach(
            (key, value) ->
                text.append(text.isEmpty() ? "" : " ").append("--" + key + "=" + value));
    return text.toString();
  }
}
