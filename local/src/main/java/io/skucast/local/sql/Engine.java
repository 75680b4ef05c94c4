package io.skucast.local.sql;

import io.skucast.local.cluster.LocalCluster;
import io.skucast.udf.Functions;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where queries run, as Flink's configuration: in this process, or on a cluster. */
final class Engine {
  /** What a cluster needs of ours to run queries, beside the functions. */
  private static final Pattern FOR_QUERIES =
      Pattern.compile("(flink-connector-(kafka|base)|kafka-clients)-\\d.*\\.jar");

  /** Not the one of functions that ask deep models, which lies there too. */
  private static final Pattern THIN_JAR = Pattern.compile("udf-.*(?<!-deep)-functions\\.jar");

  private Engine() {}

  /** A mini cluster of the process that asks, for each query anew. */
  static Map<String, String> ofThisProcess() {
    Map<String, String> all = new TreeMap<>();
    all.put("execution.target", "local");
    // Else the gateway and the client, whose queries return at once, are refused a cluster of their
    // own.
    all.put("execution.attached", "true");
    all.put("parallelism.default", "2");
    // Nobody looks at its page, but it has one.
    all.put("rest.bind-address", "127.0.0.1");
    all.put("rest.address", "127.0.0.1");
    all.put("taskmanager.memory.managed.size", "256m");
    all.put("taskmanager.memory.network.min", "128m");
    all.put("taskmanager.memory.network.max", "128m");
    return all;
  }

  /** A cluster that runs; connector and functions go along with each query. */
  static Map<String, String> of(LocalCluster cluster) throws IOException {
    Map<String, String> all = new TreeMap<>();
    URI rest = URI.create(cluster.rest().address());
    all.put("execution.target", "remote");
    all.put("rest.address", rest.getHost());
    all.put("rest.port", rest.getPort() + "");
    all.put("parallelism.default", "1");
    all.put("pipeline.jars", String.join(";", jars()));
    return all;
  }

  private static List<String> jars() throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (FOR_QUERIES.matcher(jar.getFileName().toString()).matches()) {
        jars.add(jar.toUri().toString());
      }
    }
    jars.add(functionsJar().toUri().toString());
    return jars;
  }

  /**
   * The jar of functions that a cluster takes, which lies beside what this process runs.
   *
   * @throws IOException if it has not been built
   */
  static Path functionsJar() throws IOException {
    try {
      Path code =
          Path.of(Functions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> beside = Files.list(code.getParent())) {
        return beside
            .filter(file -> isThinJar(file.getFileName().toString()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "there is no jar of functions beside "
                            + code
                            + ": build it with 'mvn package -pl udf -am -DskipTests'"));
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isThinJar(String name) {
    return THIN_JAR.matcher(name).matches();
  }
}
