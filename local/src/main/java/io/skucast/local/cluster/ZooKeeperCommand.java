package io.skucast.local.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How the ZooKeeper of a cluster is started, from its jar on the class path. */
final class ZooKeeperCommand {
  private static final String MAIN = "org.apache.zookeeper.server.ZooKeeperServerMain";

  private static final Set<String> JARS =
      Set.of(
          "zookeeper",
          "zookeeper-jute",
          "metrics-core",
          "snappy-java",
          "slf4j-api",
          "log4j-api",
          "log4j-core",
          "log4j-slf4j-impl");

  private ZooKeeperCommand() {}

  /**
   * @param conf folder with zookeeper.properties and the configuration of the log
   */
  static List<String> of(Path conf) {
    String jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> JARS.contains(artifact(entry)))
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        // Its web server would listen on all interfaces.
        "-Dzookeeper.admin.enableServer=false",
        "-Dlog4j.configurationFile=" + conf.resolve("log4j-console.properties").toUri(),
        "-cp",
        jars,
        MAIN,
        conf.resolve("zookeeper.properties").toString());
  }

  private static String artifact(String entry) {
    return String.valueOf(Path.of(entry).getFileName()).replaceAll("-\\d.*", "");
  }
}
