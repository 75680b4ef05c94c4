package io.skucast.local.state;

import io.skucast.savepoints.state.Numbers;
import io.skucast.savepoints.state.StateStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Sizes. */
@Command(
    name = "stats",
    description = {
      "Counts the series and the bytes of every state, and how they are spread over the series.",
      "Bytes are those of keys and values, without what frames them in the file."
    },
    mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
  @Mixin private SavepointArgument savepoint;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    StateStats stats = StateStats.of(savepoint.open());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%-18s %-28s %11s %15s   %s%n",
        "operator", "state", "entries", "bytes", "a series: least, median, 95 %, most bytes");
    for (StateStats.StateSize size : stats.states()) {
      out.printf(
          Locale.ROOT,
          "%-18s %-28s %,11d %,15d   %s%n",
          size.state().uid(),
          size.state().name(),
          size.entries(),
          size.bytes(),
          spread(size.bytesPerSeries()));
    }
    out.printf(Locale.ROOT, "%n%,d series and levels%n", stats.series());
    histogram("bytes of a series", stats.bytesPerSeries(), out);
    histogram("periods that a series has had", stats.ages(), out);
    histogram("periods behind the series that came furthest", stats.periodsBehind(), out);
    out.flush();
    return 0;
  }

  private static String spread(Numbers numbers) {
    return numbers.size() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%,d  %,d  %,d  %,d",
            numbers.quantile(0),
            numbers.quantile(0.5),
            numbers.quantile(0.95),
            numbers.quantile(1));
  }

  private static void histogram(String title, Numbers numbers, PrintWriter out) {
    out.printf("%n%s: %s%n", title, spread(numbers));
    numbers.histogram().forEach(out::println);
  }
}
