package io.skucast.job.config;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.sale.SaleValidator;
import io.skucast.core.sale.SignalValidator;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The options of one run: texts checked when set, values parsed when asked for. */
public final class Settings implements Serializable {
  private final HashMap<String, String> texts = new HashMap<>();

  /**
   * @throws IllegalArgumentException naming an unknown key and the nearest known one, or a value
   *     that is not allowed and what is
   */
  public static Settings of(Map<String, String> given) {
    Settings settings = new Settings();
    given.forEach(
        (key, text) -> {
          find(key).parse(text);
          settings.texts.put(key, text);
        });
    return settings;
  }

  /** These settings, changed where {@code given} says otherwise. */
  public Settings with(Map<String, String> given) {
    Settings changed = of(given);
    texts.forEach(changed.texts::putIfAbsent);
    return changed;
  }

  public <T> T get(Option<T> option) {
    return option.parse(texts.getOrDefault(option.key(), option.defaultText()));
  }

  public Calendars calendars() {
    return new Calendars(get(Options.PERIOD), get(Options.ZONE), get(Options.ZONES));
  }

  public SaleValidator validator() {
    return new SaleValidator(calendars(), get(Options.EARLIEST), get(Options.AHEAD_MAX));
  }

  public SignalValidator signalValidator() {
    return new SignalValidator(calendars(), get(Options.EARLIEST), get(Options.AHEAD_MAX));
  }

  public DemandStep demandStep() {
    return new DemandStep(
        new DemandStep.Plan(
            get(Options.PERIOD),
            get(Options.FORECAST_EVERY),
            get(Options.HORIZONS),
            get(Options.LEVELS),
            get(Options.PUBLISH)),
        get(Options.LATENESS_PERIODS));
  }

  private static Option<?> find(String key) {
    Option<?> nearest = null;
    int least = Integer.MAX_VALUE;
    for (Option<?> option : Options.all()) {
      if (option.key().equals(key)) {
        return option;
      }
      int distance = distance(option.key(), key);
      if (distance < least) {
        least = distance;
        nearest = option;
      }
    }
    throw new IllegalArgumentException(
        "unknown option '" + key + "': did you mean " + nearest.key() + "?");
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
