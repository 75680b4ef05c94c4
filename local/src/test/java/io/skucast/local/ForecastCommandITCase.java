package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole pipeline on a local cluster, from a file to files. */
class ForecastCommandITCase {
  private static final List<String> FILES =
      List.of(
          "forecasts.csv",
          "trends.csv",
          "accuracy.csv",
          "models.csv",
          "contributions.csv",
          "directions.csv",
          "rejected.csv",
          "late.csv");

  /** So that nine series of 90 days teach enough for models to be served. */
  private static final String[] TAUGHT = {
    "--linear.teach-every=1", "--linear.least-samples=200", "--linear.held-out-blocks=2"
  };

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @Test
  void levelsAreForecastFromTheLastPeriodWhateverTheLateness() throws Exception {
    Path data = folder.resolve("two.csv");
    Files.writeString(data, "sku,time,quantity\nA,2024-01-01,3\nB,2024-01-05,1\n");
    for (int lateness : new int[] {0, 1, 2}) {
      Path out = forecast(data, "late" + lateness, "--time.lateness-periods=" + lateness);
      assertThat(Files.readAllLines(out.resolve("forecasts.csv")))
          .as("lateness %d", lateness)
          .filteredOn(line -> line.startsWith("*,*,2024-01-05,"))
          .hasSize(28);
    }
  }

  @Test
  void theFilesAreTheSameAtEveryParallelismAndOnBothStateBackends() throws Exception {
    Path data = sales(7);
    Path one = forecast(data, "one", "--parallelism=1");
    JsonNode summary = new ObjectMapper().readTree(one.resolve("summary.json").toFile());
    assertThat(summary.get("read").asInt()).isEqualTo(3 + 2000 + 40 + 30);
    assertThat(summary.get("rejected").asInt()).isEqualTo(3);
    assertThat(summary.get("duplicate").asInt()).isEqualTo(40);
    assertThat(summary.get("late").asInt()).isEqualTo(30);
    assertThat(summary.get("aggregated").asInt()).isEqualTo(2000);
    assertThat(summary.get("series").asInt()).isEqualTo(9);
    assertThat(Files.readAllLines(one.resolve("forecasts.csv"))).hasSize(1 + (9 * 4 + 2) * 28);

    assertSame(one, forecast(data, "two", "--parallelism=2"));
    assertSame(one, forecast(data, "three", "--parallelism=3"));
    assertSame(one, forecast(data, "rocks", "--parallelism=2", "--state.backend=rocksdb"));
  }

  @Test
  void modelsAreServedAndWhatMovedTheForecastsIsWrittenDown() throws Exception {
    Path data = sales(9);
    Path one = forecast(data, "one", with(TAUGHT, "--parallelism=1"));
    assertThat(said.toString()).contains("models: ").contains("newest direction from 2024-03-");
    JsonNode summary = new ObjectMapper().readTree(one.resolve("summary.json").toFile());
    List<String> models = Files.readAllLines(one.resolve("models.csv"));
    assertThat(models).hasSize(1 + summary.get("models").asInt()).hasSizeGreaterThan(3);
    assertThat(models).filteredOn(line -> line.startsWith("linear,2024-03-")).isNotEmpty();
    assertThat(Files.readAllLines(one.resolve("contributions.csv")))
        .filteredOn(line -> line.contains(",combined,1,"))
        .hasSize(9);
    assertThat(Files.readAllLines(one.resolve("directions.csv"))).hasSize(1 + 9);
    assertSame(one, forecast(data, "two", with(TAUGHT, "--parallelism=2")));
  }

  @Test
  void everyUnitSoldIsInTheTrends() throws Exception {
    Path out = forecast(sales(8), "out", "--parallelism=2");
    double units =
        Files.readAllLines(out.resolve("trends.csv")).stream()
            .skip(1)
            .mapToDouble(line -> Double.parseDouble(line.split(",")[4]))
            .sum();
    assertThat(units).isEqualTo(2000.0);
  }

  @Test
  void badInputIsOneLineAndStartsNothing() {
    assertRefused("--data=none.csv", "none.csv");
    assertRefused("--data=none.csv --forecast.horizon=3", "forecast.horizons");
    assertRefused("--data=none.csv --forecast.horizons=0", "1 to 366");
    assertRefused("--data=none.csv --parallelism=0", "1 to 128");
    assertRefused("--data=none.csv --format=xml", "online-retail");
  }

  private void assertRefused(String arguments, String named) {
    StringWriter err = new StringWriter();
    CommandLine line = Skucast.commandLine().setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(List.of("forecast", "--out=" + folder.resolve("never")));
    words.addAll(Arrays.asList(arguments.split(" ")));
    assertThat(line.execute(words.toArray(new String[0]))).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
    assertThat(folder.resolve("never")).doesNotExist();
  }

  private static String[] with(String[] options, String more) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = more;
    return all;
  }

  private Path forecast(Path data, String name, String... options) {
    Path out = folder.resolve(name);
    List<String> words = new ArrayList<>(List.of("forecast", "--data=" + data, "--out=" + out));
    words.addAll(List.of(options));
    StringWriter err = new StringWriter();
    CommandLine line = Skucast.commandLine().setErr(new PrintWriter(err));
    line.setOut(new PrintWriter(said));
    assertThat(line.execute(words.toArray(new String[0]))).as(err.toString()).isZero();
    return out;
  }

  private static void assertSame(Path a, Path b) {
    for (String file : FILES) {
      assertThat(b.resolve(file)).hasSameBinaryContentAs(a.resolve(file));
    }
  }

  /** 2,000 single units over 90 days in order, 40 repeats, 30 lines ten days late, 3 bad ones. */
  private Path sales(int seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("id,sku,time,quantity,price"));
    LocalDate start = LocalDate.parse("2024-01-01");
    for (int i = 0; i < 2000; i++) {
      LocalDate day = start.plusDays(i * 90L / 2000);
      String sale = "s" + i + ",sku" + random.nextInt(9) + "," + day + ",1,2.5";
      lines.add(sale);
      if (i % 50 == 0) {
        lines.add(sale);
      }
      if (i >= 500 && i % 50 == 25) {
        lines.add("late" + i + ",sku1," + day.minusDays(10) + ",1,2.5");
      }
    }
    lines.add(100, "x1,sku1,2024-01-02,NaN,2.5");
    lines.add(200, "x2,,2024-01-02,1,2.5");
    lines.add(300, "x3,sku1,2024-01-02,1,-2.5");
    return Files.write(folder.resolve("sales-" + seed + ".csv"), lines);
  }
}
