package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the benchmark measures what it says; how fast anything is, no test says. */
class DeepCommandITCase {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Skucast.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void everyWayOfAskingIsMeasuredInOneRun() {
    int code = run("bench", "deep", "--batch=64", "--hidden=16", "--seconds=0.2", "--repeats=1");
    assertThat(code).as(err.toString()).isZero();
    List<String> rows =
        out.toString().lines().filter(l -> l.matches("\\| (bare|served|operator).*")).toList();
    assertThat(rows).as(out.toString()).hasSize(5);
    for (String row : rows) {
      assertThat(row.split("\\|"))
          .as(row)
          .hasSize(6)
          .allSatisfy(cell -> assertThat(cell.strip()).isNotEqualTo("0").isNotEqualTo("NaN"));
    }
  }

  @Test
  void aGpuThatIsNotThereIsOneLineThatSaysWhatToDo() {
    // Where a test runs on a machine with a card, natives for processors see none.
    int code = run("bench", "deep", "--device=gpu", "--seconds=0.1");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("--device is gpu").contains("-Pgpu");
  }

  @Test
  void aDeviceThatIsNeitherIsRefused() {
    assertThat(run("bench", "deep", "--device=tpu")).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains("'tpu'");
  }

  @Test
  void percentilesAreTimesThatSoManyCallsTookAtMost() {
    long[] nanos = new long[100];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = 1_000_000L * (100 - i);
    }
    DeepSpeed speed = DeepSpeed.of(nanos, 500, 2_000_000_000L);
    assertThat(speed).isEqualTo(new DeepSpeed(250, 50, 99));
  }
}
