package io.skucast.job.config;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.Plans;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.level.LevelStep;
import io.skucast.core.read.EventFile;
import io.skucast.core.read.PlanFile;
import io.skucast.core.sale.SaleValidator;
import io.skucast.core.sale.SignalValidator;
import io.skucast.core.score.LedgerPlan;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of one run: texts checked when set, values parsed when asked for. */
public final class Settings implements Serializable {
  private final HashMap<String, String> texts = new HashMap<>();

  /** Of a run that learns and issues nothing; null of any other. */
  private Rehearsal rehearsal;

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
    changed.rehearsal = rehearsal;
    return changed;
  }

  /**
   * These settings for a run that learns what a live job would have learned and issues nothing; no
   * option, since a live job has no use for it.
   */
  public Settings rehearsing(Rehearsal rehearsed) {
    Settings changed = with(Map.of());
    changed.rehearsal = rehearsed;
    return changed;
  }

  /** Whether the run issues nothing: no trends, no forecasts, and counts none. */
  public boolean rehearses() {
    return rehearsal != null;
  }

  /** The first period whose results could still be waiting in state; others need not be whole. */
  public int wholeFrom() {
    return rehearsal == null ? Integer.MIN_VALUE : rehearsal.wholeFrom();
  }

  public <T> T get(Option<T> option) {
    return option.parse(text(option));
  }

  /** The value as it is written. */
  public String text(Option<?> option) {
    return texts.getOrDefault(option.key(), option.defaultText());
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
    DemandStep step = new DemandStep(plan(), get(Options.LATENESS_PERIODS));
    return rehearsal == null ? step : step.rehearsing(rehearsal.wholeFrom());
  }

  DemandStep.Plan plan() {
    PeriodUnit unit = get(Options.PERIOD);
    int horizons = get(Options.HORIZONS);
    return new DemandStep.Plan(
        unit,
        TuningOptions.bank(this),
        get(Options.FORECAST_EVERY),
        origins(),
        horizons,
        get(Options.LEVELS),
        get(Options.PUBLISH),
        scored(),
        lags(),
        get(Options.RECONCILE) ? LevelStep.reach(unit, horizons, get(Options.LATENESS_PERIODS)) : 0,
        get(LinearOptions.ENABLED),
        DeepOptions.plan(this));
  }

  public LevelStep levelStep() {
    return new LevelStep(
        get(Options.PERIOD),
        get(Options.HORIZONS),
        get(Options.LATENESS_PERIODS),
        get(Options.LEVELS),
        TuningOptions.bank(this));
  }

  public LedgerPlan ledgerPlan() {
    return LedgerPlan.of(
        get(Options.PERIOD), get(Options.LATENESS_PERIODS), lags(), scored(), get(Options.LEVELS));
  }

  /**
   * Forecasters that are scored beside the combination: the naive ones, the models, and what is
   * issued.
   */
  public List<String> scored() {
    List<String> scored = new ArrayList<>(List.of("naive", "seasonal-naive"));
    if (get(LinearOptions.ENABLED)) {
      scored.add(ForecasterBank.LINEAR);
    }
    if (get(DeepOptions.ENABLED)) {
      scored.add(ForecasterBank.DEEP);
    }
    for (String forecaster : get(Options.PUBLISH)) {
      boolean isCombination =
          forecaster.equals(ForecasterBank.COMBINED)
              || forecaster.equals(ForecasterBank.UNRECONCILED);
      boolean isSilent = forecaster.equals(ForecasterBank.DEEP) && !get(DeepOptions.ENABLED);
      if (!isSilent && !isCombination && !scored.contains(forecaster)) {
        scored.add(forecaster);
      }
    }
    return scored;
  }

  /**
   * Periods ahead at which forecasts are scored: of the lags asked for, those that are forecast.
   */
  public int[] lags() {
    return Arrays.stream(get(Options.LAGS)).filter(lag -> lag <= get(Options.HORIZONS)).toArray();
  }

  /** Events known ahead; read from their file, so to be called where the job is submitted. */
  public EventCalendar events() {
    String file = get(LinearOptions.EVENTS);
    return file.isEmpty() ? EventCalendar.NONE : EventFile.read(Path.of(file));
  }

  /** Plans known ahead; read from their file, so to be called where the job is submitted. */
  public Plans plans() {
    String file = get(LinearOptions.PLANS);
    return file.isEmpty() ? Plans.NONE : PlanFile.read(Path.of(file));
  }

  /**
   * Calendar features of any target.
   *
   * @param events from {@link #events}
   */
  public TargetCalendar targetCalendar(EventCalendar events) {
    return new TargetCalendar(
        calendars(), get(LinearOptions.COUNTRY), get(LinearOptions.COLUMNS), events);
  }

  private int[] origins() {
    BusinessCalendar calendar = new BusinessCalendar(get(Options.ZONE), get(Options.PERIOD));
    return get(Options.ORIGINS).stream()
        .map(origin -> Parse.firstInstant(origin, calendar.zone()))
        .mapToInt(instant -> calendar.index(instant.toEpochMilli()))
        .sorted()
        .distinct()
        .toArray();
  }

  private static Option<?> find(String key) {
    for (Option<?> option : Options.all()) {
      if (option.key().equals(key)) {
        return option;
      }
    }
    String nearest = Nearest.of(key, Options.all().stream().map(Option::key).toList());
    throw new IllegalArgumentException(
        "unknown option '" + key + "': did you mean " + nearest + "?");
  }
}
