package io.skucast.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.config.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldAndNewArgumentsTest {
  @TempDir private Path folder;

  @Test
  void whatIsGivenWinsOverAFileGivenAndThatOverWhatTheJobHad() throws Exception {
    Path before = Files.writeString(folder.resolve("old.properties"), "prefix=a\nkafka.group=b\n");
    Path now = Files.writeString(folder.resolve("new.properties"), "kafka.group=c\nlags=d\n");
    List<String> arguments =
        OldAndNewArguments.of(
            List.of("--config", before.toString(), "--kafka.group=e", "--lags=f", "--rest=g"),
            now,
            List.of("--lags=h"));
    assertThat(Arguments.parse(arguments.toArray(new String[0])))
        .isEqualTo(Map.of("prefix", "a", "kafka.group", "c", "lags", "h", "rest", "g"));
  }

  @Test
  void withNothingGivenAllStaysAsItWas() {
    List<String> old = List.of("--config=x", "--prefix=a");
    assertThat(OldAndNewArguments.of(old, null, List.of())).isEqualTo(old);
  }
}
