package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** That the benchmark measures what it says; how fast anything is, no test says. */
class ThroughputCommandITCase {
  @Test
  void bothJobsSeeAllEventsAndEveryCellIsFilled() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("bench", "throughput", "--events=4000", "--repeats=1", "--backends=hashmap");
    assertThat(code).as(err.toString()).isZero();
    List<String> rows = out.toString().lines().filter(l -> l.startsWith("| hashmap")).toList();
    assertThat(rows).hasSize(2);
    for (String row : rows) {
      assertThat(row.split("\\|"))
          .as(row)
          .hasSize(11)
          .allSatisfy(cell -> assertThat(cell.strip()).isNotEqualTo("0"));
    }
    assertThat(err.toString())
        .contains("skucast, run 1")
        .contains("without_linear, run 1")
        .contains("plain, run 1");
  }

  @Test
  void eachSeriesIsSoldEquallyOftenEachDay() {
    BenchInput input = new BenchInput(3 * 50 * 4, 50, 4, 2);
    var counts =
        LongStream.range(0, input.events())
            .mapToObj(i -> input.event(i).sale())
            .collect(
                Collectors.groupingBy(
                    sale -> sale.sku() + "/" + sale.timeMillis() / 86_400_000L,
                    Collectors.counting()));
    assertThat(counts).hasSize(3 * 50);
    assertThat(counts.values()).allMatch(count -> count == 4);
  }

  @Test
  void badInputIsOneLine() {
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .execute("bench", "throughput", "--backends=tape");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("--backends is tape");
  }
}
