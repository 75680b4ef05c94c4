package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.cluster.FlinkHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.kubernetes.entrypoint.KubernetesApplicationClusterEntrypoint;
import org.apache.flink.kubernetes.taskmanager.KubernetesTaskExecutorRunner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image's entry point and Flink's scripts in it, given what Flink's integration with Kubernetes
 * gives a container, and the configuration file as the operator writes it for Flink 1.20: by its
 * older name, and alone in its folder. In place of the last process its command line is printed.
 */
class ContainerCommandITCase {
  @TempDir Path folder;

  private Path conf;

  @BeforeEach
  void layOut() throws Exception {
    FlinkHome.assemble(folder.resolve("flink"), classPath(), Map.of());
    conf = Files.createDirectories(folder.resolve("conf"));
    Manifests manifests = Overlays.of("prod");
    StringBuilder lines = new StringBuilder();
    manifests
        .spec()
        .path("flinkConfiguration")
        .fields()
        .forEachRemaining(
            e -> lines.append(e.getKey()).append(": ").append(e.getValue().asText()).append('\n'));
    for (String role : new String[] {"jobManager", "taskManager"}) {
      lines.append(role.toLowerCase(java.util.Locale.ROOT)).append(".memory.process.size: ");
      lines.append(manifests.spec().path(role).at("/resource/memory").asText()).append('\n');
    }
    Files.writeString(conf.resolve("flink-conf.yaml"), lines);
    Path real = Path.of(System.getProperty("java.home"), "bin", "java");
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        "#!/bin/sh\ncase \"$*\" in *BashJavaUtils*) exec "
            + real
            + " \"$@\" ;; esac\nfor word in \"$@\"; do echo \"$word\"; done\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void aJobManagersContainerRunsTheApplication() throws Exception {
    assertThat(run("kubernetes-jobmanager.sh kubernetes-application -Drest.port=8081").lines())
        .contains(
            KubernetesApplicationClusterEntrypoint.class.getName(),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-Drest.port=8081")
        .anySatisfy(word -> assertThat(word).matches("-Xmx\\d+"));
  }

  @Test
  void aTaskManagersContainerHasTheOptionsOfTheConfiguration() throws Exception {
    assertThat(run("kubernetes-taskmanager.sh -Dtaskmanager.cpu.cores=2.0").lines())
        .contains(
            KubernetesTaskExecutorRunner.class.getName(),
            "-Dorg.bytedeco.javacpp.cachedir=/var/skucast/work/natives",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dtaskmanager.cpu.cores=2.0")
        .anySatisfy(word -> assertThat(word).matches("-Xmx\\d+"));
  }

  /** Without the operator's own classes, which are on no cluster's and bring a log of theirs. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> !jar.contains("flink-kubernetes-operator"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private String run(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "image/entrypoint.sh", "bash", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", folder.resolve("flink/bin") + ":" + environment.get("PATH"));
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("FLINK_CONF_DIR", conf.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String out = Files.readString(folder.resolve("out"));
    assertThat(process.exitValue()).as(out).isZero();
    return out;
  }
}
