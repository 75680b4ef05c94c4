package io.skucast.local.bench;

import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.net.Architecture;
import io.skucast.job.config.Settings;
import io.skucast.local.cluster.ProcessReading;
import io.skucast.local.operate.JobJar;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Whether a session cluster stays as it was when the job has come and gone many times. */
@Command(
    name = "classloading",
    description = {
      "Submits the job's jar to one Flink session cluster again and again, lets it read sales from"
          + " Kafka and write to Kafka and Elasticsearch, cancels it, and reads the TaskManager's"
          + " metaspace, threads and resident memory after each round.",
      "Ends with 1 where they grow after the rounds to warm up: metaspace by 2 % or more, resident"
          + " memory by 5 % or more, or threads or class loaders of jobs at all.",
      "Options of the job are written --key=value."
    },
    mixinStandardHelpOptions = true)
final class ClassLoadingCommand implements Callable<Integer> {
  private static final double MOST_METASPACE = 0.02;
  private static final double MOST_RESIDENT = 0.05;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "Times the job is submitted and cancelled; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "Rounds before the one that later ones are compared with; default 5.")
  private int warmUp;

  @Option(names = "--jar", description = "The job's jar; default: that of the last build.")
  private Path jar;

  @Option(
      names = "--folder",
      description = "New folder for the cluster's files and logs; default: a temporary one.")
  private Path folder;

  @Option(
      names = "--deep",
      description = "With a small deep model of random weights, which each job loads and runs.")
  private boolean deep;

  @Unmatched private List<String> rest = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    require(rounds >= 2 && rounds <= 1000, "--rounds", rounds, "2 to 1000");
    require(warmUp >= 1 && warmUp < rounds, "--warm-up", warmUp, "1 to one less than --rounds");
    Path job = jar == null ? JobJar.built() : jar;
    require(Files.isRegularFile(job), "--jar", job, "the path of the job's jar");
    Path home = folder == null ? Files.createTempDirectory("skucast-cluster-") : folder;
    require(isNew(home), "--folder", home, "an empty folder or one that is not there");
    List<String> options = new ArrayList<>(rest);
    if (deep) {
      options.addAll(publishedModel(home.resolve("models")));
    }
    PrintWriter out = spec.commandLine().getOut();
    Path server =
        Path.of(System.getProperty("skucast.elasticsearch", "local/target/elasticsearch"));
    try (ClassLoadingRun run = ClassLoadingRun.start(job, server, home, options)) {
      out.printf(
          "logs of the cluster: %s%n%n| round | metaspace, kB | threads | resident, kB | class"
              + " loaders of jobs |%n|--:|--:|--:|--:|--:|%n",
          run.log());
      List<ProcessReading> readings = new ArrayList<>();
      for (int round = 1; round <= rounds; round++) {
        ProcessReading reading = run.round();
        readings.add(reading);
        out.printf(
            Locale.ROOT,
            "| %d | %,d | %,d | %,d | %d |%n",
            round,
            reading.metaspaceBytes() / 1024,
            reading.threadCount(),
            reading.residentBytes() / 1024,
            reading.jobLoaders());
        out.flush();
      }
      return verdict(out, readings.get(warmUp - 1), readings.get(rounds - 1));
    }
  }

  /** Writes a model and publishes it; gives the options of the job that it is served with. */
  private static List<String> publishedModel(Path models) throws IOException {
    DeepBenchModel model = new DeepBenchModel(Architecture.MLP, 32, 1, 1);
    model.write(models, Settings.of(Map.of()));
    new ModelStore(models).publish(DeepBenchModel.VERSION, null);
    return List.of(
        "--deep.enabled=true",
        "--deep.models=" + models.toAbsolutePath(),
        "--deep.trial-origins=0");
  }

  private int verdict(PrintWriter out, ProcessReading first, ProcessReading last) {
    double metaspace = 1.0 * last.metaspaceBytes() / first.metaspaceBytes() - 1;
    double resident = 1.0 * last.residentBytes() / first.residentBytes() - 1;
    boolean flat = isFlat(first, last);
    out.printf(
        Locale.ROOT,
        "%nfrom round %d to %d: metaspace %+.2f %%, threads %+d, resident memory %+.2f %%: %s%n",
        warmUp,
        rounds,
        100 * metaspace,
        last.threadCount() - first.threadCount(),
        100 * resident,
        flat ? "flat" : "it grows");
    difference(first.threads(), last.threads())
        .forEach((name, by) -> out.printf("%s: %+d%n", name, by));
    out.flush();
    return flat ? 0 : 1;
  }

  static boolean isFlat(ProcessReading first, ProcessReading last) {
    return last.metaspaceBytes() < (1 + MOST_METASPACE) * first.metaspaceBytes()
        && last.residentBytes() < (1 + MOST_RESIDENT) * first.residentBytes()
        && last.threadCount() <= first.threadCount()
        && last.jobLoaders() <= first.jobLoaders();
  }

  /** By how many threads of each name the second has more or fewer. */
  static Map<String, Integer> difference(Map<String, Integer> first, Map<String, Integer> second) {
    Map<String, Integer> difference = new TreeMap<>(second);
    first.forEach((name, count) -> difference.merge(name, -count, Integer::sum));
    difference.values().removeIf(by -> by == 0);
    return difference;
  }

  private static boolean isNew(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static void require(boolean allowed, String name, Object value, String what) {
    if (!allowed) {
      throw new IllegalArgumentException(name + " is " + value + ": allowed is " + what);
    }
  }
}
