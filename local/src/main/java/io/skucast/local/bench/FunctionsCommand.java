package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How many rows a second each scalar function of SQL takes. */
@Command(
    name = "functions",
    description = {
      "Rows per second that each scalar function of SQL takes on one core (JMH): seven quantiles a"
          + " forecast, arrays of "
          + FunctionsBenchmark.DEMANDS
          + " demands, days of a zone.",
      "The rows are made up, the same on every run."
    },
    mixinStandardHelpOptions = true)
final class FunctionsCommand implements Callable<Integer> {
  @Mixin private JmhRun jmh;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    jmh.check();
    PrintWriter out = spec.commandLine().getOut();
    var results = jmh.run(FunctionsBenchmark.class, out);
    out.printf("| function | rows/s | ± (99.9 %%) |%n|---|--:|--:|%n");
    for (RunResult result : results) {
      out.printf(
          Locale.ROOT,
          "| `%s` | %,.0f | %s |%n",
          result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getScore(),
          JmhRun.error(result, "%,.0f"));
    }
    out.flush();
    return 0;
  }
}
