package io.skucast.local.state;

import io.skucast.savepoints.file.SavepointFile;
import io.skucast.savepoints.state.SeriesKeys;
import io.skucast.savepoints.state.StateListing;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Operators and their states. */
@Command(
    name = "list",
    description = {
      "Lists the operators by their uids, with their states: kind, serializer, series that have",
      "any of it, entries and bytes. Of a savepoint that is not canonical, such as an incremental",
      "checkpoint, the states that are kept by series are left out."
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private SavepointArgument savepoint;

  @Option(names = "--operator", paramLabel = "UID", description = "Only this operator.")
  private String operator;

  @Option(names = "--series", description = "The names of the series instead, a line each.")
  private boolean series;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many operators or series; default: all.")
  private long limit = Long.MAX_VALUE;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "--limit has the value '" + limit + "': allowed is 1 and more");
    }
    SavepointFile file = savepoint.open();
    PrintWriter out = spec.commandLine().getOut();
    if (series) {
      var keys = operator == null ? SeriesKeys.of(file) : SeriesKeys.of(file, operator);
      keys.stream().limit(limit).map(SeriesKeys::shown).forEach(out::println);
    } else {
      operators(StateListing.of(file), out);
    }
    out.flush();
    return 0;
  }

  private void operators(List<StateListing> listings, PrintWriter out) {
    List<StateListing> shown =
        listings.stream().filter(each -> operator == null || each.uid().equals(operator)).toList();
    if (shown.isEmpty()) {
      throw new IllegalArgumentException(
          "the savepoint has no operator '"
              + operator
              + "': it has "
              + String.join(", ", listings.stream().map(StateListing::uid).toList()));
    }
    shown.stream().limit(limit).forEach(listing -> operator(listing, out));
  }

  private static void operator(StateListing listing, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s  parallelism %d of at most %d, %,d bytes%s%n",
        listing.uid(),
        listing.parallelism(),
        listing.maxParallelism(),
        listing.bytes(),
        listing.canonical() ? "" : ", not canonical: what it keeps by series cannot be read");
    for (StateListing.Line line : listing.states()) {
      out.printf(
          Locale.ROOT,
          "  %-28s %-9s %,11d series %,11d entries %,15d bytes  %s%n",
          line.state().name(),
          line.state().kind().name().toLowerCase(Locale.ROOT),
          line.keys(),
          line.entries(),
          line.bytes(),
          line.state().serializer());
    }
  }
}
