package io.skucast.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A published model in the runs over files: forecasts, their versions, and a backtest's table. */
class DeepRunsITCase {
  private static final int DAYS = 150;

  @TempDir private Path folder;
  private Path sales;
  private Path models;
  private LocalDate lastDay;

  @BeforeEach
  void generateAndPublish() throws Exception {
    execute(
        "generate", "--skus=6", "--days=" + DAYS, "--locations=1", "--seed=4", "--out=" + folder);
    sales = folder.resolve("sales.csv");
    try (Stream<String> lines = Files.lines(sales)) {
      lastDay =
          lines
              .skip(1)
              .map(line -> LocalDate.parse(line.split(",")[3].substring(0, 10)))
              .max(LocalDate::compareTo)
              .orElseThrow();
    }
    models = folder.resolve("models");
    TestModels.write(
        models,
        "v1",
        Kind.GOOD,
        1.1,
        DeepOptions.layout(Settings.of(Map.of())),
        new Vocabulary(List.of(), List.of(), List.of()),
        (int) lastDay.toEpochDay() - 60);
    execute("models", "publish", "v1", "--models=" + models);
  }

  @Test
  void aForecastHasThePublishedModelInItAndSaysSo() throws Exception {
    Path out = folder.resolve("out");
    execute(
        "forecast",
        "--data=" + sales,
        "--out=" + out,
        "--forecast.publish=combined,deep",
        "--deep.enabled=true",
        "--deep.models=" + models,
        "--deep.trial-origins=0");
    List<String> versions = Files.readAllLines(out.resolve("deep.csv"));
    assertThat(versions.get(0)).isEqualTo("sku,location,origin,forecaster,version");
    assertThat(versions.subList(1, versions.size()))
        .isNotEmpty()
        .filteredOn(line -> line.contains(",deep,"))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(",v1"));
    assertThat(Files.readAllLines(out.resolve("alerts.csv"))).noneMatch(l -> l.contains("deep-"));
    assertThat(Files.readAllLines(out.resolve("forecasts.csv")))
        .filteredOn(line -> line.contains(",deep,"))
        .hasSize(28 * (int) versions.stream().filter(l -> l.contains(",deep,")).count());
  }

  @Test
  void aBacktestHasARowOfTheDeepModelAndScoresItFromItsTrainingOn() throws Exception {
    String table =
        execute(
            "backtest",
            "--data=" + sales,
            "--out=" + folder.resolve("backtest"),
            "--origins=2",
            "--forecasters=combined,deep,naive",
            "--deep.enabled=true",
            "--deep.models=" + models,
            "--deep.trial-origins=0");
    assertThat(table).contains("| deep |").contains("| combined |");
  }

  @Test
  void aBacktestOfAllForecastersNeedsNoModel() throws Exception {
    String table =
        execute("backtest", "--data=" + sales, "--out=" + folder.resolve("plain"), "--origins=2");
    assertThat(table).contains("| combined |").doesNotContain("| deep |");
  }

  private static String execute(String... words) {
    StringWriter err = new StringWriter();
    StringWriter out = new StringWriter();
    CommandLine line = Skucast.commandLine().setErr(new PrintWriter(err));
    line.setOut(new PrintWriter(out));
    assertThat(line.execute(words)).as(err.toString()).isZero();
    return out.toString();
  }
}
