package io.skucast.local.verify;

import io.skucast.core.generate.SalesPlan;
import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.local.SettingsArguments;
import io.skucast.local.demo.Feed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Faults, an upgrade and rescaling on real processes, and every result compared. */
@Command(
    name = "upgrade",
    description = {
      "Starts Kafka, Elasticsearch and a Flink cluster of processes on this machine and feeds the same"
          + " sales to two jobs: one that nothing happens to, and one whose processes are killed while"
          + " sales flow, that is upgraded, rescaled and rolled back. Then it compares every record of"
          + " every topic as committed, every document of every index, and all counts.",
      "Ends with 1 and the first differences if anything differs.",
      "Options of the job are written --key=value."
    },
    mixinStandardHelpOptions = true)
final class VerifyUpgradeCommand implements Callable<Integer> {
  @Option(names = "--data", description = "File of sales, or folder for m5; default: generated.")
  private Path data;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--skus",
      defaultValue = "60",
      description = "Without --data: how many SKUs are made up. Default ${DEFAULT-VALUE}.")
  private int skus;

  @Option(
      names = "--days",
      defaultValue = "120",
      description = "Without --data: how many days of sales. Default ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Without --data: what they are made from. Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--ha",
      defaultValue = "both",
      description =
          "with: a ZooKeeper brings jobs back when the JobManager dies; without: they are resumed from"
              + " their last checkpoint; both: one after the other. Default ${DEFAULT-VALUE}.")
  private String highAvailability;

  @Option(names = "--jar", description = "The job's jar; default: that of the last build.")
  private Path jar;

  @Option(
      names = "--next",
      description =
          "Jar to upgrade to; default: made from the sources, with a field more in the state of the"
              + " series' clocks and a keyed operator more.")
  private Path next;

  @Option(
      names = "--failing",
      description = "Jar whose upgrade fails; default: made from the sources.")
  private Path failing;

  @Option(
      names = "--keep",
      description = "New folder for logs, state and jars, which stay; default: temporary.")
  private Path keep;

  @Option(
      names = "--patience",
      defaultValue = "PT5M",
      description = "How long any one thing is waited for. Default ${DEFAULT-VALUE}.")
  private String patience;

  @Option(
      names = "--part-seconds",
      defaultValue = "10",
      description =
          "How long each part of the sales is fed at least: something happens to the job in it."
              + " Default ${DEFAULT-VALUE}.")
  private double partSeconds;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = arguments.settings(rest, defaults());
    require(
        List.of("with", "without", "both").contains(highAvailability),
        "--ha",
        highAvailability,
        "with, without or both");
    require(partSeconds > 0 && partSeconds <= 3600, "--part-seconds", partSeconds, "0.1 to 3600");
    PrintWriter out = spec.commandLine().getOut();
    Steps steps = new Steps(out, patience());
    return 0;
  }

  private Duration patience() {
    try {
      Duration given = Duration.parse(patience);
      require(given.toSeconds() >= 10, "--patience", patience, "PT10S and more");
      return given;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--patience is " + patience + ": allowed is a duration such as PT5M", e);
    }
  }
}
