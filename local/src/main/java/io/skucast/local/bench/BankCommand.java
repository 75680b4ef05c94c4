package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Mixin private JmhRun jmh;

  @Option(
      names = "--sizes-only",
      description = "Prints the bytes alone, which takes a second or two.")
  private boolean sizesOnly;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    jmh.check();
    PrintWriter out = spec.commandLine().getOut();
    if (!sizesOnly) {
      speeds(out);
    }
    sizes(out);
    out.flush();
    return 0;
  }

  private void speeds(PrintWriter out) throws Exception {
    var results = jmh.run(BankBenchmark.class, out);
    out.printf("| demand | benchmark | observations/s | ± (99.9 %%) |%n|---|---|---|---|%n");
    for (RunResult result : results) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %,.0f | %s |%n",
          result.getParams().getParam("kind").toLowerCase(Locale.ROOT),
          result.getPrimaryResult().getLabel(),
          result.getPrimaryResult().getScore(),
          JmhRun.error(result, "%,.0f"));
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
}
