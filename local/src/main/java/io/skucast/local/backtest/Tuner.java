package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.DirectRun;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.backtest.Tuning;
import io.skucast.core.backtest.Tuning.Outcome;
import io.skucast.core.backtest.Tuning.Trial;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.Csv;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Searches {@link TunedBank}'s options for the smoothers, with the bank alone, and then {@link
 * TunedLinear}'s of each category with the linear model beside it.
 */
final class Tuner {
  private final Settings settings;
  private final int[] origins;
  private final Tuning tuning;
  private final int most;
  private final PrintWriter err;

  /**
   * @param most series searched on
   * @param err takes the progress
   */
  Tuner(Settings settings, int[] origins, int most, PrintWriter err) {
    this.settings = settings;
    this.origins = origins.clone();
    this.tuning = new Tuning(TunedBank.grids(settings), origins);
    this.most = most;
    this.err = err;
  }

  /** The same search with other settings. */
  Tuner with(Settings other) {
    return new Tuner(other, origins, most, err);
  }

  /**
   * Searches, and writes every trial to {@code tuning.csv}.
   *
   * @return the options found, by key
   */
  Map<String, String> run(Truth truth, Path folder, PrintWriter out) throws IOException {
    List<SeriesHistory> sample = sample(truth);
    Map<String, String> start = new HashMap<>();
    TunedBank.grids(settings).forEach(grid -> start.put(grid.key(), grid.candidates().get(0)));
    List<String> lines = new ArrayList<>(List.of("round,changed,loss,kept"));
    long began = System.nanoTime();
    Outcome outcome =
        tuning.run(
            (options, origins) -> loss(sample, options, origins),
            trial -> {
              String changed = text(changed(start, trial.options()));
              lines.add(line(trial, changed));
              err.printf(
                  Locale.ROOT,
                  "tuning: trial %d, %.0f s, loss %.5f%s%n",
                  lines.size() - 1,
                  (System.nanoTime() - began) / 1e9,
                  trial.loss(),
                  trial.kept() ? ", the least so far: " + changed : "");
              err.flush();
            });
    out.print(text(outcome, sample.size()));
    out.flush();
    Map<String, String> found = new TreeMap<>(outcome.found());
    if (settings.get(LinearOptions.ENABLED)) {
      found.putAll(
          new TunedLinear(settings.with(found), origins, err).run(sample, lines, began, out));
    }
    Files.write(folder.resolve("tuning.csv"), lines);
    return found;
  }

  private double loss(List<SeriesHistory> sample, Map<String, String> options, int[] origins) {
    Settings tried = settings.with(options);
    DirectRun run =
        new DirectRun(
            () -> TunedBank.create(tried),
            origins,
            tried.get(Options.HORIZONS),
            new Bands(tried.get(Options.LEVELS)));
    return run.loss(sample, ForecasterBank.SMOOTHERS);
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

  private static Map<String, String> changed(
      Map<String, String> start, Map<String, String> options) {
    Map<String, String> changed = new TreeMap<>(options);
    changed.entrySet().removeAll(start.entrySet());
    return changed;
  }

  private static String line(Trial trial, String changed) {
    return new Csv()
        .number(trial.round())
        .text(changed)
        .number(trial.loss())
        .text(Boolean.toString(trial.kept()))
        .toString();
  }

  private String text(Outcome outcome, int series) {
    return String.format(
        Locale.ROOT,
        "Tuned on %d series, %d trials. Loss (mean of RMSSE and weighted RMSSE of the smoothers):%n%n"
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
        text(changed(outcome.start(), outcome.found())));
  }

  private static String text(Map<String, String> changed) {
    return changed.isEmpty()
        ? "as they were"
        : changed.entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .collect(Collectors.joining(" "));
  }
}
