package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
  /** What image/stage.sh lays out. */
  private static final Set<String> CONTEXT =
      Set.of("flink", "plugins/s3-fs-hadoop", "plugins/external-resource-gpu", "entrypoint.sh");

  @ParameterizedTest
  @ValueSource(strings = {"Dockerfile", "Dockerfile.gpu"})
  void anImageHasAPinnedBaseNoRootNoSecretAndOnlyWhatIsLaidOut(String name) throws Exception {
    Dockerfile file = Dockerfile.read(Path.of("image", name));

    assertThat(file.problems(CONTEXT)).isEmpty();
    assertThat(file.ports()).isEqualTo(ports());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARG BASE=eclipse-temurin:17.0.15_6-jre-jammy | ARG BASE=eclipse-temurin:latest | no"
            + " version",
        "ARG BASE=eclipse-temurin:17.0.15_6-jre-jammy | ARG BASE=eclipse-temurin | no version",
        "USER 9999:9999 | USER root | USER root",
        "USER 9999:9999 | ENV A=b | USER root",
        "COPY flink/ | COPY flnk/ | it is not laid out",
        "COPY entrypoint.sh /docker-entrypoint.sh | ENV A=b | is not copied",
        "ENV FLINK_HOME=/opt/flink | ENV ELASTIC_PASSWORD=changeme | would be kept in the image",
        "COPY plugins/s3-fs-hadoop/ | COPY --from=build plugins/ | no such stage",
      })
  void whatIsBrokenIsNamed(String find, String replace, String problem) throws Exception {
    String text = Files.readString(Path.of("image", "Dockerfile"));
    assertThat(text).contains(find);

    assertThat(Dockerfile.parse(text.replace(find, replace)).problems(CONTEXT))
        .anySatisfy(line -> assertThat(line).contains(problem));
  }

  @Test
  void theEntryPointRunsTheWordsItIsGiven() throws Exception {
    assertThat(entryPoint("sh", "-c", "echo \"$1 and $2\"", "sh", "a b", "c"))
        .isEqualTo("0: a b and c");
    assertThat(entryPoint("sh", "-c", "exit 7")).isEqualTo("7: ");
    assertThat(entryPoint()).startsWith("2: skucast: nothing to run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"entrypoint.sh", "stage.sh"})
  void theScriptsParseAndCanBeRun(String name) throws Exception {
    Path script = Path.of("image", name);

    assertThat(run(List.of("bash", "-n", script.toString()))).isEqualTo("0: ");
    assertThat(Files.isExecutable(script)).isTrue();
  }

  private static String entryPoint(String... words) throws Exception {
    List<String> all = new java.util.ArrayList<>(List.of("bash", "image/entrypoint.sh"));
    all.addAll(List.of(words));
    return run(all);
  }

  private static String run(List<String> words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() + ": " + out.strip();
  }

  /** As the base writes them, before any overlay. */
  private static Set<String> ports() throws Exception {
    Manifests base =
        Manifests.parse("base", Files.readString(Path.of("base", "flink-deployment.yaml")));
    Set<String> ports = new TreeSet<>(PortCheck.OWN.stream().map(base::flink).toList());
    ports.add(base.flink(PortCheck.METRICS));
    return ports;
  }
}
