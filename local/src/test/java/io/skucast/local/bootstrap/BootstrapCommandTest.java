package io.skucast.local.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.read.SaleFormat;
import io.skucast.job.observe.CountName;
import io.skucast.job.observe.JobCounts;
import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said in one line before anything starts; progress says what is left. */
class BootstrapCommandTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsNotThereIsOneLine() {
    assertThat(refused("--data=" + folder.resolve("none.csv"), "--out=" + folder.resolve("new")))
        .contains("none.csv");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aSavepointThatIsThereIsNotWrittenOver() throws Exception {
    Path sales = Files.writeString(folder.resolve("s.csv"), "sku,time,quantity\n");
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(sales, "sku,time,quantity\na,2024-01-01T00:00:00Z,1\n");
    assertThat(refused("--data=" + sales, "--out=" + out)).contains("is there already");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void anOptionThatIsNoneIsOneLine() throws Exception {
    Path sales = Files.writeString(folder.resolve("s.csv"), "sku,time,quantity\n");
    assertThat(
            refused(
                "--data=" + sales, "--out=" + folder.resolve("new"), "--time.latenes-periods=1"))
        .contains("did you mean time.lateness-periods");
  }

  @Test
  void rowsAreEstimatedFromTheFirstOnes() throws Exception {
    Path sales =
        Files.write(folder.resolve("many.csv"), Collections.nCopies(100_000, "sku-1,2024-01-01,1"));
    assertThat(RowEstimate.of(sales, SaleFormat.CSV).orElseThrow()).isBetween(99_000L, 101_000L);
    assertThat(RowEstimate.of(folder, SaleFormat.M5)).isEmpty();
  }

  @Test
  void progressSaysHowMuchIsLeft() {
    JobCounts counts = JobCounts.of(Map.of(CountName.ACCEPTED, 250L, CountName.REJECTED, 0L));
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    assertThat(new BootstrapProgress(nowhere, OptionalLong.of(1_000)).text(counts, 30))
        .contains("read 250 (8/s)")
        .endsWith("about 25 %, 1 min 30 s left");
    assertThat(new BootstrapProgress(nowhere, OptionalLong.empty()).text(counts, 30))
        .doesNotContain("left");
  }

  private static String refused(String... arguments) {
    StringWriter err = new StringWriter();
    String[] all = new String[arguments.length + 1];
    all[0] = "bootstrap";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int code = Skucast.commandLine().setErr(new PrintWriter(err)).execute(all);
    assertThat(code).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1);
    return err.toString();
  }
}
