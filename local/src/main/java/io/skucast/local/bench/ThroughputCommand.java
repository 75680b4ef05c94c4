package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events per second and state per series, beside a plain window sum. */
@Command(
    name = "throughput",
    description = {
      "Events per second of this job, with all it issues, and of a plain keyed tumbling-window sum on"
          + " the same input and state backend; and bytes of state per series.",
      "Options of the job are its defaults: forecasts every period by every forecaster."
    },
    mixinStandardHelpOptions = true)
final class ThroughputCommand implements Callable<Integer> {
  private static final int BUSY_SERIES = 1_000;
  private static final int QUIET_SERIES = 20_000;
  private static final long ENDLESS = 100_000_000;

  @Option(
      names = "--events",
      defaultValue = "1000000",
      description = "Events of each run; default ${DEFAULT-VALUE}.")
  private long events;

  @Option(
      names = "--repeats",
      defaultValue = "3",
      description =
          "Measured runs of each job, of which the median is shown; default ${DEFAULT-VALUE}.")
  private int repeats;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks; default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--backends",
      defaultValue = "hashmap,rocksdb",
      split = ",",
      description = "hashmap, rocksdb or both; default ${DEFAULT-VALUE}.")
  private List<String> backends;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(events >= 1_000, "--events", events, "1000 or more");
    require(repeats >= 1 && repeats <= 99, "--repeats", repeats, "1 to 99");
    require(parallelism >= 1 && parallelism <= 128, "--parallelism", parallelism, "1 to 128");
    require(
        List.of("hashmap", "rocksdb").containsAll(backends),
        "--backends",
        String.join(",", backends),
        "hashmap, rocksdb or both");
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%,d events a run, %d subtasks, median of %d runs (least to most)%n%n"
            + "| state | per series and day | series | this job, events/s | plain window, events/s"
            + " | ratio | without linear models, events/s | they cost | state per series, bytes"
            + " | plain |%n"
            + "|---|---|---|---|---|---|---|---|---|---|%n",
        events,
        parallelism,
        repeats);
    for (String backend : backends) {
      row(backend, 100, BUSY_SERIES, out);
      row(backend, 1, QUIET_SERIES, out);
    }
    return 0;
  }

  private void row(String backend, int perPeriod, int mostSeries, PrintWriter out)
      throws Exception {
    // Three days at least, or there would be little to close.
    int series = (int) Math.max(1, Math.min(mostSeries, events / (3L * perPeriod)));
    BenchInput input = new BenchInput(events, series, perPeriod, parallelism);
    BenchRun run = new BenchRun(backend, parallelism);
    double[] ours = new double[repeats];
    double[] without = new double[repeats];
    double[] plain = new double[repeats];
    // The first runs warm up; then they take turns, so that what disturbs one may the others.
    for (int i = -1; i < repeats; i++) {
      double a = measured(run, BenchJobs.SKUCAST, input, backend, perPeriod, i);
      double w = measured(run, BenchJobs.WITHOUT_LINEAR, input, backend, perPeriod, i);
      double b = measured(run, BenchJobs.PLAIN, input, backend, perPeriod, i);
      if (i >= 0) {
        ours[i] = a;
        without[i] = w;
        plain[i] = b;
      }
    }
    // Events without end: the job must still run when its state is looked at.
    BenchInput longer =
        new BenchInput(Math.max(10 * events, ENDLESS), series, perPeriod, parallelism);
    double ourBytes = run.stateBytes(BenchJobs.SKUCAST, longer, events / 2);
    double plainBytes = run.stateBytes(BenchJobs.PLAIN, longer, events / 2);
    Arrays.sort(ours);
    Arrays.sort(without);
    Arrays.sort(plain);
    out.printf(
        Locale.ROOT,
        "| %s | %d | %,d | %s | %s | %.2f | %s | %.1f %% | %,.0f | %,.0f |%n",
        backend,
        perPeriod,
        series,
        text(ours),
        text(plain),
        ours[repeats / 2] / plain[repeats / 2],
        text(without),
        100 * (1 - ours[repeats / 2] / without[repeats / 2]),
        ourBytes,
        plainBytes);
    out.flush();
  }

  private double measured(
      BenchRun run, BenchJobs job, BenchInput input, String backend, int perPeriod, int i)
      throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    double rate = run.rate(job, input);
    err.printf(
        Locale.ROOT,
        "%s, %d per series and day, %s, run %s: %,.0f events/s%n",
        backend,
        perPeriod,
        job.name().toLowerCase(Locale.ROOT),
        i < 0 ? "to warm up" : Integer.toString(i + 1),
        rate);
    err.flush();
    return rate;
  }

  private static String text(double[] sorted) {
    return String.format(
        Locale.ROOT,
        "%,.0f (%,.0f to %,.0f)",
        sorted[sorted.length / 2],
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }
}
