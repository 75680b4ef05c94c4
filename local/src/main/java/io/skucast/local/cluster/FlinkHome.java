package io.skucast.local.cluster;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * {@code conf} and {@code log}. In {@code lib} lie Flink and, where it is on the class path,
 * TensorFlow, whose native library one process can load once only; nothing of the job and its
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

  /** Named like Flink, but of the job. */
  private static final Pattern OF_THE_JOB =
      Pattern.compile("flink-job|flink-ml-.*|flink-connector-(base|kafka)");

  private final Path folder;

  private FlinkHome(Path folder) {
    this.folder = folder;
  }

  /**
   * Lays out a home in a folder that is empty or not there.
   *
   * @param classPath as of {@code java.class.path}; of its jars, those of a cluster are taken
   * @param settings what goes into Flink's configuration file
   * @throws IllegalArgumentException if Flink or what it needs is not on the class path
   */
  public static FlinkHome assemble(Path folder, String classPath, Map<String, String> settings)
      throws IOException {
    FlinkHome home = new FlinkHome(folder.toAbsolutePath());
    Files.createDirectories(home.lib());
    Files.createDirectories(home.conf());
    Files.createDirectories(home.log());
    for (Path jar : clusterJars(classPath)) {
      put(jar, home.lib().resolve(jar.getFileName()));
    }
    Files.writeString(
        home.conf().resolve("config.yaml"),
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(e -> e.getKey() + ": '" + e.getValue().replace("'", "''") + "'\n")
                .collect(Collectors.joining()));
    Files.writeString(
        home.conf().resolve("log4j.properties"), resource("cluster-log4j.properties"));
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
        || FLINK.matcher(artifact).matches() && !OF_THE_JOB.matcher(artifact).matches();
  }

  /** TensorFlow's native library alone is 160 MB: where links can be made, nothing is copied. */
  private static void put(Path jar, Path target) throws IOException {
    try {
      Files.createSymbolicLink(target, jar.toRealPath());
    } catch (UnsupportedOperationException noLinks) {
      Files.copy(jar, target);
    }
  }

  /** What Flink needs opened on Java 17, an option a line. */
  static List<String> opens() {
    return resource("/jvm.options").lines().filter(line -> !line.isBlank()).toList();
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

  /** What the processes log. */
  public Path log() {
    return folder.resolve("log");
  }
}
