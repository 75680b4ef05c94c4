package io.skucast.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** The pages on deep forecasts name every option of training with its default. */
class TrainOptionsDocumentTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void everyOptionHasALineWithItsDefault() throws Exception {
    String text = pages();
    List<OptionSpec> options =
        Skucast.commandLine().getSubcommands().get("train").getCommandSpec().options();
    assertThat(options).hasSizeGreaterThan(30);
    for (OptionSpec option : options) {
      String name = option.longestName();
      if (!name.equals("--help") && !name.equals("--config")) {
        assertThat(text).containsPattern("\\| `" + name + "` \\|[^|]*" + value(option));
      }
    }
  }

  private static String value(OptionSpec option) throws Exception {
    String fromCommand = option.defaultValue();
    String fromTraining = new TrainerArguments.Defaults().defaultValue(option);
    String value = fromCommand == null ? fromTraining : fromCommand;
    return value == null || value.equals("false") ? "" : "\\b" + value + "\\b";
  }

  private static String pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("deep-"))
          .map(TrainOptionsDocumentTest::read)
          .collect(Collectors.joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
