package io.skucast.local.state;

import io.skucast.local.ProgressLine;
import io.skucast.savepoints.state.StateExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** States as files. */
@Command(
    name = "export",
    description = {
      "Writes every state to a file of its own, UID.STATE.csv or .json: a line an entry, with SKU,",
      "location, the key in a map, and the fields of the value."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  @Mixin private SavepointArgument savepoint;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "csv, with a column a field, or json, with an object a line.")
  private String format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the files; it is made where it is not there.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    StateExport.Format chosen =
        switch (format) {
          case "csv" -> StateExport.Format.CSV;
          case "json" -> StateExport.Format.JSON;
          default ->
              throw new IllegalArgumentException(
                  "--format has the value '" + format + "': allowed are csv and json");
        };
    ProgressLine progress =
        new ProgressLine(spec.commandLine().getErr(), System.console() != null, 10);
    long[] counts = new long[2];
    StateExport.write(
        savepoint.open(),
        out,
        chosen,
        (file, entries) -> {
          counts[0]++;
          counts[1] += entries;
          if (progress.isDue()) {
            progress.show(
                String.format(Locale.ROOT, "%s: %,d entries", file.getFileName(), entries));
          }
        });
    progress.end();
    PrintWriter said = spec.commandLine().getOut();
    said.printf(Locale.ROOT, "wrote %,d entries to %,d files in %s%n", counts[1], counts[0], out);
    said.flush();
    return 0;
  }
}
