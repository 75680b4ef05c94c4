package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SkucastTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void checkAccountsForEveryRow() throws Exception {
    Path file = folder.resolve("sales.csv");
    Files.writeString(
        file, "sku,time,quantity,price\nA,2024-03-01,2,1.5\nA,soon,1,1\nB,2024-03-02,1,-1\n");
    assertThat(run("check", "--data", file.toString())).isZero();
    assertThat(out.toString())
        .contains("read 3 = accepted 1 + rejected 2; 1 series")
        .contains("bad-time")
        .contains("negative-price")
        .contains("sales.csv:3");
  }

  @Test
  void aBadOptionIsOneLineAndExitCodeTwo() {
    assertThat(run("check", "--data", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(run("check", "--data", "x", "--format", "excel")).isEqualTo(2);
    assertThat(run("check", "--data", "x", "--zone", "Mars/Base")).isEqualTo(2);
    assertThat(run("fly")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).startsWith("skucast: "));
    assertThat(err.toString()).contains("none.csv", "excel", "Mars/Base", "fly");
  }

  @Test
  void helpStartsNothing() {
    assertThat(run("check", "--help")).isZero();
    assertThat(out.toString()).contains("--format").contains("online-retail");
  }

  private int run(String... args) {
    CommandLine line = Skucast.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(args);
  }
}
