package io.skucast.local.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A folder as Flink's distribution has one: {@code lib} with the jars of a cluster's processes,
 * {@code conf}, {@code bin} and {@code log}. In {@code lib} lie Flink and, where it is on the class
 * path, TensorFlow, whose native library one process can load once only; nothing of the job and its
 * connectors, which come with the job's jar.
 */
public final class FlinkHome {
  /** What Flink's own jars need beside them. */
  private static final Set<String> FLINK_NEEDS =
      Set.of(
          "async-profiler",
          "chill-java",
          "commons-cli",
          "commons-collections",
          "commons-compress",
          "commons-io",
          "commons-lang3",
          "commons-math3",
          "commons-text",
          "frocksdbjni",
          "javassist",
          "jsr305",
          "kryo",
          "log4j-api",
          "log4j-core",
          "log4j-slf4j-impl",
          "lz4-java",
          "minlog",
          "objenesis",
          "slf4j-api",
          "snakeyaml-engine",
          "snappy-java");

  private static final Set<String> TENSORFLOW =
      Set.of(
          "tensorflow-core-api", "tensorflow-core-native", "ndarray", "javacpp", "protobuf-java");

  private static final Pattern JAR = Pattern.compile("(.+?)-(\\d.*)\\.jar");
  private static final Pattern FLINK = Pattern.compile("flink-.*");

  /**
   * Named like Flink, but of the job, of the tools that look into savepoints, or of who asks SQL.
   */
  private static final Pattern NOT_OF_CLUSTER =
      Pattern.compile(
          "flink-job|flink-ml-.*|flink-connector-(base|kafka)|flink-state-processor-api"
              + "|flink-sql-.*|flink-table-planner-loader|flink-python");

  private static final String LOGGING = "log4j-console.properties";
  private static final List<String> SCRIPTS =
      List.of(
          "jobmanager",
          "taskmanager",
          "flink",
          "kubernetes-jobmanager.sh",
          "kubernetes-taskmanager.sh");

  private final Path folder;

  private FlinkHome(Path folder) {
    this.folder = folder;
  }

  /** The home that was laid out in this folder. */
  public static FlinkHome at(Path folder) {
    return new FlinkHome(folder.toAbsolutePath().normalize());
  }

  /**
   * Lays out a home whose jars are links to those of the class path, over one that is there.
   *
   * @param classPath as of {@code java.class.path}; of its jars, those of a cluster are taken
   * @param settings what goes into Flink's configuration file
   * @throws IllegalArgumentException if Flink or what it needs is not on the class path
   */
  public static FlinkHome assemble(Path folder, String classPath, Map<String, String> settings)
      throws IOException {
    return lay(folder, classPath, settings, FlinkHome::link);
  }

  /**
   * Lays out a home of real files that can be taken elsewhere, with the job's jar in {@code usrlib}
   * and an empty {@code plugins}.
   *
   * @param jobJar becomes {@code usrlib/skucast-job.jar}
   */
  public static FlinkHome copy(
      Path folder, String classPath, Map<String, String> settings, Path jobJar) throws IOException {
    FlinkHome home = lay(folder, classPath, settings, FlinkHome::copy);
    Files.createDirectories(home.folder.resolve("plugins"));
    Files.createDirectories(home.jobJar().getParent());
    copy(jobJar, home.jobJar());
    return home;
  }

  private static FlinkHome lay(
      Path folder, String classPath, Map<String, String> settings, Placing placing)
      throws IOException {
    List<Path> jars = clusterJars(classPath);
    FlinkHome home = at(folder);
    FolderTree.delete(home.lib());
    for (Path part : List.of(home.lib(), home.conf(), home.bin(), home.log())) {
      Files.createDirectories(part);
    }
    for (Path jar : jars) {
      placing.put(jar, home.lib().resolve(jar.getFileName()));
    }
    Files.writeString(
        home.conf().resolve("config.yaml"),
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(e -> e.getKey() + ": '" + e.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining()));
    // So named, Flink's Kubernetes integration carries it into its containers.
    Files.writeString(home.conf().resolve(LOGGING), resource(LOGGING));
    for (String script : SCRIPTS) {
      Path file = Files.writeString(home.bin().resolve(script), resource("bin/" + script));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(home.bin().resolve("environment"), resource("bin/environment"));
    Files.writeString(home.bin().resolve("jvm.options"), resource("/jvm.options"));
    return home;
  }

  private static List<Path> clusterJars(String classPath) {
    List<Path> jars = new ArrayList<>();
    Set<String> missing = new TreeSet<>(FLINK_NEEDS);
    missing.addAll(Set.of("flink-runtime", "flink-clients", "flink-streaming-java"));
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      Path jar = Path.of(entry);
      Matcher name = JAR.matcher(String.valueOf(jar.getFileName()));
      if (!name.matches() || !isOfCluster(name.group(1), name.group(2))) {
        continue;
      }
      missing.remove(name.group(1));
      jars.add(jar);
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "the class path has no jar of "
              + String.join(", ", missing)
              + ": a cluster is made of Flink's jars and what they need");
    }
    return jars;
  }

  private static boolean isOfCluster(String artifact, String version) {
    if (version.endsWith("-tests")) {
      return false;
    }
    return FLINK_NEEDS.contains(artifact)
        || TENSORFLOW.contains(artifact)
        || FLINK.matcher(artifact).matches() && !NOT_OF_CLUSTER.matcher(artifact).matches();
  }

  /** TensorFlow's native library alone is 160 MB: where links can be made, nothing is copied. */
  private static void link(Path jar, Path target) throws IOException {
    try {
      Files.createSymbolicLink(target, jar.toRealPath());
    } catch (UnsupportedOperationException noLinks) {
      copy(jar, target);
    }
  }

  private static void copy(Path jar, Path target) throws IOException {
    Files.copy(jar, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String resource(String name) {
    try (InputStream in = FlinkHome.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jars of every process of the cluster. */
  public Path lib() {
    return folder.resolve("lib");
  }

  /** Flink's configuration file, and that of its log. */
  public Path conf() {
    return folder.resolve("conf");
  }

  /** Scripts that start a process in the foreground, and Flink's command line. */
  public Path bin() {
    return folder.resolve("bin");
  }

  /** What the processes log. */
  public Path log() {
    return folder.resolve("log");
  }

  /** The job's jar in a home that is a copy. */
  public Path jobJar() {
    return folder.resolve("usrlib").resolve("skucast-job.jar");
  }

  /** How a jar comes into {@code lib}. */
  @FunctionalInterface
  private interface Placing {
    void put(Path jar, Path target) throws IOException;
  }
}
