package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Observations per second and state of the bank of one series. */
@Command(
    name = "bank",
    description = {
      "Observations per second that the forecasters of one series take in on one core, with the"
          + " means, or all quantiles, of 28 days ahead kept ready (JMH); and bytes of all that a"
          + " series keeps after "
          + SeriesBytes.DAYS
          + " days.",
      "The kinds of demand are made up, the same on every run."
    },
    mixinStandardHelpOptions = true)
final class BankCommand implements Callable<Integer> {
  @Option(
      names = "--warm-ups",
      defaultValue = "2",
      description = "Iterations that are not measured; default ${DEFAULT-VALUE}.")
  private int warmUps;

  @Option(
      names = "--iterations",
      defaultValue = "3",
      description = "Measured iterations; default ${DEFAULT-VALUE}.")
  private int iterations;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "Length of an iteration; default ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--forks",
      defaultValue = "1",
      description = "Fresh Java machines, one after the other; default ${DEFAULT-VALUE}.")
  private int forks;

  @Option(
      names = "--sizes-only",
      description = "Prints the bytes alone, which takes a second or two.")
  private boolean sizesOnly;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(warmUps >= 0 && warmUps <= 99, "--warm-ups", warmUps, "0 to 99");
    require(iterations >= 1 && iterations <= 99, "--iterations", iterations, "1 to 99");
    require(seconds >= 1 && seconds <= 99, "--seconds", seconds, "1 to 99");
    require(forks >= 1 && forks <= 9, "--forks", forks, "1 to 9");
    PrintWriter out = spec.commandLine().getOut();
    if (!sizesOnly) {
      speeds(out);
    }
    sizes(out);
    out.flush();
    return 0;
  }

  private void speeds(PrintWriter out) throws Exception {
    Options options =
        new OptionsBuilder()
            .include("^" + BankBenchmark.class.getName().replace(".", "\\.") + "\\.")
            .warmupIterations(warmUps)
            .measurementIterations(iterations)
            .warmupTime(TimeValue.seconds(seconds))
            .measurementTime(TimeValue.seconds(seconds))
            .forks(forks)
            // One core: no collector beside the measured thread.
            .jvmArgs("-Xmx256m", "-XX:+UseSerialGC")
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    out.printf(
        Locale.ROOT,
        "%d forks of %d iterations of %d s after %d to warm up, one thread%n%n"
            + "| demand | benchmark | observations/s | ± (99.9 %%) |%n|---|---|---|---|%n",
        forks,
        iterations,
        seconds,
        warmUps);
    out.flush();
    Collection<RunResult> results = new Runner(options).run();
    for (RunResult result : results) {
      double error = result.getPrimaryResult().getScoreError();
      out.printf(
          Locale.ROOT,
          "| %s | %s | %,.0f | %s |%n",
          result.getParams().getParam("kind").toLowerCase(Locale.ROOT),
          result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getScore(),
          Double.isNaN(error) ? "-" : String.format(Locale.ROOT, "%,.0f", error));
    }
    out.println();
  }

  private static void sizes(PrintWriter out) throws Exception {
    out.printf(
        Locale.ROOT,
        "Bytes of one series after %d days, without keys%n%n"
            + "| demand | forecasters | history | scores | waiting forecasts | lessons | clock | total"
            + " | written by one day |%n|---|---|---|---|---|---|---|---|---|%n",
        SeriesBytes.DAYS);
    for (DemandKind kind : DemandKind.values()) {
      SeriesBytes bytes = SeriesBytes.of(kind);
      out.printf(
          Locale.ROOT,
          "| %s | %,d | %,d | %,d | %,d | %,d | %,d | %,d | %,d |%n",
          kind.name().toLowerCase(Locale.ROOT),
          bytes.demand(),
          bytes.history(),
          bytes.ledger(),
          bytes.pages(),
          bytes.lessons(),
          bytes.clock(),
          bytes.total(),
          bytes.written());
    }
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }
}
