package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** That the benchmark measures what it says; how fast anything is, no test says. */
class BankCommandITCase {
  private static final String NUMBER = "[0-9,]+";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Skucast.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  @Test
  void printsSpeedAndBytesOfEachKindOfDemand() {
    int code = run("bench", "bank", "--warm-ups=0", "--iterations=1", "--seconds=1");
    assertThat(code).as(err::toString).isZero();
    for (DemandKind kind : DemandKind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      for (String benchmark : new String[] {"update", "updateWithQuantiles"}) {
        assertThat(out.toString())
            .containsPattern("\\| " + name + " \\| " + benchmark + " \\| " + NUMBER + " \\| - \\|");
      }
      assertThat(out.toString())
          .containsPattern("\\| " + name + (" \\| " + NUMBER).repeat(7) + " \\|");
    }
  }

  @Test
  void anOptionOutOfRangeIsRefusedByName() {
    assertThat(run("bench", "bank", "--iterations=0")).isEqualTo(2);
    assertThat(err.toString()).contains("--iterations is 0: allowed is 1 to 99");
  }
}
