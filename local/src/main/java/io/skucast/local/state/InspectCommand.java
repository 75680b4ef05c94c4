package io.skucast.local.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skucast.core.sale.Series;
import io.skucast.savepoints.file.SavepointFile;
import io.skucast.savepoints.state.SeriesState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A series as JSON. */
@Command(
    name = "inspect",
    description = {
      "Prints everything that all operators keep of a series, with its timers, as JSON: an array",
      "with an object for each location of the SKU."
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  @Mixin private SavepointArgument savepoint;

  @Option(names = "--sku", paramLabel = "S", description = "SKU of the series.")
  private String sku;

  @Option(
      names = "--location",
      paramLabel = "L",
      description = "Location of the series; default: every one that has the SKU.")
  private String location;

  @Option(
      names = "--key",
      paramLabel = "SKU|LOCATION",
      description = "In place of them the name of a series or level, such as 'category:toys|*'.")
  private String key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if ((sku == null) == (key == null) || key != null && location != null) {
      throw new IllegalArgumentException(
          "name the series by --sku, with --location if you like, or by --key, and not by both");
    }
    SavepointFile file = savepoint.open();
    List<String> keys;
    if (key == null) {
      keys = SeriesState.keysOf(file, sku, location);
    } else {
      Series series = named(key);
      keys = SeriesState.keysOf(file, series.sku(), series.location());
    }
    ObjectMapper mapper = new ObjectMapper();
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode[] all = new ObjectNode[keys.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = SeriesState.of(file, keys.get(i));
    }
    JsonNode shown = mapper.valueToTree(all);
    out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(shown));
    out.flush();
    return 0;
  }

  /** A bar or a backslash in a name has a backslash before it. */
  private static Series named(String key) {
    StringBuilder part = new StringBuilder();
    String first = null;
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '\\' && i + 1 < key.length()) {
        part.append(key.charAt(++i));
      } else if (c == '|' && first == null) {
        first = part.toString();
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (first == null) {
      throw new IllegalArgumentException(
          "--key '" + key + "' has no bar: write it as SKU|LOCATION");
    }
    return new Series(first, part.toString());
  }
}
