package io.skucast.local.backtest;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.CategoryTuning;
import io.skucast.core.backtest.CategoryTuning.Found;
import io.skucast.core.backtest.CategoryTuning.Trial;
import io.skucast.core.backtest.LinearRun;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.backtest.Tuning.Grid;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.learn.Blocks;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.config.TuningOptions;
import io.skucast.job.io.file.Csv;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Searches options of the linear model by category, with smoothers and model together. */
final class TunedLinear {
  private final Settings settings;
  private final int[] origins;
  private final PrintWriter err;
  private final EventCalendar events;
  private final Bands bands;

  /**
   * @param err takes the progress
   */
  TunedLinear(Settings settings, int[] origins, PrintWriter err) {
    this.settings = settings;
    this.origins = origins.clone();
    this.err = err;
    this.events = settings.events();
    this.bands = new Bands(settings.get(Options.LEVELS));
  }

  /** Where the search starts comes first; the names are those of linear.by-category. */
  private List<Grid> grids() {
    int horizons = settings.get(Options.HORIZONS);
    int early = Math.max(1, Math.min(settings.get(Options.PERIOD).week(), horizons - 1));
    return List.of(
        grid("retained", settings.get(LinearOptions.RETAINED) + "", "0.998", "0.9998"),
        grid("ridges", settings.text(LinearOptions.RIDGES), "0.01", "0.1", "1"),
        grid("transform", settings.get(LinearOptions.TRANSFORM).code(), "ratio", "log"),
        grid(
            "horizon-groups",
            settings.text(LinearOptions.HORIZON_GROUPS),
            early + "," + Math.max(early + 1, horizons),
            "" + horizons),
        grid("l1-share", settings.get(LinearOptions.L1_SHARE) + "", "0.5"));
  }

  private static Grid grid(String name, String start, String... others) {
    List<String> candidates = new ArrayList<>(List.of(start));
    for (String other : others) {
      if (!other.equals(start)) {
        candidates.add(other);
      }
    }
    return new Grid(name, candidates);
  }

  /**
   * Searches.
   *
   * @param lines takes a line of CSV a trial
   * @param began when the whole search began, {@link System#nanoTime}
   * @return the option that says what was found; empty where nothing was better
   */
  Map<String, String> run(
      List<SeriesHistory> sample, List<String> lines, long began, PrintWriter out) {
    SortedMap<String, Found> found =
        new CategoryTuning(grids(), origins)
            .run(
                (options, tried) -> run(options, tried).losses(sample),
                trial -> {
                  lines.add(line(trial));
                  err.printf(
                      Locale.ROOT,
                      "tuning: linear model, %.0f s, %s=%s, loss %.5f, %s%n",
                      (System.nanoTime() - began) / 1e9,
                      trial.key(),
                      trial.candidate(),
                      trial.loss(),
                      trial.takers().isEmpty()
                          ? "no better"
                          : "better for " + String.join(", ", trial.takers()));
                  err.flush();
                });
    out.print(text(found));
    out.flush();
    Map<String, Map<String, String>> changed = new TreeMap<>();
    found.forEach(
        (category, what) -> {
          if (!what.changed().isEmpty()) {
            changed.put(category, what.changed());
          }
        });
    return changed.isEmpty()
        ? Map.of()
        : Map.of(LinearOptions.BY_CATEGORY.key(), text(changed, true));
  }

  private LinearRun run(Map<String, Map<String, String>> options, int[] tried) {
    Settings with =
        options.isEmpty()
            ? settings
            : settings.with(Map.of(LinearOptions.BY_CATEGORY.key(), text(options, false)));
    return new LinearRun(
        new LinearRun.Setup(
            with.get(Options.PERIOD),
            TuningOptions.bank(with),
            LinearOptions.plan(with),
            category -> LinearOptions.learner(with, category),
            category ->
                new Blocks(
                    LinearOptions.retrainEvery(with), LinearOptions.retained(with, category)),
            () -> with.targetCalendar(events)),
        tried,
        bands);
  }

  /**
   * As linear.by-category is written.
   *
   * @param sorted whether it is to be read by people
   */
  private static String text(Map<String, Map<String, String>> options, boolean sorted) {
    return (sorted ? new TreeMap<>(options) : options)
        .entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(
                entry ->
                    entry.getKey()
                        + ":"
                        + new TreeMap<>(entry.getValue())
                            .entrySet().stream()
                                .map(option -> option.getKey() + "=" + option.getValue())
                                .collect(Collectors.joining(";")))
            .collect(Collectors.joining("|"));
  }

  private static String line(Trial trial) {
    return new Csv()
        .number(trial.round())
        .text("linear " + trial.key() + "=" + trial.candidate())
        .number(trial.loss())
        .text(String.join(" ", trial.takers()))
        .toString();
  }

  private static String text(SortedMap<String, Found> found) {
    StringBuilder text =
        new StringBuilder(
            "Linear model by category. Loss (mean of RMSSE and weighted RMSSE of smoothers and"
                + " model), earlier origins, searched on, and later ones, validation:\n\n"
                + "| category | searched: as they were | found | validation: as they were | found |"
                + " options |\n|---|--:|--:|--:|--:|---|\n");
    found.forEach(
        (category, what) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.5f | %.5f | %.5f | %.5f | %s |%n",
                    category,
                    what.startLoss(),
                    what.foundLoss(),
                    what.startValidation(),
                    what.foundValidation(),
                    what.changed().isEmpty() ? "as they were" : new TreeMap<>(what.changed()))));
    return text.append('\n').toString();
  }
}
