package io.skucast.local.operate;

import io.skucast.local.cluster.ClusterSettings;
import io.skucast.local.cluster.FlinkHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Assembles what a container image or another machine needs. */
@Command(
    name = "dist",
    description =
        "Copies Flink, TensorFlow's natives, RocksDB and the job into one folder: flink/lib,"
            + " flink/usrlib/skucast-job.jar, flink/conf and flink/bin.",
    mixinStandardHelpOptions = true)
public final class DistCommand implements Callable<Integer> {
  private static final int SLOTS = 2;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder that gets the folder flink, which it may not have yet.")
  private Path out;

  @Option(names = "--jar", description = "The job's jar; default: that of the last build.")
  private Path jar;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder = out.resolve("flink");
    if (Files.exists(folder)) {
      throw new IllegalArgumentException(
          "--out has the value '" + out + "': allowed is a folder in which there is no flink");
    }
    Path job = jar == null ? JobJar.built() : jar;
    if (!Files.isRegularFile(job)) {
      throw new IllegalArgumentException(
          "--jar has the value '" + job + "': allowed is the path of the job's jar");
    }
    FlinkHome home = FlinkHome.copy(folder, System.getProperty("java.class.path"), settings(), job);
    PrintWriter printer = spec.commandLine().getOut();
    printer.printf("%s holds %d MB%n", folder, bytes(folder) >> 20);
    printer.println("jars of Flink    " + home.lib());
    printer.println("the job          " + home.jobJar());
    printer.println("configuration    " + home.conf());
    printer.println("scripts          " + home.bin() + ": jobmanager, taskmanager, flink");
    printer.flush();
    return 0;
  }

  /** What a cluster on any machine needs; where its JobManager is, whoever starts it says. */
  private static Map<String, String> settings() {
    Map<String, String> all = new TreeMap<>(ClusterSettings.ofJob(SLOTS));
    all.put("jobmanager.rpc.address", "localhost");
    all.put("rest.address", "localhost");
    return all;
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
