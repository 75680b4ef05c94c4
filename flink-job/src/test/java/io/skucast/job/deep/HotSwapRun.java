package io.skucast.job.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.forecast.Forecast;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.serve.DeepModels;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.Pointer;

/**
 * While sales flow, a new version is published for every day, two hundred in a row, and the oldest
 * is withdrawn: every forecast is that of the version of its own origin, none is missing, and no
 * memory is left behind.
 */
final class HotSwapRun {
  private static final int SWAPS = 200;
  private static final int WARM_UP = 40;
  private static final int SERIES = 50;
  private static final int WINDOW = 28;

  /** Sent so far at most beyond what has come out: else a withdrawal might come too early. */
  private static final int DAYS_AHEAD = 3;

  private final Path models;
  private final Map<Integer, AtomicInteger> issued = new ConcurrentHashMap<>();
  private long residentAfterWarmUp;
  private long residentAtEnd;
  private long pointersAfterWarmUp;
  private long pointersAtEnd;

  private HotSwapRun(Path models) {
    this.models = models;
  }

  /** Takes the folder of the models. */
  public static void main(String[] arguments) throws Exception {
    new HotSwapRun(Path.of(arguments[0])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Map<String, String> options = DeepRun.options(models.toString());
    options.put("time.lateness-periods", "0");
    options.put("deep.chunk", "16");
    Settings settings = Settings.of(options);
    ModelStore store = new ModelStore(models);
    for (int i = 0; i <= SWAPS; i++) {
      TestModels.write(
          models,
          version(i),
          Kind.GOOD,
          factor(i),
          DeepOptions.layout(settings),
          TestModels.vocabulary(),
          DeepRun.FIRST_DAY - 1);
    }
    store.publish(version(0), date(0));
    DeepRun.Outcome outcome =
        new DeepRun(SWAPS, SERIES, 10)
            .run(options, day -> swap(store, day - DeepRun.FIRST_DAY), this::count);

    assertThat(outcome.alerts()).noneMatch(a -> a.kind().name().startsWith("DEEP"));
    int forecasts = 0;
    for (int swap = 0; swap < SWAPS; swap++) {
      for (int series = 0; series < SERIES; series++) {
        int origin = DeepRun.FIRST_DAY + swap;
        Forecast deep = outcome.forecasts().get("sku" + series + "|all|" + origin + "|deep");
        assertThat(deep).as("series %d at %d", series, swap).isNotNull();
        assertThat(deep.deepVersion()).isEqualTo(version(swap));
        double expected = factor(swap) * mean(origin, series);
        assertThat(deep.mean()[3]).isCloseTo(expected, within(1e-4 * expected));
        forecasts++;
      }
    }
    assertThat(forecasts).isEqualTo(SWAPS * SERIES);
    System.out.println("RESIDENT " + residentAfterWarmUp + " " + residentAtEnd);
    System.out.println("POINTERS " + pointersAfterWarmUp + " " + pointersAtEnd);
    assertThat(DeepModels.size()).as("versions that are still loaded").isZero();
  }

  /** Before the sales of a day are sent, the version of the next day is published. */
  private void swap(ModelStore store, int day) {
    try {
      awaitForecastsOf(day - DAYS_AHEAD);
      if (day == WARM_UP) {
        residentAfterWarmUp = resident();
        pointersAfterWarmUp = Pointer.totalBytes();
      } else if (day == SWAPS - 1) {
        residentAtEnd = resident();
        pointersAtEnd = Pointer.totalBytes();
      }
      if (day >= DAYS_AHEAD) {
        store.withdraw(version(day - DAYS_AHEAD));
      }
      store.publish(version(day + 1), date(day + 1));
    } catch (IOException | InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private void count(Forecast forecast) {
    if (forecast.forecaster().equals("deep")) {
      issued
          .computeIfAbsent(forecast.origin() - DeepRun.FIRST_DAY, day -> new AtomicInteger())
          .incrementAndGet();
    }
  }

  /** Condition and not time: the forecasts are on their way. */
  private void awaitForecastsOf(int day) throws InterruptedException {
    for (int tries = 0; day >= 0 && tries < 60_000; tries++) {
      AtomicInteger known = issued.get(day);
      if (known != null && known.get() >= SERIES) {
        return;
      }
      Thread.sleep(1);
    }
    assertThat(day).as("day whose forecasts never came").isNegative();
  }

  private static String version(int day) {
    return "v" + day;
  }

  private static double factor(int day) {
    return 1 + day % 2;
  }

  private static String date(int day) {
    return LocalDate.ofEpochDay(DeepRun.FIRST_DAY + day).toString();
  }

  /** Mean units of the window; a day before the first is without sales. */
  private static double mean(int origin, int series) {
    double sum = 0;
    for (int day = Math.max(DeepRun.FIRST_DAY, origin - WINDOW + 1); day <= origin; day++) {
      sum += DeepRun.sold(10, day, series);
    }
    return sum / WINDOW;
  }

  /** Bytes of the process that are in memory. */
  private static long resident() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("/proc/self/status has no VmRSS");
  }
}
