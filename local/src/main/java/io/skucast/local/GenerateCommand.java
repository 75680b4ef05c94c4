package io.skucast.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skucast.core.generate.OrderLine.Fate;
import io.skucast.core.generate.SaleGenerator;
import io.skucast.core.generate.SalesFiles;
import io.skucast.core.generate.SalesPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes up sales, and writes down what they were made from. */
@Command(
    name = "generate",
    description = {
      "Makes up the sales of a shop from a seed: sales.csv, the truth behind them in truth.csv, and"
          + " what was asked for in parameters.json.",
      "With trend, weekly and yearly season, promotions, prices, intermittent and new products,"
          + " stock-outs, returns, repeats, corrections and late lines."
    },
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
  @Option(names = "--skus", defaultValue = "200", description = "Default ${DEFAULT-VALUE}.")
  private int skus;

  @Option(names = "--days", defaultValue = "365", description = "Default ${DEFAULT-VALUE}.")
  private int days;

  @Option(names = "--locations", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private int locations;

  @Option(names = "--seed", defaultValue = "1", description = "Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--start",
      defaultValue = "2024-01-01",
      description = "First day, in UTC; default ${DEFAULT-VALUE}.")
  private String start;

  @Option(names = "--out", required = true, description = "Folder for the files.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    SalesPlan plan = new SalesPlan(skus, days, locations, seed, start());
    PrintWriter err = spec.commandLine().getErr();
    Map<Fate, Long> counts =
        SalesFiles.write(
            new SaleGenerator(plan),
            out,
            day -> {
              if (day % 100 == 0) {
                err.printf("day %d of %d …%n", day, days);
                err.flush();
              }
            });
    long events = counts.values().stream().mapToLong(Long::longValue).sum();
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("skus", skus);
    parameters.put("days", days);
    parameters.put("locations", locations);
    parameters.put("seed", seed);
    parameters.put("start", start);
    parameters.put("events", events);
    parameters.put("repeats", counts.get(Fate.REPEAT));
    parameters.put("corrections", counts.get(Fate.CORRECTION));
    parameters.put("late", counts.get(Fate.LATE));
    Files.write(
        out.resolve("parameters.json"),
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsBytes(parameters));
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        "%,d events of %,d SKUs at %,d locations over %,d days: %,d repeats, %,d corrections a day"
            + " late, %,d lines ten days late: %s%n",
        events,
        skus,
        locations,
        days,
        counts.get(Fate.REPEAT),
        counts.get(Fate.CORRECTION),
        counts.get(Fate.LATE),
        out.toAbsolutePath());
    text.flush();
    return 0;
  }

  private LocalDate start() {
    try {
      return LocalDate.parse(start);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--start is " + start + ": allowed is a date such as 2024-01-01", e);
    }
  }
}
