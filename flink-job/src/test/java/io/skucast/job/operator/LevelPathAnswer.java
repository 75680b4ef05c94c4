package io.skucast.job.operator;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.level.Level;
import io.skucast.core.score.Alert;
import io.skucast.core.score.RolledUp;
import io.skucast.core.score.Scored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What readers of the results see: by key, the last revision. Nothing that came out before a crash
 * is taken back by it. Of what is final, levels, scores, alerts and roll-ups, every copy has to be
 * the same.
 */
final class LevelPathAnswer {
  private final LevelPathScenario scenario;
  private final Calendars calendars;
  private final TreeMap<String, Forecast> forecasts = new TreeMap<>();
  private final TreeMap<String, Forecast> levels = new TreeMap<>();
  private final TreeMap<String, String> finals = new TreeMap<>();
  private final TreeMap<String, Integer> scores = new TreeMap<>();
  private final Map<String, String> categories = new HashMap<>();
  private final List<String> faults = new ArrayList<>();
  private int alerts;
  private int refusals;
  private int versions;

  LevelPathAnswer(LevelPathScenario scenario) {
    this.scenario = scenario;
    this.calendars = scenario.settings.calendars();
  }

  void forecast(Forecast f) {
    forecasts.merge(key(f), f, (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  void level(Forecast f) {
    levels.put(key(f), f);
    finish("level " + key(f), f);
  }

  private static String key(Forecast f) {
    return f.sku() + "/" + f.location() + "/" + f.origin() + "/" + f.forecaster();
  }

  /**
   * @param watermark up to which sales are known; the greatest long at the end of input
   */
  void score(SeriesScore score, long watermark) {
    Scored s = score.scored();
    String key = s.sku() + "/" + s.location() + "/" + s.period() + "/" + s.forecaster();
    scores.merge(key, 1, Integer::sum);
    finish("score " + key, score);
    if (watermark < calendars.of(s.location()).end(s.period() + scenario.lateness) - 1) {
      faults.add("score " + key + " of an unsealed period, at " + watermark);
    }
  }

  void accuracy(Scored s) {
    finish("accuracy " + s.sku() + "/" + s.location() + "/" + s.period() + "/" + s.forecaster(), s);
  }

  void alert(Alert a) {
    alerts++;
    finish(
        "alert "
            + String.join("/", a.sku(), a.location(), "" + a.period(), "" + a.kind(), "" + a.lag()),
        a);
  }

  /** A trained model that is not served is an alert too. */
  void refusal(Alert a) {
    refusals++;
    alert(a);
  }

  void version(ModelVersion v) {
    versions++;
    finish("version " + v.group().key() + "/" + v.version(), v);
  }

  void rollUp(RolledUp r) {
    finish("roll-up " + r.sku() + "/" + r.location() + "/" + r.period() + "/" + r.forecaster(), r);
  }

  private void finish(String key, Record value) {
    String text = Texts.of(value);
    String earlier = finals.putIfAbsent(key, text);
    if (earlier != null && !earlier.equals(text)) {
      faults.add(key + " was final as " + earlier + " and became " + text);
    }
  }

  /** The last revision of everything. */
  TreeMap<String, String> texts() {
    TreeMap<String, String> texts = new TreeMap<>(finals);
    forecasts.forEach((key, f) -> texts.put("forecast " + key, Texts.of(f)));
    return texts;
  }

  /** What must not happen in any run. */
  List<String> faults() {
    return faults;
  }

  /** Scores that came out more than once. */
  List<String> repeatedScores() {
    return scores.keySet().stream().filter(key -> scores.get(key) > 1).toList();
  }

  int alerts() {
    return alerts;
  }

  int refusals() {
    return refusals;
  }

  int versions() {
    return versions;
  }

  /** Forecasts of the combination, of series, that a model moved and said why. */
  long explained() {
    return forecasts.values().stream()
        .filter(LevelPathAnswer::isCombined)
        .filter(f -> f.contributions().length > 0)
        .count();
  }

  /** Forecasts that say how likely a rise is. */
  long rises() {
    return forecasts.values().stream().filter(f -> !Double.isNaN(f.riseProbability())).count();
  }

  private static boolean isCombined(Forecast f) {
    return f.forecaster().equals(ForecasterBank.COMBINED);
  }

  /** Levels that are not the sum of their series; empty where all add up. */
  List<String> incoherences() {
    DemandStep origins = scenario.settings.demandStep();
    List<String> found = new ArrayList<>();
    levels.forEach(
        (key, level) -> {
          // At the end of input, series that have come further issue from their own last period.
          if (scenario.endsTogether || origins.isOrigin(level.origin())) {
            compare(key, level, found);
          }
        });
    return found;
  }

  private void compare(String key, Forecast level, List<String> found) {
    double[] sum = new double[level.mean().length];
    int series = 0;
    for (Forecast f : forecasts.values()) {
      if (isCombined(f) && f.origin() == level.origin() && isBelow(f, level)) {
        series++;
        for (int h = 0; h < sum.length; h++) {
          sum[h] += f.mean()[h];
        }
      }
    }
    for (int h = 0; h < sum.length; h++) {
      // Sums of cells are of millionths, rounded, and multiplied by factors up to three; so is how
      // far a young series trusts itself, by the typical series, which may be several of it.
      double allowed = 1e-5 * level.mean()[h] + 2e-6 * series;
      if (series == 0 || !(Math.abs(sum[h] - level.mean()[h]) <= allowed)) {
        found.add(
            "%s horizon %d: %s, its %d series %s"
                .formatted(key, h + 1, level.mean()[h], series, sum[h]));
      }
    }
  }

  private boolean isBelow(Forecast series, Forecast level) {
    String category =
        categories.computeIfAbsent(
            key(series),
            key -> scenario.categoryOf(series.sku(), series.location(), series.origin()));
    return (level.sku().equals(Level.ALL)
            || level.sku().equals(Level.series(category, Level.ALL).sku()))
        && (level.location().equals(Level.ALL) || level.location().equals(series.location()));
  }
}
