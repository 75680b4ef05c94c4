package io.skucast.local.train;

import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.Settings;
import io.skucast.local.M5Calendar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which sales to train on, on a command line. */
final class SalesArguments {
  /** Where the sales come from. */
  private static final class Input {
    @Option(names = "--data", required = true, description = "File, or folder for m5.")
    private Path data;

    @Option(
        names = "--from-kafka",
        required = true,
        description =
            "The job's topic of sales, from its beginning to its present end; see the options"
                + " prefix and kafka.*.")
    private boolean fromKafka;
  }

  @ArgGroup(multiplicity = "1")
  private Input input;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--until",
      description = "Sales after this date are not learned from; default: all are.")
  private String until;

  /**
   * @param say takes the progress
   * @throws IllegalArgumentException naming what is not allowed, or the sales if there are none
   */
  ReadSales read(Settings settings, PrintWriter say) throws IOException {
    SaleFormat saleFormat = SaleFormat.parse(format);
    LocalDate date = date();
    return input.fromKafka
        ? ReadSales.ofTopic(settings, date, say)
        : ReadSales.ofFile(input.data, saleFormat, settings, date, say);
  }

  private LocalDate date() {
    try {
      return until == null ? null : LocalDate.parse(until);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--until is " + until + ": allowed is a date such as 2024-01-01", e);
    }
  }

  /** Settings with the events that come with the sales, as every run over them has them. */
  Settings withEvents(Settings settings, Path folder, PrintWriter say) throws IOException {
    return input.fromKafka
        ? settings
        : M5Calendar.in(settings, SaleFormat.parse(format), input.data, folder, say);
  }

  /** Whether the same command finds more sales later. */
  boolean mayGrow() {
    return input.fromKafka && until == null;
  }
}
