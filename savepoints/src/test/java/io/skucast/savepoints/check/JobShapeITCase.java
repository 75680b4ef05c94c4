package io.skucast.savepoints.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.job.state.StateCatalogue;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a jar without running it. */
class JobShapeITCase {
  @TempDir private Path folder;

  @Test
  void operatorsTasksAndStatesAreThoseOfTheJob() throws IOException {
    try (JobShape job = JobShape.of(jar(), List.of("--prefix=acme"), 3)) {
      assertThat(job.name()).isEqualTo("skucast acme.sales.v1");
      JobOperator windows = job.operator(SavepointFile.idOf("demand-windows")).orElseThrow();
      assertThat(windows.parallelism()).isEqualTo(3);
      assertThat(windows.maxParallelism()).isEqualTo(128);
      assertThat(job.tasks().get(windows.task()).uids())
          .startsWith("demand-windows")
          .contains("demand-state");
      assertThat(job.tasks().get(windows.task()).inputs())
          .extracting(JobTask.Input::shipping)
          .containsOnly("HASH");
      assertThat(job.operator(SavepointFile.idOf("levels")).orElseThrow().maxParallelism())
          .isEqualTo(1);
      assertThat(job.states("demand-windows"))
          .extracting(KeptState::name)
          .hasSameSizeAs(StateCatalogue.of("demand-windows"))
          .contains("series-clock", "period-buckets");
      assertThat(job.plan()).startsWith("{").contains("demand windows");
    }
  }

  @Test
  void statesAreWrittenByTheJarsOwnClassesAndNotByThoseOfThisProcess() throws IOException {
    try (JobShape job = JobShape.of(jar(), List.of(), 1)) {
      assertThat(job.states("demand-windows"))
          .filteredOn(state -> state.name().equals("series-clock"))
          .allSatisfy(
              state ->
                  assertThat(state.value().getClass())
                      .isNotEqualTo(
                          StateCatalogue.of("demand-windows")
                              .get(0)
                              .descriptor()
                              .getSerializer()
                              .getClass()));
    }
  }

  @Test
  void optionsAreInForceAsGivenAndSecretsAreNotShown() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("job.properties"),
            "elasticsearch.username=me\nelasticsearch.password=hidden\nprefix=a\n");
    List<String> arguments =
        List.of("--config", config.toString(), "--prefix=b", "--kafka.group=mine");
    try (JobShape job = JobShape.of(jar(), arguments, 1)) {
      assertThat(job.options())
          .filteredOn(option -> !option.isDefault())
          .extracting(option -> option.key() + "=" + option.value())
          .containsExactlyInAnyOrder(
              "prefix=b",
              "kafka.group=mine",
              "elasticsearch.username=me",
              "elasticsearch.password=******");
      assertThat(job.options().toString()).doesNotContain("hidden");
    }
  }

  @Test
  void whatTheJobRefusesIsSaidInItsOwnWords() {
    assertThatThrownBy(() -> JobShape.of(jar(), List.of("--prefx=a"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown option 'prefx': did you mean prefix?");
  }

  @Test
  void whatIsNoJarOfThisJobIsOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.jar"), "no jar");
    assertRefused(folder.resolve("none.jar"), "there is no file");
    assertRefused(text, "is no jar");
    assertRefused(StrangerJar.of(folder, "System.getProperty(\"x\");"), "submits no job");
    assertRefused(
        StrangerJar.of(folder, "throw new IllegalStateException(\"no such queue\");"),
        "the jar's main method fails before there is a graph: no such queue");
    assertRefused(
        StrangerJar.of(
            folder,
            "var env = org.apache.flink.streaming.api.environment.StreamExecutionEnvironment"
                + ".getExecutionEnvironment(); env.fromData(1).print(); env.execute();"),
        "does not say which operator keeps which state");
  }

  private static void assertRefused(Path jar, String why) {
    assertThatThrownBy(() -> JobShape.of(jar, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(jar.getFileName().toString())
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("\n"));
  }

  private static Path jar() throws IOException {
    Path target = Path.of(System.getProperty("skucast.job", "../flink-job/target"));
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(f -> f.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }
}
