package io.skucast.local.state;

import io.skucast.savepoints.file.SavepointFile;
import io.skucast.savepoints.state.SeriesDrop;
import io.skucast.savepoints.state.SeriesState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** End of life and erasure. */
@Command(
    name = "drop",
    description = {
      "Writes a canonical savepoint without the series of some SKUs: their state and timers in all",
      "operators. All else is byte for byte the same, and the savepoint that is read is left as it",
      "is. Sums of which a series is a part, such as those of its category, keep what it sold."
    },
    mixinStandardHelpOptions = true)
final class DropCommand implements Callable<Integer> {
  @Mixin private SavepointArgument savepoint;

  @Option(
      names = "--sku",
      required = true,
      paramLabel = "S",
      arity = "1..*",
      description = "SKUs to drop.")
  private List<String> skus;

  @Option(
      names = "--location",
      paramLabel = "L",
      description = "Only their series at this location; default: at all of them.")
  private String location;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "NEW",
      description = "Folder of the new savepoint; it must not be there.")
  private String out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SavepointFile file = savepoint.open();
    TreeSet<String> keys = new TreeSet<>();
    for (String sku : skus) {
      keys.addAll(SeriesState.keysOf(file, sku, location));
    }
    SeriesDrop.Dropped dropped = SeriesDrop.drop(file, keys, out);
    PrintWriter said = spec.commandLine().getOut();
    said.printf(
        Locale.ROOT,
        "dropped %,d series: %,d entries and timers, %,d elements of lists; start the job from %s%n",
        keys.size(),
        dropped.entries(),
        dropped.elements(),
        dropped.path());
    said.flush();
    return 0;
  }
}
