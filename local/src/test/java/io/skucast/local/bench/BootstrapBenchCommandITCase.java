package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the benchmark measures what it says; how fast anything is, no test says. */
class BootstrapBenchCommandITCase {
  @Test
  void everySeriesHasItsFirstForecastAndEveryCellIsFilled() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(
                "bench", "bootstrap", "--series=50", "--days=10", "--backends=hashmap,rocksdb");
    assertThat(code).as(err.toString()).isZero();
    List<String> rows =
        out.toString().lines().filter(l -> l.matches("\\| (\\d|hashmap|rocksdb).*")).toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).split("\\|")).hasSize(7);
    assertThat(rows.subList(1, 3)).allMatch(row -> row.split("\\|").length == 5);
  }

  @Test
  void badInputIsOneLine() {
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .execute("bench", "bootstrap", "--days=1");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("--days is 1: allowed is 3 to 3650");
  }
}
