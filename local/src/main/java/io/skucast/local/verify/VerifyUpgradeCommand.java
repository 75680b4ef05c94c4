package io.skucast.local.verify;

import io.skucast.core.generate.SalesPlan;
import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.local.SettingsArguments;
import io.skucast.local.demo.Feed;
import io.skucast.local.operate.JobJar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.configuration.MemorySize;
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

  @Option(
      names = "--taskmanager-memory",
      paramLabel = "SIZE",
      description =
          "Of each of the two TaskManagers, 2g or more; default: that of a cluster with two slots"
              + " each. State on the heap of many series needs more.")
  private String taskManagerMemory;

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
    Path built = jar == null ? JobJar.built() : Jars.existing("--jar", jar);
    Verification.Plan plan =
        new Verification.Plan(
            FeedPlan.of(feed(settings), settings, settings.get(EndOptions.KAFKA_PARTITIONS)),
            given(settings),
            partSeconds,
            patience(),
            memory());
    if (next != null) {
      next = Jars.existing("--next", next);
    }
    if (failing != null) {
      failing = Jars.existing("--failing", failing);
    }
    boolean stays = keep != null;
    Path folder = stays ? newFolder() : Files.createTempDirectory("skucast-verify-");
    boolean same;
    try {
      same = verify(plan, built, folder);
    } catch (Exception e) {
      spec.commandLine().getOut().printf("logs and state stay in %s%n", folder);
      spec.commandLine().getOut().flush();
      throw e;
    }
    if (same && !stays) {
      delete(folder);
    } else {
      spec.commandLine().getOut().printf("logs and state stay in %s%n", folder);
    }
    return same ? 0 : 1;
  }

  private boolean verify(Verification.Plan plan, Path built, Path folder) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Steps steps = new Steps(out, plan.patience());
    UpgradeScenario scenario = scenario(steps, built, folder.resolve("jars"));
    Path server =
        Path.of(System.getProperty("skucast.elasticsearch", "local/target/elasticsearch"));
    List<Verdict> verdicts = new ArrayList<>();
    try (Verification verification = new Verification(plan, server, folder, steps)) {
      Thread hook = new Thread(() -> stop(verification), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      verdicts.addAll(
          scenario.verify(
              verification, !highAvailability.equals("without"), !highAvailability.equals("with")));
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    steps.printTable();
    verdicts.forEach(verdict -> verdict.print(out));
    boolean same = verdicts.stream().allMatch(Verdict::isSame);
    out.printf("%n%s%n", same ? "nothing lost, nothing twice, nothing changed" : "NOT the same");
    out.flush();
    return same;
  }

  private UpgradeScenario scenario(Steps steps, Path built, Path jars) throws Exception {
    Path[] made = {next, failing};
    if ((next == null || failing == null) && !highAvailability.equals("without")) {
      Jars releases = new Jars(Path.of(System.getProperty("skucast.home", "")), jars);
      steps.step(
          "make releases to upgrade to",
          () -> {
            made[0] = next == null ? releases.next(built) : next;
            made[1] = failing == null ? releases.failing(built) : failing;
            return "in " + jars;
          });
    }
    return new UpgradeScenario(built, made[0], made[1]);
  }

  private String memory() {
    if (taskManagerMemory == null) {
      return null;
    }
    boolean enough;
    try {
      enough = MemorySize.parse(taskManagerMemory).compareTo(MemorySize.parse("2g")) >= 0;
    } catch (IllegalArgumentException e) {
      enough = false;
    }
    require(enough, "--taskmanager-memory", taskManagerMemory, "a size of 2g or more, such as 4g");
    return taskManagerMemory;
  }

  private static void stop(Verification verification) {
    try {
      verification.close();
    } catch (IOException e) {
      System.err.println("skucast: while stopping: " + e);
    }
  }

  /** What a short run needs, where the user says nothing else. */
  private Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put(EndOptions.CHECKPOINT_INTERVAL.key(), "PT1S");
    // While a job is away all partitions are silent, and none must run ahead of the others then.
    defaults.put(Options.IDLE_AFTER.key(), "PT0S");
    defaults.put(Options.FORECAST_EVERY.key(), data == null ? "7" : "28");
    if (data == null) {
      // So that a few months teach enough for models to be served.
      defaults.put(LinearOptions.TEACH_EVERY.key(), "1");
      defaults.put(LinearOptions.LEAST_SAMPLES.key(), "200");
      defaults.put(LinearOptions.HELD_OUT.key(), "2");
    }
    return defaults;
  }

  /** Options that are not as they are anyway. */
  private static Map<String, String> given(Settings settings) {
    Map<String, String> given = new LinkedHashMap<>();
    for (var option : Options.all()) {
      if (!settings.text(option).equals(option.defaultText())) {
        given.put(option.key(), settings.text(option));
      }
    }
    return given;
  }

  private Supplier<Feed> feed(Settings settings) {
    if (data == null) {
      SalesPlan plan = new SalesPlan(skus, days, 1, seed, LocalDate.parse("2024-01-01"));
      return () -> new SpoiltFeed(Feed.generated(plan));
    }
    SaleFormat parsed = SaleFormat.parse(format);
    return () -> Feed.ofFile(data, parsed, settings);
  }

  private Path newFolder() throws IOException {
    boolean taken = Files.exists(keep) && !isEmpty(keep);
    require(!taken, "--keep", keep, "an empty folder or one that is not there");
    return Files.createDirectories(keep).toAbsolutePath();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
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
