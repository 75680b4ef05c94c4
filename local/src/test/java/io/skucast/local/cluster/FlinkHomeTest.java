package io.skucast.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkHomeTest {
  @TempDir private Path folder;

  private List<String> lib(FlinkHome home) throws Exception {
    try (Stream<Path> files = Files.list(home.lib())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private FlinkHome assembled(Map<String, String> settings) throws Exception {
    return FlinkHome.assemble(
        folder.resolve("home"), System.getProperty("java.class.path"), settings);
  }

  @Test
  void libHoldsFlinkItsStateBackendAndALogger() throws Exception {
    assertThat(lib(assembled(Map.of())))
        .anyMatch(jar -> jar.startsWith("flink-runtime-1."))
        .anyMatch(jar -> jar.startsWith("flink-statebackend-rocksdb-"))
        .anyMatch(jar -> jar.startsWith("frocksdbjni-"))
        .anyMatch(jar -> jar.startsWith("log4j-core-"));
  }

  @Test
  void libHoldsTensorFlowBecauseAProcessCanLoadItsNativesOnce() throws Exception {
    assertThat(lib(assembled(Map.of())))
        .anyMatch(jar -> jar.startsWith("tensorflow-core-api-"))
        .anyMatch(jar -> jar.matches("tensorflow-core-native-.*-linux-x86_64.*\\.jar"))
        .anyMatch(jar -> jar.startsWith("ndarray-"))
        .anyMatch(jar -> jar.startsWith("javacpp-"))
        .anyMatch(jar -> jar.startsWith("protobuf-java-"));
  }

  @Test
  void libHoldsNothingThatTheJobBrings() throws Exception {
    assertThat(lib(assembled(Map.of())))
        .noneMatch(jar -> jar.startsWith("flink-job"))
        .noneMatch(jar -> jar.startsWith("forecast-core"))
        .noneMatch(jar -> jar.startsWith("deep-model"))
        .noneMatch(jar -> jar.startsWith("flink-connector-kafka"))
        .noneMatch(jar -> jar.startsWith("flink-ml"))
        .noneMatch(jar -> jar.startsWith("kafka"))
        .noneMatch(jar -> jar.startsWith("elasticsearch"))
        .noneMatch(jar -> jar.startsWith("jackson"))
        .noneMatch(jar -> jar.startsWith("ejml"));
  }

  @Test
  void settingsAreReadByFlinkAsTheyWereGiven() throws Exception {
    Map<String, String> settings =
        Map.of(
            "env.java.opts.taskmanager", "-Da='b' -Dc=d: e",
            "rest.port", "1234",
            "classloader.parent-first-patterns.additional", "org.a.;org.b.");
    FlinkHome home = assembled(settings);
    assertThat(GlobalConfiguration.loadConfiguration(home.conf().toString()).toMap())
        .containsAllEntriesOf(settings);
  }

  @Test
  void aClassPathWithoutFlinkIsRefusedAndSaysWhatIsMissing() {
    assertThatThrownBy(() -> FlinkHome.assemble(folder.resolve("home"), "/a/b-1.0.jar", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("flink-runtime")
        .hasMessageContaining("log4j-core");
  }
}
