package io.skucast.local.cluster;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What is written down in a cluster's folder so that another command finds the cluster again.
 *
 * @param plan what it is made of
 * @param restPort of the JobManager's REST interface
 * @param rpcPort where TaskManagers find the JobManager
 * @param zooKeeperPort of the ZooKeeper, if there is one
 * @param processes by name, in the order in which they are started
 */
record ClusterFile(
    ClusterPlan plan,
    int restPort,
    int rpcPort,
    int zooKeeperPort,
    Map<String, DetachedProcess> processes) {
  private static final String NAME = "cluster.properties";
  private static final String PROCESS = "process.";
  private static final String FLINK = "flink.";

  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(NAME));
  }

  /**
   * @throws IOException if it is not there or not one of ours, with the remedy
   */
  static ClusterFile read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    Properties given = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      given.load(reader);
    }
    Map<String, String> flink = new LinkedHashMap<>();
    Map<String, DetachedProcess> processes = new TreeMap<>();
    try {
      for (String key : given.stringPropertyNames()) {
        String value = given.getProperty(key);
        if (key.startsWith(FLINK)) {
          flink.put(key.substring(FLINK.length()), value);
        } else if (key.startsWith(PROCESS)) {
          String[] words = value.split(" ");
          processes.put(
              key.substring(PROCESS.length()),
              new DetachedProcess(Long.parseLong(words[0]), Long.parseLong(words[1])));
        }
      }
      ClusterPlan plan =
          new ClusterPlan(
              number(given, "taskmanagers"),
              number(given, "slots"),
              Boolean.parseBoolean(given.getProperty("ha")),
              flink);
      return new ClusterFile(
          plan,
          number(given, "port.rest"),
          number(given, "port.rpc"),
          number(given, "port.zookeeper"),
          processes);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(
          file + " is damaged: end the cluster's processes by hand and delete the file", e);
    }
  }

  private static int number(Properties given, String key) {
    return Integer.parseInt(String.valueOf(given.getProperty(key)));
  }

  /** Writes it whole or not at all, for its owner alone: settings may hold secrets. */
  void write(Path folder) throws IOException {
    Properties all = new Properties();
    all.setProperty("taskmanagers", plan.taskManagers() + "");
    all.setProperty("slots", plan.slots() + "");
    all.setProperty("ha", plan.highAvailability() + "");
    all.setProperty("port.rest", restPort + "");
    all.setProperty("port.rpc", rpcPort + "");
    all.setProperty("port.zookeeper", zooKeeperPort + "");
    plan.flink().forEach((key, value) -> all.setProperty(FLINK + key, value));
    processes.forEach(
        (name, process) ->
            all.setProperty(PROCESS + name, process.pid() + " " + process.startMillis()));
    Path written =
        Files.createTempFile(
            folder,
            NAME,
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer writer = Files.newBufferedWriter(written)) {
      all.store(writer, null);
    }
    Files.move(
        written,
        folder.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
