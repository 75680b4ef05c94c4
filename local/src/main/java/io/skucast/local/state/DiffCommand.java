package io.skucast.local.state;

import io.skucast.savepoints.file.SavepointFile;
import io.skucast.savepoints.state.Difference;
import io.skucast.savepoints.state.StateDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What differs. */
@Command(
    name = "diff",
    description = {
      "Compares two canonical savepoints key by key, state by state and field by field, whichever",
      "backend they were made on. The exit code is 0 where they are the same and 1 where not."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "A", description = "Folder of the first savepoint.")
  private String first;

  @Parameters(index = "1", paramLabel = "B", description = "Folder of the second savepoint.")
  private String second;

  @Option(
      names = "--except",
      paramLabel = "UID",
      arity = "1..*",
      description = "Operators to leave out, such as sales, whose places in a topic are its own.")
  private List<String> except = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Shows at most so many differences, 1000 at most; default ${DEFAULT-VALUE}.")
  private int limit = 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SavepointFile a = SavepointFile.open(first);
    SavepointFile b = SavepointFile.open(second);
    StateDiff diff = StateDiff.of(a, b, Set.copyOf(except));
    PrintWriter out = spec.commandLine().getOut();
    List<Difference> shown = diff.differences();
    shown.stream().limit(limit).forEach(out::println);
    if (diff.count() > Math.min(limit, shown.size())) {
      out.println("…");
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d differences of %,d series, in %,d entries of %,d series%n",
        diff.same() ? "the same" : "not the same",
        diff.count(),
        diff.differentKeys().size(),
        diff.entriesCompared(),
        diff.keysCompared());
    out.flush();
    return diff.same() ? 0 : 1;
  }
}
