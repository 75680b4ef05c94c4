package io.skucast.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is wrong on the command line, or with a savepoint, is one line. */
class StateCommandTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  @Test
  void everyCommandShowsItsHelp() {
    for (String command : new String[] {"inspect", "list", "stats", "diff", "export", "drop"}) {
      assertThat(run("state", command, "--help")).isZero();
    }
    assertThat(run("state")).isZero();
    assertThat(out.toString()).contains("inspect", "--sku", "--except", "--out");
  }

  @Test
  void aSavepointThatIsNotOneIsAFailureOfTheWorld() throws Exception {
    assertThat(run("state", "stats", folder.resolve("none").toString())).isEqualTo(1);
    requireOneLine("is not there");
    Files.writeString(folder.resolve("_metadata"), "nothing of Flink's");
    assertThat(run("state", "diff", folder.toString(), folder.toString())).isEqualTo(1);
    requireOneLine("is not Flink's");
  }

  @Test
  void badOptionsAreBadInput() {
    assertThat(run("state", "inspect", folder.toString())).isEqualTo(2);
    requireOneLine("name the series by --sku");
    assertThat(run("state", "export", folder.toString(), "--format", "xml", "--out", "never"))
        .isEqualTo(2);
    requireOneLine("--format has the value 'xml': allowed are csv and json");
    assertThat(run("state", "list", folder.toString(), "--limit", "0")).isEqualTo(2);
    requireOneLine("--limit has the value '0'");
  }

  private void requireOneLine(String part) {
    String said = err.toString();
    assertThat(said.strip()).startsWith("skucast: ").contains(part).doesNotContain("\n");
    err.getBuffer().setLength(0);
  }

  private int run(String... arguments) {
    CommandLine line = Skucast.commandLine();
    line.setErr(new PrintWriter(err, true));
    line.setOut(new PrintWriter(out, true));
    return line.execute(arguments);
  }
}
