package io.skucast.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.local.Skucast;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo: real servers, the live job, accounts. */
class DemoCommandITCase {
  @TempDir private Path folder;

  @Test
  void everyRowIsAccountedForAndRunningAgainChangesNothing() throws Exception {
    long before = processes();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code;
    try (ServerSocket takesPort = new ServerSocket()) {
      takesPort.bind(new InetSocketAddress(kafkasPortOrAny()));
      code =
          Skucast.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(
                  "demo",
                  "--once",
                  "--times=2",
                  "--data=" + sales(),
                  "--out=" + folder.resolve("out"),
                  "--forecast.every=7");
    }
    assertThat(code).as("%s%n%s", out, err).isZero();

    JsonNode summary =
        new ObjectMapper().readTree(folder.resolve("out").resolve("summary.json").toFile());
    assertThat(summary.get("read").asInt()).isEqualTo(5 * 70 + 10 + 1);
    assertThat(summary.get("accepted").asInt()).isEqualTo(5 * 70 + 10);
    assertThat(summary.get("duplicate").asInt()).isEqualTo(10);
    assertThat(summary.get("late").asInt()).isZero();
    assertThat(summary.get("series").asInt()).isEqualTo(5);
    assertThat(summary.get("trends").asInt()).isEqualTo(5 * 70);
    // Every seventh origin and, since none of them is the last, the last: of each series by four
    // forecasters, and of its location and the total by the combination.
    assertThat(summary.get("forecasts").asInt()).isEqualTo((5 * 4 + 2) * (10 + 1));
    assertThat(summary.at("/rejected_by_reason/bad-quantity").asInt()).isEqualTo(1);
    assertThat(summary.at("/documents/forecasts")).isEqualTo(summary.get("forecasts"));
    assertThat(summary.at("/documents/trends")).isEqualTo(summary.get("trends"));
    assertThat(summary.at("/documents/accuracy").asInt()).isPositive();
    assertThat(summary.at("/documents/rejected").asInt()).isEqualTo(1);
    assertThat(summary.at("/documents/refused").asInt()).isZero();
    JsonNode again = summary.at("/again/0");
    assertThat(again.get("documents")).isEqualTo(summary.get("documents"));
    assertThat(again.get("accepted")).isEqualTo(summary.get("accepted"));

    assertThat(out.toString())
        .contains("port 9092 is taken: Kafka is at")
        .contains("sku-1 all")
        .contains("models: 0 versions served, 0 alerts of refusals");
    assertThat(processes()).as("processes left behind").isEqualTo(before);
  }

  @Test
  void aSignalStopsEverythingAndLeavesNothingBehind() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(Files.readAllLines(Path.of("src", "main", "resources", "jvm.options")));
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dskucast.elasticsearch=" + System.getProperty("skucast.elasticsearch"));
    // Elasticsearch runs as another user, who must be able to get to its folder.
    for (Path path = temporary; path.startsWith(folder.getParent()); path = path.getParent()) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Skucast.class.getName()));
    command.addAll(List.of("demo", "--skus=20"));
    Process demo =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> Files.readString(folder.resolve("log")).contains("event time 2024"));
      List<ProcessHandle> started = demo.descendants().toList();
      assertThat(started).isNotEmpty();

      demo.destroy();

      assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(started).noneMatch(ProcessHandle::isAlive);
      try (Stream<Path> left = Files.list(temporary)) {
        assertThat(left.map(path -> path.getFileName().toString()))
            .noneMatch(name -> name.startsWith("skucast"));
      }
    } finally {
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }
  }

  @Test
  void badInputIsOneLineAndStartsNothing() {
    assertRefused("--speed", "--speed=slow", "--data=x.csv");
    assertRefused("x.csv", "--data=x.csv");
    assertRefused("--times", "--times=3", "--data=x.csv");
    assertRefused("checkpoint.interval", "--checkpoint.interval=now", "--data=x.csv");
    assertRefused("kafka.transaction-timeout", "--kafka.transaction-timeout=PT1M", "--data=x.csv");
  }

  private static void assertRefused(String named, String... arguments) {
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of("demo"));
    words.addAll(List.of(arguments));
    int code =
        Skucast.commandLine().setErr(new PrintWriter(err)).execute(words.toArray(new String[0]));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
  }

  /** The usual port of Kafka; where something holds it already, any: it is taken all the same. */
  private static int kafkasPortOrAny() {
    try (ServerSocket probe = new ServerSocket(9092)) {
      return probe.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }

  private static long processes() {
    return ProcessHandle.current().descendants().count();
  }

  /** 70 days of five series, ten repeats and one line that is no sale. */
  private Path sales() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,sku,time,quantity,price"));
    LocalDate start = LocalDate.parse("2024-01-01");
    for (int day = 0; day < 70; day++) {
      for (int sku = 1; sku <= 5; sku++) {
        String line =
            "d%d-%d,sku-%d,%s,%d,2.5".formatted(day, sku, sku, start.plusDays(day), sku + day % 7);
        lines.add(line);
        if (day % 7 == 3 && sku == 2) {
          lines.add(line);
        }
      }
    }
    lines.add(100, "x,sku-1,2024-01-05,NaN,2.5");
    return Files.write(folder.resolve("sales.csv"), lines);
  }
}
