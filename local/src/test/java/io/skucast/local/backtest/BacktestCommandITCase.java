package io.skucast.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skucast.local.Skucast;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole command: the pipeline on a local cluster, scores, files and page. */
class BacktestCommandITCase {
  private static final String FEW = "--forecasters=combined,moving-average,naive";

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  @Test
  void theScoresAreTheSameAtEveryParallelismAndWhateverLiesAfterUntil() throws Exception {
    Path sales = generated(240);
    backtest(sales, "one", FEW, "--origins=3", "--parallelism=1", "--until=2024-07-28");
    backtest(sales, "two", FEW, "--origins=3", "--parallelism=2", "--until=2024-07-28");
    Path cut = folder.resolve("cut.csv");
    try (Stream<String> lines = Files.lines(sales)) {
      // Header or a sale before: the times are of UTC, as the calendar is.
      Files.write(
          cut,
          (Iterable<String>)
              lines.filter(line -> line.startsWith("id") || timeOf(line) < 0)::iterator);
    }
    backtest(cut, "cut", FEW, "--origins=3");
    for (String file : List.of(ScoreFiles.SCORES, ScoreFiles.SERIES)) {
      assertThat(folder.resolve("two").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
      assertThat(folder.resolve("cut").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
    }
    List<Map<String, String>> scores = table(folder.resolve("one").resolve(ScoreFiles.SCORES));
    assertThat(scores)
        .extracting(row -> row.get("origin"))
        .containsOnly("2024-05-05", "2024-06-02", "2024-06-30");
    assertThat(scores)
        .extracting(row -> row.get("level"))
        .contains("sku", "category-location", "location", "category", "total");
    assertThat(out.toString())
        .contains("3 origins from 2024-05-05 to 2024-06-30")
        .contains("| sum of naive |");
    String page = Files.readString(folder.resolve("one").resolve("backtest.html"));
    assertThat(page)
        .contains("<h1>Backtest of sales.csv</h1>", "<title>moving-average, RMSSE ")
        .contains("among the largest", "the worst: mean RMSSE")
        .doesNotContain("http:", "https:", "<script", "NaN");
    assertThat(folder.resolve("one")).isDirectoryNotContaining("glob:**/.parts*");
  }

  @Test
  void whatIsSearchedIsSearchedOnTheEarlierOriginsAndTriedOnTheLater() throws Exception {
    Path sales = generated(200);
    backtest(sales, "tuned", FEW, "--origins=3", "--tune", "--tune-series=5");
    assertThat(out.toString())
        .contains("Tuned on 5 series")
        .contains("| 1 earlier origins, searched on | 2 later origins, validation |")
        .contains("Found: ");
    assertThat(Files.readAllLines(folder.resolve("tuned").resolve("tuning.csv")))
        .hasSizeGreaterThan(10)
        .element(1)
        .asString()
        .startsWith("0,as they were,")
        .endsWith(",true");
  }

  @Test
  void fiveForecastersComeOutOnM5AsCalculatedApart() throws Exception {
    Path data = m5();
    Map<String, Map<String, String>> wanted = new HashMap<>();
    table(Path.of("../forecast-core/src/test/resources/fixtures/m5_reference.csv"))
        .forEach(row -> wanted.put(row.get("forecaster"), row));
    assertThat(wanted).hasSize(5);
    backtest(
        data,
        "m5",
        "--format=m5",
        "--origins=1",
        "--forecasters=" + String.join(",", wanted.keySet()),
        "--levels.reconcile=false");
    List<Map<String, String>> scores = table(folder.resolve("m5").resolve(ScoreFiles.SCORES));
    assertThat(scores.stream().filter(row -> row.get("level").equals("sku")))
        .hasSize(5)
        .allSatisfy(
            row -> {
              Map<String, String> other = wanted.get(row.get("forecaster"));
              assertThat(Double.parseDouble(row.get("rmsse")))
                  .isCloseTo(Double.parseDouble(other.get("mean_rmsse")), within(1e-6));
              assertThat(Double.parseDouble(row.get("weighted_rmsse")))
                  .isCloseTo(Double.parseDouble(other.get("weighted_rmsse")), within(1e-6));
            });
  }

  @Test
  void badOptionsAreOneLineAndStartNothing() throws Exception {
    Path sales = folder.resolve("sales.csv");
    Files.writeString(sales, "sku,time,quantity\nA,2024-03-01,2\nA,2024-03-20,1\n");
    assertRefused("--origins is 0", "--data=" + sales, "--origins=0");
    assertRefused("--origins is 6: with", "--data=" + sales);
    assertRefused("--until is soon", "--data=" + sales, "--until=soon");
    assertRefused("no sale until 2024-01-01", "--data=" + sales, "--until=2024-01-01");
    assertRefused("forecast.publish", "--data=" + sales, "--forecasters=guess");
    assertRefused("none.csv", "--data=none.csv");
    assertRefused("--tune-series is 0", "--data=" + sales, "--tune-series=0");
    assertRefused(
        "1 origin to tune by", "--data=" + sales, "--forecast.horizons=7", "--origins=1", "--tune");
  }

  private void assertRefused(String named, String... options) {
    StringWriter err = new StringWriter();
    CommandLine line = Skucast.commandLine().setErr(new PrintWriter(err));
    List<String> words = new ArrayList<>(List.of("backtest", "--out=" + folder.resolve("never")));
    words.addAll(Arrays.asList(options));
    assertThat(line.execute(words.toArray(new String[0]))).as(named).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
    assertThat(folder.resolve("never")).doesNotExist();
  }

  private Path generated(int days) {
    Path sales = folder.resolve("generated");
    execute(
        "generate", "--skus=12", "--days=" + days, "--locations=2", "--seed=4", "--out=" + sales);
    return sales.resolve("sales.csv");
  }

  private void backtest(Path data, String name, String... options) {
    List<String> words =
        new ArrayList<>(List.of("backtest", "--data=" + data, "--out=" + folder.resolve(name)));
    words.addAll(List.of(options));
    execute(words.toArray(new String[0]));
  }

  private void execute(String... words) {
    StringWriter err = new StringWriter();
    CommandLine line = Skucast.commandLine().setErr(new PrintWriter(err));
    line.setOut(new PrintWriter(out));
    assertThat(line.execute(words)).as(err.toString()).isZero();
  }

  /** Below zero for a sale up to the day that the other runs read until. */
  private static int timeOf(String line) {
    return line.split(",")[3].compareTo("2024-07-29");
  }

  private static List<Map<String, String>> table(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.get(0).split(",");
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], fields[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static Path m5() {
    String env = System.getenv("SKUCAST_DATA");
    Path path = Path.of(env == null ? "../../shared/data" : env).resolve("m5");
    assumeTrue(Files.exists(path), () -> path + " is absent: set SKUCAST_DATA to test on it");
    return path;
  }
}
