package io.skucast.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skucast.core.generate.SalesPlan;
import io.skucast.core.read.SaleFormat;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.FreePort;
import io.skucast.local.M5Calendar;
import io.skucast.local.SettingsArguments;
import io.skucast.local.SetupCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Everything on this machine: Kafka, Elasticsearch, Flink, and sales to feed them. */
@Command(
    name = "demo",
    description = {
      "Starts Kafka, Elasticsearch and Flink on this machine and runs the live job on a feed of"
          + " sales.",
      "Options of the job are written --key=value. Ctrl-C stops everything; nothing is left behind."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final double DAY_A_SECOND = 86_400;
  private static final int KAFKA_PORT = 9092;
  private static final int ELASTICSEARCH_PORT = 9200;
  private static final int WEB_PORT = 8081;

  @Option(names = "--data", description = "File of sales, or folder for m5; default: generated.")
  private Path data;

  @Option(
      names = "--skus",
      defaultValue = "200",
      description = "Without --data: how many SKUs are made up. Default ${DEFAULT-VALUE}.")
  private int skus;

  @Option(
      names = "--days",
      defaultValue = "730",
      description = "Without --data: how many days of sales. Default ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Without --data: what they are made from. Default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--format",
      defaultValue = "csv",
      description = "csv, online-retail or m5; default ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--speed",
      description =
          "How many times as fast as they happened sales are fed, or max;"
              + " default 86400, a day a second, and with --once max.")
  private String speed;

  @Option(
      names = "--once",
      description = "Ends when the feed has ended and every record is accounted for.")
  private boolean once;

  @Option(
      names = "--times",
      defaultValue = "1",
      description =
          "With --once: runs the job so many times over the same sales; all but the first change"
              + " nothing. Default ${DEFAULT-VALUE}.")
  private int times;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Subtasks. Default ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--out",
      defaultValue = "demo-results",
      description = "With --once: folder for summary.json. Default ${DEFAULT-VALUE}.")
  private Path out;

  @Mixin private SettingsArguments arguments;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Settings settings = arguments.settings(rest, Map.of(Options.FORECAST_EVERY.key(), "28"));
    double pace = pace();
    require(times >= 1 && (times == 1 || once), "--times", times, "1 or, with --once, more");
    require(parallelism >= 1 && parallelism <= 128, "--parallelism", parallelism, "1 to 128");
    // Opened once before anything starts, so that a wrong path or header is one clear line.
    KafkaEnds.sink(settings);
    feed(settings).close();
    Path server = elasticsearch();
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Running running = new Running()) {
      Thread hook = new Thread(() -> stop(running, interrupted), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      run(settings, pace, server, running, interrupted);
    }
    return 0;
  }

  private static void stop(Running running, CountDownLatch interrupted) {
    interrupted.countDown();
    try {
      running.close();
    } catch (Exception e) {
      System.err.println("skucast: while stopping: " + e);
    }
  }

  private void run(
      Settings asked, double pace, Path server, Running running, CountDownLatch interrupted)
      throws Exception {
    PrintWriter say = spec.commandLine().getOut();
    LocalServers servers = LocalServers.start(server, KAFKA_PORT, ELASTICSEARCH_PORT, say);
    running.add(servers, servers::close);
    Path folder = running.addFolder(Files.createTempDirectory("skucast-flink-"));
    Settings settings =
        known(asked, folder, say)
            .with(
                Map.of(
                    EndOptions.KAFKA_BOOTSTRAP.key(), servers.bootstrap(),
                    EndOptions.ELASTICSEARCH_URLS.key(), servers.url(),
                    EndOptions.CHECKPOINT_FOLDER.key(), folder.toUri().toString()));
    SetupCommand.setUp(settings);
    SaleFeeder feeder =
        new SaleFeeder(feed(settings), servers.bootstrap(), KafkaEnds.salesTopic(settings), pace);
    running.add(feeder, feeder::stop);
    Documents documents = new Documents(settings);
    running.add(documents, documents::close);
    NewAlerts alerts = NewAlerts.open(settings);
    running.add(alerts, alerts::close);
    int webPort = FreePort.orAnother(WEB_PORT);
    if (webPort != WEB_PORT) {
      say.printf(
          "port %d is taken: Flink's web page is at http://127.0.0.1:%d%n", WEB_PORT, webPort);
    }
    say.printf(
        "%n  Flink          http://127.0.0.1:%d%n  Elasticsearch  %s/%s-trends/_search?size=3&pretty%n"
            + "  Kafka          %s%n%n",
        webPort, servers.url(), settings.get(EndOptions.PREFIX), servers.bootstrap());
    say.flush();
    DemoAddresses addresses =
        new DemoAddresses(
            servers.bootstrap(),
            settings.get(EndOptions.PREFIX),
            servers.url(),
            "http://127.0.0.1:" + webPort);
    addresses.write();
    running.add(addresses, DemoAddresses::remove);
    long began = System.nanoTime();
    feeder.start();
    List<Map<String, Object>> passes = new ArrayList<>();
    for (int pass = 1; pass <= times && interrupted.getCount() > 0; pass++) {
      Settings own =
          settings.with(
              Map.of(
                  EndOptions.KAFKA_GROUP.key(),
                  settings.get(EndOptions.KAFKA_GROUP) + "-demo-" + pass));
      DemoJob job = DemoJob.start(own, parallelism, pass == 1 ? webPort : FreePort.any());
      running.add(job, job::stop);
      JobCounts counts =
          await(job, feeder, folder, interrupted, new Glimpses(documents, alerts, own, say));
      if (interrupted.getCount() > 0) {
        documents.refresh();
        FirstLook.print(documents, own, say);
        passes.add(accounts(counts, documents, began));
      }
      if (once) {
        running.stopNow(job);
      }
    }
    if (interrupted.getCount() == 0) {
      return;
    }
    if (!once) {
      say.println("\nThe feed has ended; the pages above stay up until Ctrl-C.");
      say.flush();
      interrupted.await();
      return;
    }
    write(passes, say);
  }

  /** With the events that come with the data; what is no result goes with the rest. */
  private Settings known(Settings asked, Path folder, PrintWriter say) throws IOException {
    return data == null
        ? asked
        : M5Calendar.in(asked, SaleFormat.parse(format), data, once ? out : folder, say);
  }

  /** Shows progress until the feed has ended and the job has read all of it. */
  private JobCounts await(
      DemoJob job, SaleFeeder feeder, Path folder, CountDownLatch interrupted, Glimpses glimpses)
      throws Exception {
    Progress progress = new Progress(spec.commandLine().getErr(), System.console() != null);
    JobCounts counts = JobCounts.of(Map.of());
    while (!interrupted.await(1, TimeUnit.SECONDS)) {
      boolean fed = feeder.isDone();
      counts = job.counts();
      progress.show(feeder.sent(), counts);
      if (job.hasEnded()) {
        throw new IOException("the job ended before the feed did");
      }
      if (fed && counts.read() + counts.clocks() == feeder.sent()) {
        progress.end();
        return once ? job.drain(folder.resolve("savepoints")) : counts;
      }
      if (!once) {
        glimpses.print(counts, progress);
      }
    }
    progress.end();
    return counts;
  }

  private Map<String, Object> accounts(JobCounts counts, Documents documents, long began)
      throws IOException {
    Map<String, Object> accounts = new LinkedHashMap<>(counts.summary());
    accounts.put("rejected_by_reason", documents.reasons());
    accounts.put("documents", documents.counts());
    accounts.put("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
    return accounts;
  }

  private void write(List<Map<String, Object>> passes, PrintWriter say) throws IOException {
    Files.createDirectories(out);
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Path summary = out.resolve("summary.json");
    Map<String, Object> last = passes.get(passes.size() - 1);
    Map<String, Object> all = new LinkedHashMap<>(passes.get(0));
    if (passes.size() > 1) {
      all.put("again", passes.subList(1, passes.size()));
    }
    Files.write(summary, json.writeValueAsBytes(all));
    for (Map<String, Object> pass : passes) {
      say.printf("%n%s%n", Accounts.text(pass));
    }
    say.printf("%s%n", summary.toAbsolutePath());
    say.flush();
    Accounts.check(passes.get(0), last);
  }

  private double pace() {
    if (speed == null) {
      return once ? SaleFeeder.MAX_SPEED : DAY_A_SECOND;
    }
    if (speed.equals("max")) {
      return SaleFeeder.MAX_SPEED;
    }
    try {
      double pace = Double.parseDouble(speed);
      require(pace > 0 && pace < 1e12, "--speed", speed, "a number above 0, or max");
      return pace;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--speed is " + speed + ": allowed is a number above 0, or max", e);
    }
  }

  private Feed feed(Settings settings) {
    if (data == null) {
      return Feed.generated(new SalesPlan(skus, days, 1, seed, LocalDate.parse("2024-01-01")));
    }
    return Feed.ofFile(data, SaleFormat.parse(format), settings);
  }

  /** The launcher says where the build has unpacked the server. */
  private static Path elasticsearch() {
    return Path.of(System.getProperty("skucast.elasticsearch", "local/target/elasticsearch"));
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }
}
