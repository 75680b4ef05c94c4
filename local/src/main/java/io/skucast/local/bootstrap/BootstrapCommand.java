package io.skucast.local.bootstrap;

import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.BoundedRun;
import io.skucast.local.M5Calendar;
import io.skucast.local.SettingsArguments;
import io.skucast.savepoints.bootstrap.Bootstrap;
import io.skucast.savepoints.bootstrap.FileHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** From a file of sales to a savepoint that the live job starts from. */
@Command(
    name = "bootstrap",
    description = {
      "Learns a history of sales and leaves a savepoint for the live job to start from, as if it had"
          + " read them all.",
      "Options of the job are written --key=value and must be those of the live job, but for"
          + " state.backend and those of its ends."
    },
    mixinStandardHelpOptions = true)
public final class BootstrapCommand implements Callable<Integer> {
  @Option(names = "--data", required = true, description = "File, or folder for m5.")
  private Path data;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "SAVEPOINT",
      description = "Folder to be made for the savepoint.")
  private Path out;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Date of the last sales taken; default: all.")
  private LocalDate until;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description =
          "Subtasks of this run; the savepoint serves any number. Default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    BoundedRun.requireParallelism(parallelism);
    Settings given = arguments.settings(rest, Map.of());
    SaleFormat saleFormat = SaleFormat.parse(format);
    PrintWriter err = spec.commandLine().getErr();
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("--out " + out + " is no folder that can be made");
    }
    Settings settings = M5Calendar.in(given, saleFormat, data, folder, err);
    FileHistory history =
        new FileHistory(data.toString(), saleFormat, settings, Instant.now(), until);
    history.require();
    BootstrapProgress progress = new BootstrapProgress(err, RowEstimate.of(data, saleFormat));
    Bootstrap.Result result = new Bootstrap(settings, parallelism).run(history, out, progress);
    progress.end();
    report(settings, result);
    return 0;
  }

  private void report(Settings settings, Bootstrap.Result result) throws IOException {
    JobCounts counts = result.counts();
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        "read %,d = accepted %,d + rejected %,d%n",
        counts.read(), counts.accepted(), counts.rejected());
    text.printf(
        "accepted %,d = aggregated %,d + duplicate %,d + late %,d%n",
        counts.accepted(), counts.aggregated(), counts.duplicate(), counts.late());
    text.printf(
        Locale.ROOT,
        "%,d series learned in %.1f s, savepoint of %,d bytes written in %.1f s: %s%n",
        counts.series(),
        result.learnSeconds(),
        bytes(out),
        result.saveSeconds(),
        out.toAbsolutePath().normalize());
    text.printf(
        "Sales before %s are final. Start the live job so that it reads on from there:%n"
            + "  skucast submit --from %s --%s=%s%s%n",
        result.openFrom(),
        out.toAbsolutePath().normalize(),
        EndOptions.KAFKA_START.key(),
        result.openFrom(),
        options(settings));
    if (counts.late() * 20 > counts.accepted()) {
      text.println(
          "More than a twentieth of the sales came too late: sort the file by time, or raise"
              + " --time.disorder.");
    }
    text.flush();
  }

  /** What the live job must be given as well: whatever differs from the defaults. */
  private String options(Settings settings) {
    List<String> all = new ArrayList<>();
    if (arguments.config() != null) {
      all.add("--config");
      all.add(arguments.config().toString());
    }
    rest.stream().filter(this::isOfTheLiveJob).forEach(all::add);
    for (io.skucast.job.config.Option<?> made :
        List.of(LinearOptions.EVENTS, LinearOptions.COLUMNS)) {
      String argument = "--" + made.key() + "=" + settings.text(made);
      // The calendar that comes with M5's sales was found here, and the live job must know it too.
      boolean isDefault = settings.text(made).equals(made.defaultText());
      if (!isDefault && all.stream().noneMatch(one -> one.startsWith("--" + made.key() + "="))) {
        all.add(argument);
      }
    }
    return all.isEmpty() ? "" : ' ' + String.join(" ", all);
  }

  private boolean isOfTheLiveJob(String argument) {
    return !argument.startsWith("--" + EndOptions.KAFKA_START.key() + "=")
        && !argument.startsWith("--" + Options.STATE_BACKEND.key() + "=");
  }

  static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
