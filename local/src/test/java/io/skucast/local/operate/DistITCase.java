package io.skucast.local.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.FreePort;
import io.skucast.local.cluster.SavedState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that becomes a container image, with nothing of this program running. */
class DistITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;
  private Path flink;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void assemble() {
    CommandRun dist = CommandRun.of("dist", "--out=" + folder);
    assertThat(dist.code()).as(dist.err()).isZero();
    flink = folder.resolve("flink");
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : started) {
      process.destroy();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void itsOwnScriptsRunTheJobAndTakeItUpAgainFromWhatAKilledJobManagerLeft() throws Exception {
    int port = FreePort.any();
    Files.writeString(
        flink.resolve("conf/config.yaml"),
        """
        rest.port: '%d'
        jobmanager.rpc.port: '%d'
        cluster.registration.error-delay: '1 s'
        execution.checkpointing.dir: '%s'
        env.java.opts.taskmanager: '-Da=b -Dc=d'
        """
            .formatted(port, FreePort.any(), folder.resolve("state").toUri()),
        StandardOpenOption.APPEND);
    try (SmallSales sales = new SmallSales()) {
      sales.send(10);
      Process first = start("jobmanager");
      Process worker = start("taskmanager", "-Dtaskmanager.numberOfTaskSlots=1");
      awaitSlots(port);
      // The script became the process, with Flink's memory and the options that the file has.
      assertThat(worker.info().arguments().orElseThrow())
          .contains("-Da=b", "-Dc=d", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner")
          .anyMatch(word -> word.startsWith("-XX:MaxDirectMemorySize="));
      Path config = sales.file(folder);
      assertThat(run("flink", "run", "-d", job(), "--config", config.toString()))
          .contains("Job has been submitted with JobID");
      awaitCheckpoint();
      first.destroyForcibly().waitFor();
      Path left = newest();
      start("jobmanager");
      awaitSlots(port);
      assertThat(
              run(
                  "flink",
                  "run",
                  "-d",
                  "-s",
                  left.toString(),
                  job(),
                  "--config",
                  config.toString()))
          .contains("Job has been submitted with JobID");
      Awaitility.await()
          .atMost(PATIENCE)
          .until(
              () ->
                  Files.getLastModifiedTime(newest()).compareTo(Files.getLastModifiedTime(left))
                      > 0);
    }
  }

  @Test
  void flinksKubernetesIntegrationLoadsBesideFlinkAndSaysWhatItMisses() throws Exception {
    // No Kubernetes is asked: what a job's cluster must be told is checked before.
    assertThat(output(start("kubernetes-jobmanager.sh", "kubernetes-application")))
        .contains("KubernetesApplicationClusterEntrypoint")
        .doesNotContain("NoClassDefFoundError", "NoSuchMethodError", "ClassNotFoundException");
    assertThat(output(start("kubernetes-jobmanager.sh", "kubernetes-cronjob")))
        .contains("allowed are kubernetes-application and kubernetes-session");
    try (Stream<Path> files = Files.list(flink.resolve("lib"))) {
      assertThat(files)
          .allMatch(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .anyMatch(file -> file.getFileName().toString().startsWith("flink-kubernetes-"))
          .anyMatch(file -> file.getFileName().toString().startsWith("flink-metrics-prometheus"));
    }
    assertThat(CommandRun.of("dist", "--out=" + folder).err())
        .hasLineCount(1)
        .contains("allowed is a folder in which there is no flink");
  }

  private String job() {
    return flink.resolve("usrlib/skucast-job.jar").toString();
  }

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of(flink.resolve("bin").resolve(words[0]) + ""));
    command.addAll(Arrays.asList(words).subList(1, words.length));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve(words[0] + ".log").toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private String run(String... words) throws Exception {
    Process process = start(words);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return Files.readString(folder.resolve(words[0] + ".log"));
  }

  private String output(Process process) throws Exception {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    return Files.readString(folder.resolve("kubernetes-jobmanager.sh.log"));
  }

  private static void awaitSlots(int port) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest overview =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/overview")).build();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () ->
                client
                    .send(overview, BodyHandlers.ofString())
                    .body()
                    .contains("\"slots-available\":1"));
  }

  private void awaitCheckpoint() {
    Awaitility.await().atMost(PATIENCE).until(() -> newest() != null);
  }

  private Path newest() throws IOException {
    return SavedState.newest(List.of(folder.resolve("state"))).orElse(null);
  }
}
