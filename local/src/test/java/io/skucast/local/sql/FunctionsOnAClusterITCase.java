package io.skucast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.cluster.ClusterPlan;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.udf.Functions;
import io.skucast.udf.aggregate.Wape;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.scalar.ForecastQuantile;
import io.skucast.udf.table.ExplodeForecast;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thin jar by CREATE FUNCTION … USING JAR, where nothing else of ours is. */
class FunctionsOnAClusterITCase {
  private static final List<Class<? extends UserDefinedFunction>> ASKED =
      List.of(ForecastQuantile.class, Wape.class, ExplodeForecast.class);

  @TempDir private Path folder;

  @Test
  void flinksClientAndAClusterOfFlinkAloneRunThemFromTheThinJar() throws Exception {
    Path at = folder.resolve("cluster");
    LocalCluster cluster = LocalCluster.start(at, new ClusterPlan(1, 2, false, Map.of()));
    try {
      String ofFlink = withoutOurs(System.getProperty("java.class.path"));
      try (Stream<Path> files = Files.walk(cluster.home().lib())) {
        assertThat(files.map(file -> file.getFileName().toString()))
            .noneMatch(name -> name.matches("(udf|forecast-core|flink-job|deep-model)-.*"))
            .anyMatch(name -> name.startsWith("flink-runtime"));
      }
      Path conf = Files.createDirectory(folder.resolve("conf"));
      URI rest = URI.create(cluster.rest().address());
      Files.writeString(
          conf.resolve("config.yaml"),
          "execution.target: remote\nrest.address: %s\nrest.port: %d\nparallelism.default: 1\n"
              .formatted(rest.getHost(), rest.getPort()));
      Path script = Files.writeString(folder.resolve("script.sql"), script());
      String output = client(ofFlink, conf, script);
      for (Class<? extends UserDefinedFunction> function : ASKED) {
        FunctionDoc doc = Functions.doc(function);
        for (String row : doc.result().strip().split("\n")) {
          List<String> cells = Arrays.stream(row.split("\\|")).map(String::strip).toList();
          assertThat(output.lines().map(FunctionsOnAClusterITCase::cells))
              .as("%s: %s in%n%s", doc.name(), cells, output)
              .contains(cells);
        }
      }
    } finally {
      cluster.stop();
    }
  }

  private static String script() throws Exception {
    String jar = Engine.functionsJar().toUri().toString();
    StringBuilder script =
        new StringBuilder(
            "SET 'execution.runtime-mode' = 'batch';\n"
                + "SET 'sql-client.execution.result-mode' = 'tableau';\n"
                + "SET 'sql-client.display.max-column-width' = '200';\n");
    for (Class<? extends UserDefinedFunction> function : Functions.thin()) {
      script.append(
          "CREATE FUNCTION %s AS '%s' LANGUAGE JAVA USING JAR '%s';%n"
              .formatted(Functions.doc(function).name(), function.getName(), jar));
    }
    for (Class<? extends UserDefinedFunction> function : ASKED) {
      script.append(Functions.doc(function).example().strip()).append(";\n");
    }
    return script.toString();
  }

  /** Flink's own client, in a process that knows nothing of ours but the jar. */
  private String client(String classPath, Path conf, Path script) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(Catalog.resource("/jvm.options").lines().toList());
    words.addAll(List.of("-cp", classPath, "org.apache.flink.table.client.SqlClient"));
    words.addAll(List.of("embedded", "-f", script.toString()));
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("FLINK_CONF_DIR", conf.toString());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }

  private static String withoutOurs(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.contains(File.separator + "target" + File.separator))
        .filter(entry -> !entry.contains(Path.of("io", "skucast").toString()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split("\\|"))
        .map(String::strip)
        .filter(cell -> !cell.isEmpty())
        .toList();
  }
}
