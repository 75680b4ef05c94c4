package io.skucast.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models from the command line, on models written for tests. */
class ModelsCommandITCase {
  @TempDir private Path models;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aVersionIsPublishedListedShownRolledBackAndVerified() throws Exception {
    TestModels.write(models, "2026-01", Kind.GOOD, 1);
    String second = TestModels.write(models, "2026-02", Kind.NETWORK, 2);
    assertThat(run("publish", "2026-01")).as(err.toString()).isZero();
    assertThat(printed()).contains("published 2026-01, manifest ", "from the next origin");
    assertThat(run("publish", "2026-02", "--effective-from=2026-03-01")).isZero();
    assertThat(printed()).contains(second, "from 2026-03-01");

    assertThat(run("list")).isZero();
    assertThat(printed())
        .containsPattern("2026-01 +live +- +constant +float32 +1970-01-01")
        .containsPattern("2026-02 +live +2026-03-01 +random")
        .contains("2 of 4 places");
    assertThat(run("show", "2026-02")).isZero();
    assertThat(printed())
        .contains(second, "28 periods (day) back, 7 ahead", "1,000 rows of 10 series")
        .containsPattern("at total +\\{wrmsse=0.75}")
        .containsPattern("registry +publish, from 2026-03-01");

    assertThat(run("rollback")).isZero();
    assertThat(printed()).contains("withdrew 2026-02; live now: [2026-01]");
    assertThat(run("rollback", "2026-01")).isZero();
    assertThat(printed()).contains("withdrew 2026-01; live now: []");
    assertThat(run("list")).isZero();
    assertThat(printed()).containsPattern("2026-02 +withdrawn").contains("0 of 4 places");
    assertThat(run("verify", "--all")).isZero();
    assertThat(printed()).contains("2026-01 is sound", "2026-02 is sound");
  }

  @Test
  void aBadVersionIsNotPublishedAndVerifyingNamesItAndFails() throws Exception {
    TestModels.write(models, "good", Kind.GOOD, 1);
    TestModels.write(models, "descending", Kind.DESCENDING, 1);
    TestModels.write(models, "corrupt", Kind.CORRUPT, 1);
    assertThat(run("verify", "--all")).isOne();
    assertThat(printed())
        .contains("good is sound")
        .containsPattern("descending FAILED: .*ascend with the level")
        .containsPattern("corrupt FAILED: .*saved_model.pb has checksum");
    for (String bad : List.of("descending", "corrupt", "none")) {
      err.getBuffer().setLength(0);
      assertThat(run("publish", bad)).isPositive();
      assertThat(err.toString()).contains("'" + bad + "'").hasLineCount(1);
    }
    assertThat(models.resolve("published.json")).doesNotExist();
  }

  @Test
  void badInputIsOneLine() throws Exception {
    TestModels.write(models, "v", Kind.GOOD, 1);
    assertRefused("name one version, or --all", "verify");
    assertRefused("name one version, or --all", "verify", "v", "--all");
    assertRefused("there is nothing to roll back", "rollback");
    assertRefused("no origin", "publish", "v", "--effective-from=soon");
    assertRefused("is no folder", "list", "--models=" + models.resolve("none"));
    assertRefused("VERSION", "show");
    assertThat(Files.exists(models.resolve("published.json"))).isFalse();
  }

  private void assertRefused(String named, String... words) {
    err.getBuffer().setLength(0);
    assertThat(run(words)).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
  }

  private String printed() {
    String text = out.toString();
    out.getBuffer().setLength(0);
    return text;
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(words));
    if (all.stream().noneMatch(word -> word.startsWith("--models"))) {
      all.add("--models=" + models);
    }
    return Skucast.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(new String[0]));
  }
}
