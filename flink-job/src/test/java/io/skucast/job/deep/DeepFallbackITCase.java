package io.skucast.job.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.score.Alert;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a deep model, the job goes on: it issues what it would without one, says
 * so in every forecast, and raises one alert.
 */
class DeepFallbackITCase {
  /** So much that every row is a large one to the test models. */
  private static final long LARGE = 100_000;

  private static final DeepRun RUN = new DeepRun(20, 5, LARGE);

  private static DeepRun.Outcome without;

  @TempDir Path models;

  @ParameterizedTest
  @CsvSource({
    "NAN, DEEP_REFUSED, refused",
    "DESCENDING, DEEP_REFUSED, refused",
    "WRONG_SIGNATURE, DEEP_REFUSED, refused",
    "WRONG_SHAPE, DEEP_REFUSED, refused",
    "WRITES_FILE, DEEP_REFUSED, refused",
    "NO_MODEL, DEEP_REFUSED, refused",
    "WRONG_LAYOUT, DEEP_REFUSED, layout version",
    "CORRUPT, DEEP_REFUSED, checksum",
    "TRUNCATED, DEEP_REFUSED, checksum",
    "NAN_FOR_LARGE, DEEP_UNSOUND, not finite",
    "DESCENDING_FOR_LARGE, DEEP_UNSOUND, ascend",
    "SLOW, DEEP_TIMED_OUT, took longer"
  })
  void aBadModelLeavesTheForecastsThatThereAreWithoutOne(
      Kind kind, Alert.Kind alert, String message) throws Exception {
    Map<String, String> options = DeepRun.options(models.toString());
    options.put("deep.timeout", "PT0.3S");
    publish("v1", kind, options);
    requireFallback(RUN.run(options), alert, message);
  }

  @Test
  void aFolderThatIsNotThereIsOneAlert() throws Exception {
    Map<String, String> options = DeepRun.options(models.resolve("nowhere").toString());
    requireFallback(RUN.run(options), Alert.Kind.DEEP_REFUSED, "is no folder here");
  }

  @Test
  void aRegistryThatIsNoJsonIsOneAlert() throws Exception {
    Files.writeString(models.resolve(ModelStore.REGISTRY_FILE), "[{");
    Map<String, String> options = DeepRun.options(models.toString());
    requireFallback(RUN.run(options), Alert.Kind.DEEP_REFUSED, ModelStore.REGISTRY_FILE);
  }

  @Test
  void aModelOfAnotherWindowIsRefusedByName() throws Exception {
    Map<String, String> options = DeepRun.options(models.toString());
    publish("v1", Kind.GOOD, options);
    options.put("deep.window", "35");
    requireFallback(RUN.run(options), Alert.Kind.DEEP_REFUSED, "deep.window is 35");
  }

  @Test
  void aGoodModelHasAPartInEveryForecastAndNoAlert() throws Exception {
    Map<String, String> options = DeepRun.options(models.toString());
    publish("v1", Kind.GOOD, options);
    DeepRun.Outcome outcome = RUN.run(options);
    assertThat(deepAlerts(outcome)).isEmpty();
    assertThat(outcome.texts("deep")).hasSize(20 * 5);
    requireCoherence(outcome);
    assertThat(outcome.texts("combined")).isNotEqualTo(without().texts("combined"));
    assertThat(outcome.forecasts().values())
        .filteredOn(f -> !f.sku().startsWith("category:") && !f.sku().equals("*"))
        .allMatch(f -> f.deepVersion().equals("v1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tensorflow-core-native", "tensorflow-core-api"})
  void withoutTheLibraryTheJobRunsOn(String missing) throws Exception {
    Map<String, String> options = DeepRun.options(models.toString());
    publish("v1", Kind.GOOD, options);
    String expected =
        "FORECASTS "
            + new DeepRun(20, 5, 10).run(withoutDeep()).texts("combined").toString().hashCode();
    List<String> said = processWithout(missing);
    assertThat(said).contains(expected, "VERSION none").noneMatch("VERSION v1"::equals);
    assertThat(said).filteredOn(line -> line.startsWith("ALERT ")).hasSize(1);
    assertThat(said)
        .anyMatch(l -> l.startsWith("ALERT DEEP_REFUSED") && l.contains("Flink's lib folder"));
  }

  private List<String> processWithout(String missing) throws Exception {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String without =
        Arrays.stream(path.split(File.pathSeparator))
            .filter(entry -> !entry.contains(missing))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(without).isNotEqualTo(path);
    return JobProcess.run(without, List.of("-Xmx700m"), DeepRun.class, models.toString());
  }

  private void publish(String version, Kind kind, Map<String, String> options) throws Exception {
    String sha =
        TestModels.write(
            models,
            version,
            kind,
            1,
            DeepOptions.layout(Settings.of(options)),
            TestModels.vocabulary(),
            DeepRun.FIRST_DAY - 1);
    // By hand: the store itself would not publish what is broken.
    Files.writeString(
        models.resolve(ModelStore.REGISTRY_FILE),
        "[{\"entry\":\"publish\",\"version\":\"" + version + "\",\"sha256\":\"" + sha + "\"}]");
  }

  private static Map<String, String> withoutDeep() {
    Map<String, String> options = DeepRun.options("");
    options.put("deep.enabled", "false");
    return options;
  }

  /** The same for all: run once. */
  private static DeepRun.Outcome without() throws Exception {
    if (without == null) {
      without = RUN.run(withoutDeep());
    }
    return without;
  }

  /** What series expect with the deep model adds up to what is issued for all of them. */
  private static void requireCoherence(DeepRun.Outcome outcome) {
    int totals = 0;
    for (Forecast total : outcome.forecasts().values()) {
      if (total.sku().equals("*") && total.location().equals("*")) {
        totals++;
        double sum = 0;
        for (int i = 0; i < 5; i++) {
          sum +=
              outcome.forecasts().get("sku" + i + "|all|" + total.origin() + "|combined").mean()[2];
        }
        assertThat(sum).isCloseTo(total.mean()[2], withinPercentage(1e-3));
      }
    }
    assertThat(totals).isGreaterThan(15);
  }

  private static List<Alert> deepAlerts(DeepRun.Outcome outcome) {
    return outcome.alerts().stream().filter(a -> a.kind().name().startsWith("DEEP")).toList();
  }

  private static void requireFallback(DeepRun.Outcome outcome, Alert.Kind kind, String message)
      throws Exception {
    DeepRun.Outcome without = without();
    assertThat(without.texts("combined")).hasSizeGreaterThan(100);
    assertThat(outcome.texts("combined")).isEqualTo(without.texts("combined"));
    assertThat(outcome.forecasts().values())
        .filteredOn(f -> f.sku().startsWith("sku"))
        .allMatch(f -> f.deepVersion().equals("none"));
    assertThat(deepAlerts(outcome)).hasSize(1);
    assertThat(deepAlerts(outcome).get(0).kind()).isEqualTo(kind);
    assertThat(deepAlerts(outcome).get(0).message()).contains(message);
  }
}
