package io.skucast.local.bench;

import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.local.ProgressLine;
import io.skucast.savepoints.bootstrap.Bootstrap;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a bootstrap takes, how much it needs, and how soon a job that starts from it issues. */
@Command(
    name = "bootstrap",
    description = {
      "Makes up a history of one sale a series and day in memory, bootstraps from it, restores the"
          + " savepoint in a job that gets one more day of sales, and waits for its forecasts.",
      "Give the process the heap it needs: SKUCAST_JAVA_OPTS=-Xmx6500m for 100,000 series."
    },
    mixinStandardHelpOptions = true)
final class BootstrapBenchCommand implements Callable<Integer> {
  @Option(
      names = "--series",
      defaultValue = "100000",
      description = "Series; default ${DEFAULT-VALUE}.")
  private int series;

  @Option(
      names = "--days",
      defaultValue = "730",
      description = "Days of history; default ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks; default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--backends",
      defaultValue = "hashmap,rocksdb",
      split = ",",
      description = "To restore on: hashmap, rocksdb or both; default ${DEFAULT-VALUE}.")
  private List<String> backends;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(series >= 1 && series <= 1_000_000, "--series", series, "1 to 1000000");
    require(days >= 3 && days <= 3_650, "--days", days, "3 to 3650");
    require(parallelism >= 1 && parallelism <= 128, "--parallelism", parallelism, "1 to 128");
    require(
        List.of("hashmap", "rocksdb").containsAll(backends),
        "--backends",
        String.join(",", backends),
        "hashmap, rocksdb or both");
    Path folder = Files.createTempDirectory("skucast-bench-");
    try {
      measure(folder);
    } finally {
      delete(folder);
    }
    return 0;
  }

  private void measure(Path folder) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    BenchHistory history = new BenchHistory(series, 0, days);
    Path savepoint = folder.resolve("savepoint");
    Bootstrap.Result made = bootstrap(history, savepoint);
    double seconds = made.learnSeconds() + made.saveSeconds();
    out.printf(
        Locale.ROOT,
        "%,d series, %,d days, %d subtasks, state on the heap of at most %,d MB%n%n"
            + "| seconds | of them to save | series-days/s | peak memory, MB |"
            + " savepoint, bytes | a series |%n|---|---|---|---|---|---|%n"
            + "| %.0f | %.0f | %,.0f | %s | %,d | %,.0f |%n%n",
        series,
        days,
        parallelism,
        Runtime.getRuntime().maxMemory() >> 20,
        seconds,
        made.saveSeconds(),
        (double) series * days / seconds,
        peak(),
        bytes(savepoint),
        (double) bytes(savepoint) / series);
    out.printf(
        "| restored on | seconds until the first trend | first forecast | forecasts of all series"
            + " |%n|---|---|---|---|%n");
    out.flush();
    for (String backend : backends) {
      FirstForecasts.Seconds first =
          new FirstForecasts(savepoint, parallelism)
              .of(history, Settings.of(Map.of(Options.STATE_BACKEND.key(), backend)));
      out.printf(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.1f |%n",
          backend,
          first.trend(),
          first.first(),
          first.all());
      out.flush();
    }
  }

  private Bootstrap.Result bootstrap(BenchHistory history, Path savepoint) throws Exception {
    ProgressLine line = new ProgressLine(spec.commandLine().getErr(), System.console() != null, 5);
    long began = System.nanoTime();
    Bootstrap.Result made =
        new Bootstrap(Settings.of(Map.of()), parallelism)
            .run(
                history,
                savepoint,
                counts -> {
                  if (line.isDue()) {
                    line.show(
                        String.format(
                            Locale.ROOT,
                            "%.0f s · event time %s · read %,d of %,d",
                            (System.nanoTime() - began) / 1e9,
                            ProgressLine.eventTime(counts.watermarkMillis()),
                            counts.read(),
                            (long) series * days));
                  }
                });
    line.end();
    if (made.counts().aggregated() != (long) series * days) {
      throw new IllegalStateException(
          made.counts().aggregated() + " sales instead of " + (long) series * days);
    }
    return made;
  }

  /** Most memory that this process has had so far, as the system counts it. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "not known here";
    }
    return Files.readAllLines(status).stream()
        .filter(one -> one.startsWith("VmHWM:"))
        .map(one -> Long.parseLong(one.replaceAll("\\D", "")) >> 10)
        .map(megabytes -> String.format(Locale.ROOT, "%,d", megabytes))
        .findFirst()
        .orElse("not known here");
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }
}
