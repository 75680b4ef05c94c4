package io.skucast.job.deep;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.core.score.Alert;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Settings;
import io.skucast.job.time.SaleWatermarks;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The job on a cluster in this process, over sales that are a function of series and day: one a
 * series and day, in order. One run at a time.
 */
final class DeepRun {
  static final int FIRST_DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();
  private static final long DAY_MILLIS = 86_400_000L;
  private static final Map<String, Forecast> FORECASTS = new ConcurrentHashMap<>();
  private static final List<Alert> ALERTS = new CopyOnWriteArrayList<>();
  private static IntConsumer beforeDay = day -> {};
  private static Consumer<Forecast> onForecast = forecast -> {};

  /** What came out: forecasts by series, origin and forecaster, and alerts. */
  record Outcome(TreeMap<String, Forecast> forecasts, List<Alert> alerts) {
    /** Means and quantiles of all forecasts of one forecaster, as text. */
    TreeMap<String, String> texts(String forecaster) {
      TreeMap<String, String> texts = new TreeMap<>();
      forecasts.forEach(
          (key, f) -> {
            if (f.forecaster().equals(forecaster)) {
              texts.put(key, Arrays.toString(f.mean()) + Arrays.deepToString(f.quantiles()));
            }
          });
      return texts;
    }
  }

  private final int days;
  private final int series;
  private final long units;

  /**
   * @param units that a series sells a day, about
   */
  DeepRun(int days, int series, long units) {
    this.days = days;
    this.series = series;
    this.units = units;
  }

  /** Options of a run, deep models on. */
  static Map<String, String> options(String models) {
    Map<String, String> options = new HashMap<>();
    options.put("deep.enabled", "true");
    options.put("deep.models", models);
    options.put("deep.window", "28");
    options.put("deep.trial-origins", "0");
    options.put("forecast.horizons", "7");
    options.put("forecast.levels", "0.1,0.5,0.9");
    options.put("forecast.publish", "combined,deep");
    options.put("accuracy.lags", "1,7");
    options.put("time.lateness-periods", "1");
    options.put("time.disorder", "PT0S");
    options.put("linear.enabled", "false");
    return options;
  }

  /** Units that a series sold on a day. */
  static long sold(long about, int day, int series) {
    return about * (1 + Math.floorMod(day * 31 + series * 17, 5)) / 3 + 1;
  }

  Outcome run(Map<String, String> options) throws Exception {
    return run(options, day -> {}, forecast -> {});
  }

  /**
   * @param hook called before the sales of a day are sent
   * @param seen called with every forecast
   */
  Outcome run(Map<String, String> options, IntConsumer hook, Consumer<Forecast> seen)
      throws Exception {
    beforeDay = hook;
    onForecast = seen;
    FORECASTS.clear();
    ALERTS.clear();
    Settings settings = Settings.of(options);
    Configuration configuration = JobConfiguration.of(settings);
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    DataStream<Incoming> sales =
        env.fromSource(
                new DataGeneratorSource<>(
                    new Sales(series, units),
                    (long) days * series,
                    RateLimiterStrategy.noOp(),
                    TypeInformation.of(Incoming.class)),
                SaleWatermarks.strategy(Duration.ZERO),
                "sales")
            .setParallelism(1)
            .uid("sales");
    SalesForecastPipeline.build(sales, settings, DeepRun::collect);
    env.execute("deep run");
    return new Outcome(new TreeMap<>(FORECASTS), List.copyOf(ALERTS));
  }

  private static void collect(SalesForecastPipeline.Results results) {
    results
        .forecasts()
        .map(new Collected())
        .uid("collected")
        .sinkTo(new DiscardingSink<>())
        .uid("f");
    results.alerts().map(new Raised()).uid("raised").sinkTo(new DiscardingSink<>()).uid("a");
  }

  /** One sale a series and day. */
  private record Sales(int series, long units) implements GeneratorFunction<Long, Incoming> {
    @Override
    public Incoming map(Long index) {
      int day = FIRST_DAY + (int) (index / series);
      int number = (int) (index % series);
      if (number == 0) {
        beforeDay.accept(day);
      }
      return Incoming.accepted(
          new Sale(
              "s" + index,
              "sku" + number,
              "all",
              day * DAY_MILLIS + DAY_MILLIS / 2,
              1000 * sold(units, day, number),
              2500,
              false,
              "toys"));
    }
  }

  private static final class Collected implements MapFunction<Forecast, Integer> {
    @Override
    public Integer map(Forecast f) {
      FORECASTS.put(f.sku() + "|" + f.location() + "|" + f.origin() + "|" + f.forecaster(), f);
      onForecast.accept(f);
      return f.origin();
    }
  }

  private static final class Raised implements MapFunction<Alert, Integer> {
    @Override
    public Integer map(Alert alert) {
      ALERTS.add(alert);
      return alert.period();
    }
  }

  /** A run in a process of its own, whose class path may lack something. */
  public static void main(String[] arguments) throws Exception {
    Outcome outcome = new DeepRun(20, 5, 10).run(options(arguments[0]));
    System.out.println("FORECASTS " + outcome.texts("combined").toString().hashCode());
    outcome.forecasts().values().stream()
        .map(Forecast::deepVersion)
        .distinct()
        .forEach(version -> System.out.println("VERSION " + version));
    outcome.alerts().stream()
        .filter(alert -> alert.kind().name().startsWith("DEEP"))
        .forEach(alert -> System.out.println("ALERT " + alert.kind() + " " + alert.message()));
    System.exit(0);
  }
}
