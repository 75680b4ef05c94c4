package io.skucast.job.config;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.ForecasterBank;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every option there is. */
public final class Options {
  public static final Option<PeriodUnit> PERIOD =
      new Option<>(
          "calendar.period",
          "day",
          "hour, day, week or month",
          "The step of the business calendar.",
          PeriodUnit::parse);

  public static final Option<ZoneId> ZONE =
      new Option<>(
          "calendar.zone",
          "UTC",
          "a name of the time zone database such as Europe/London",
          "The zone of locations that calendar.zones does not name.",
          ZoneId::of);

  public static final Option<Map<String, ZoneId>> ZONES =
      new Option<>(
          "calendar.zones",
          "",
          "location:zone pairs such as CA_1:America/Los_Angeles,TX_1:America/Chicago",
          "Zones of locations.",
          Options::zones);

  public static final Option<Instant> EARLIEST =
      new Option<>(
          "input.earliest",
          "2000-01-01T00:00:00Z",
          "an instant such as 2000-01-01T00:00:00Z",
          "Sales before this instant are rejected.",
          Instant::parse);

  public static final Option<Duration> AHEAD_MAX =
      new Option<>(
          "input.ahead-max",
          "P1D",
          "a duration such as P1D or PT2H",
          "How far a sale's time may lie after the time at which it was taken in.",
          Parse::notNegative);

  public static final Option<Integer> MAX_BYTES =
      new Option<>(
          "input.max-bytes",
          "1048576",
          "a whole number from 100 to 8388608",
          "Longer records are rejected unread.",
          text -> Parse.between(text, 100, 8_388_608));

  public static final Option<Duration> DISORDER =
      new Option<>(
          "time.disorder",
          "PT1H",
          "a duration such as PT1H",
          "How far sales may arrive out of order without being a correction.",
          Parse::notNegative);

  public static final Option<Duration> IDLE_AFTER =
      new Option<>(
          "time.idle-after",
          "PT1M",
          "a duration such as PT1M; PT0S: never",
          "A partition of the sales without records for so long no longer holds the clock back.",
          Parse::notNegative);

  public static final Option<Integer> LATENESS_PERIODS =
      new Option<>(
          "time.lateness-periods",
          "2",
          "a whole number from 0 to 60",
          "Periods for which a closed period still takes corrections.",
          text -> Parse.between(text, 0, 60));

  public static final Option<Integer> HORIZONS =
      new Option<>(
          "forecast.horizons",
          "28",
          "a whole number from 1 to 366",
          "Periods forecast ahead.",
          text -> Parse.between(text, 1, 366));

  public static final Option<Integer> FORECAST_EVERY =
      new Option<>(
          "forecast.every",
          "1",
          "a whole number from 0 to 1000",
          "Forecasts are issued at every n-th period of the calendar; 0: only at the end of input.",
          text -> Parse.between(text, 0, 1000));

  public static final Option<List<String>> ORIGINS =
      new Option<>(
          "forecast.origins",
          "",
          "ISO dates or, for hours, times with an offset, separated by commas:"
              + " 2024-03-01,2024-04-01 or 2024-03-01T06:00:00Z",
          "Forecasts are issued from the periods with these in them too, by calendar.zone.",
          Options::origins);

  public static final Option<double[]> LEVELS =
      new Option<>(
          "forecast.levels",
          "0.05,0.1,0.25,0.5,0.75,0.9,0.95",
          "ascending numbers between 0 and 1, separated by commas",
          "Quantile levels of forecasts.",
          Options::levels);

  public static final Option<List<String>> PUBLISH =
      new Option<>(
          "forecast.publish",
          "combined,holt-winters,moving-average,seasonal-naive",
          "names out of " + String.join(",", ForecasterBank.FORECASTERS),
          "Forecasters whose forecasts are issued.",
          Options::forecasters);

