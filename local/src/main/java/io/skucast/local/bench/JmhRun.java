package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Option;

/** How long microbenchmarks run: options that their commands share. */
final class JmhRun {
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

  void check() {
    require(warmUps >= 0 && warmUps <= 99, "--warm-ups", warmUps, "0 to 99");
    require(iterations >= 1 && iterations <= 99, "--iterations", iterations, "1 to 99");
    require(seconds >= 1 && seconds <= 99, "--seconds", seconds, "1 to 99");
    require(forks >= 1 && forks <= 9, "--forks", forks, "1 to 9");
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }

  /** Runs all benchmarks of the class, and says how. */
  Collection<RunResult> run(Class<?> benchmark, PrintWriter out) throws RunnerException {
    out.printf(
        Locale.ROOT,
        "%d forks of %d iterations of %d s after %d to warm up, one thread%n%n",
        forks,
        iterations,
        seconds,
        warmUps);
    out.flush();
    Options options =
        new OptionsBuilder()
            .include("^" + benchmark.getName().replace(".", "\\.") + "\\.")
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
    return new Runner(options).run();
  }

  /** Half the width of the interval that holds the mean with 99.9 %. */
  static String error(RunResult result, String format) {
    double error = result.getPrimaryResult().getScoreError();
    return Double.isNaN(error) ? "-" : String.format(Locale.ROOT, format, error);
  }
}
