package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was planted is what the pipeline finds. */
class GenerateCommandITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void theJobFindsEveryRepeatCorrectionAndLateLineAndTheUnitsOfTheTruth() throws Exception {
    Path sales = folder.resolve("sales");
    execute("generate", "--skus=60", "--days=150", "--seed=3", "--locations=2", "--out=" + sales);
    execute("forecast", "--data=" + sales.resolve("sales.csv"), "--out=" + folder.resolve("out"));

    JsonNode planted = JSON.readTree(sales.resolve("parameters.json").toFile());
    JsonNode found = JSON.readTree(folder.resolve("out").resolve("summary.json").toFile());
    assertThat(found.get("read")).isEqualTo(planted.get("events"));
    assertThat(found.get("rejected").asInt()).isZero();
    assertThat(found.get("duplicate")).isEqualTo(planted.get("repeats"));
    assertThat(found.get("late")).isEqualTo(planted.get("late"));
    assertThat(found.get("late").asInt()).isPositive();

    Map<String, Integer> truth = new HashMap<>();
    for (String line : linesOf(sales.resolve("truth.csv"))) {
      String[] fields = line.split(",");
      truth.put(fields[0] + fields[1] + fields[2], Integer.parseInt(fields[4]));
    }
    List<String> trends = linesOf(folder.resolve("out").resolve("trends.csv"));
    assertThat(trends).hasSizeGreaterThan(60 * 2 * 100);
    for (String line : trends) {
      String[] fields = line.split(",");
      String key = fields[0] + fields[1] + fields[2];
      assertThat(Integer.parseInt(fields[4])).as(key).isEqualTo(truth.remove(key));
    }
    // What is left is before a series' first sale or after its last period.
    assertThat(truth.values()).allMatch(units -> units == 0);
  }

  @Test
  void theSameSeedWritesTheSameBytes() throws Exception {
    for (String name : List.of("a", "b")) {
      execute("generate", "--skus=20", "--days=30", "--out=" + folder.resolve(name));
    }
    for (String file : List.of("sales.csv", "truth.csv", "parameters.json")) {
      assertThat(folder.resolve("a").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("b").resolve(file));
    }
  }

  @Test
  void aPlanThatCannotBeIsOneLine() {
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .execute("generate", "--days=0", "--out=" + folder.resolve("never"));
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("--days is 0: allowed is 1 to 3660");
    assertThat(folder.resolve("never")).doesNotExist();
  }

  private static List<String> linesOf(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size());
  }

  private static void execute(String... words) {
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .setOut(new PrintWriter(new StringWriter()))
            .execute(words);
    assertThat(code).as(err.toString()).isZero();
  }
}
