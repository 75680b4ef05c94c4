package io.skucast.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyUpgradeCommandTest {
  @TempDir private Path folder;

  @Test
  void badInputIsOneLineAndStartsNothing() throws Exception {
    String jar = "--jar=" + Files.writeString(folder.resolve("some.jar"), "");
    assertRefused("--ha is maybe", "--ha=maybe", jar);
    assertRefused("--part-seconds is 0", "--part-seconds=0", jar);
    assertRefused("--patience is soon", "--patience=soon", jar);
    assertRefused("--patience is PT1S", "--patience=PT1S", jar);
    assertRefused("--jar is ", "--jar=" + folder.resolve("none.jar"));
    assertRefused("--next is ", "--next=" + folder.resolve("none.jar"), jar);
    assertRefused("--keep is " + folder, "--keep=" + folder, jar);
    assertRefused("1000 or more", "--skus=1", "--days=5", jar);
    assertRefused("forecast.evry", "--forecast.evry=7", jar);
  }

  private static void assertRefused(String named, String... arguments) {
    StringWriter err = new StringWriter();
    List<String> words = new ArrayList<>(List.of("verify", "upgrade"));
    words.addAll(List.of(arguments));
    int code =
        Skucast.commandLine().setErr(new PrintWriter(err)).execute(words.toArray(new String[0]));
    assertThat(code).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
  }
}