  public static final Option<Boolean> RECONCILE =
      new Option<>(
          "levels.reconcile",
          "true",
          "true or false",
          "Categories, locations and the total are forecast too, and the series are brought to what"
              + " they expect.",
          text -> Boolean.valueOf(Parse.oneOf(text, "true", "false")));

  public static final Option<int[]> LAGS =
      new Option<>(
          "accuracy.lags",
          "1,7,14,28",
          "1 and up to 7 ascending whole numbers up to 366, separated by commas",
          "Periods ahead at which forecasts are scored when their target is sealed; those beyond"
              + " forecast.horizons are left out.",
          Options::lags);

  public static final Option<String> STATE_BACKEND =
      new Option<>(
          "state.backend",
          "hashmap",
          "hashmap or rocksdb",
          "Where keyed state lives: on the heap, or on disk where it is larger than that.",
          text -> Parse.oneOf(text, "hashmap", "rocksdb"));

  public static final Option<Integer> MAX_PARALLELISM =
      new Option<>(
          "state.max-parallelism",
          "128",
          "a whole number from 1 to 32768",
          "Parts that keyed state is cut into, and so the highest parallelism; savepoints are bound"
              + " to it.",
          text -> Parse.between(text, 1, 32_768));

  private static final List<Option<?>> OF_THE_PIPELINE =
      List.of(
          PERIOD,
          ZONE,
          ZONES,
          EARLIEST,
          AHEAD_MAX,
          MAX_BYTES,
          DISORDER,
          IDLE_AFTER,
          LATENESS_PERIODS,
          HORIZONS,
          FORECAST_EVERY,
          ORIGINS,
          LEVELS,
          PUBLISH,
          RECONCILE,
          LAGS,
          STATE_BACKEND,
          MAX_PARALLELISM);

  private static final List<Option<?>> ALL =
      Stream.of(
              OF_THE_PIPELINE,
              LinearOptions.ALL,
              DeepOptions.ALL,
              TuningOptions.ALL,
              EndOptions.ALL)
          .flatMap(List::stream)
          .<Option<?>>map(option -> option)
          .toList();

  private Options() {}

  public static List<Option<?>> all() {
    return ALL;
  }

  private static List<String> forecasters(String text) {
    List<String> names = Arrays.stream(text.split(",")).map(String::strip).distinct().toList();
    if (!ForecasterBank.FORECASTERS.containsAll(names)) {
      throw new IllegalArgumentException(text);
    }
    return names;
  }

  private static List<String> origins(String text) {
    List<String> origins =
        Arrays.stream(text.split(",")).map(String::strip).filter(o -> !o.isEmpty()).toList();
    origins.forEach(origin -> Parse.firstInstant(origin, ZoneOffset.UTC));
    return origins;
  }

  private static int[] lags(String text) {
    int[] lags =
        Arrays.stream(text.split(",")).mapToInt(lag -> Parse.between(lag, 1, 366)).toArray();
    int[] ascending = Arrays.stream(lags).sorted().distinct().toArray();
    if (lags.length > 8 || lags[0] != 1 || !Arrays.equals(lags, ascending)) {
      throw new IllegalArgumentException(text);
    }
    return lags;
  }

  private static double[] levels(String text) {
    double[] levels =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .mapToDouble(Double::parseDouble)
            .toArray();
    double last = 0;
    for (double level : levels) {
      // Written so that NaN is refused too.
      if (!(level > last && level < 1)) {
        throw new IllegalArgumentException(text);
      }
      last = level;
    }
    return levels;
  }

  private static Map<String, ZoneId> zones(String text) {
    Map<String, ZoneId> zones = new HashMap<>();
    for (String pair : text.split(",")) {
      if (!pair.isBlank()) {
        int colon = pair.indexOf(':');
        zones.put(pair.substring(0, colon).strip(), ZoneId.of(pair.substring(colon + 1).strip()));
      }
    }
    return zones;
  }
}
