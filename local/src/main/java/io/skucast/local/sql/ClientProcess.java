package io.skucast.local.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Flink's own SQL client on this terminal. It is a process of its own, as it finds its
 * configuration by an environment variable.
 */
final class ClientProcess {
  private static final String CLIENT = "org.apache.flink.table.client.SqlClient";

  private ClientProcess() {}

  /**
   * Runs it to its end.
   *
   * @return its exit code
   */
  static int run(TopicAddress topics, Map<String, String> engine, boolean streaming)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("skucast-sql-");
    Path begin = folder.resolve("begin.sql");
    Path configuration = folder.resolve("config.yaml");
    try {
      Map<String, String> all = new TreeMap<>(engine);
      all.put("execution.runtime-mode", streaming ? "streaming" : "batch");
      all.put("sql-client.execution.result-mode", "tableau");
      Files.writeString(
          configuration,
          all.entrySet().stream()
              .map(e -> e.getKey() + ": '" + e.getValue().replace("'", "''") + "'\n")
              .collect(Collectors.joining()));
      Files.writeString(begin, Catalog.script(topics));
      Process client = start(folder, begin);
      Thread end = new Thread(client::destroy, "end-client");
      Runtime.getRuntime().addShutdownHook(end);
      return client.waitFor();
    } finally {
      Files.deleteIfExists(begin);
      Files.deleteIfExists(configuration);
      Files.deleteIfExists(folder);
    }
  }

  private static Process start(Path folder, Path begin) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(Catalog.resource("/jvm.options").lines().toList());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), CLIENT));
    words.addAll(List.of("embedded", "-i", begin.toString()));
    ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
    builder.environment().put("FLINK_CONF_DIR", folder.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    return builder.start();
  }
}
