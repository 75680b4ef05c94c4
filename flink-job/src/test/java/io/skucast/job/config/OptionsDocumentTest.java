package io.skucast.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/options.md is what the catalogue says; -Dskucast.write-docs=true writes it anew. */
class OptionsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "options.md");

  @Test
  void theDocumentIsWhatTheCatalogueSays() throws Exception {
    String wanted = document();
    if (Boolean.getBoolean("skucast.write-docs")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertThat(DOCUMENT)
        .as("run: mvn -pl flink-job -am test -Dtest=OptionsDocumentTest -Dskucast.write-docs=true")
        .content()
        .isEqualTo(wanted);
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
            # Options

            Written `--key=value` after any command that runs the job, or `key=value` in a file given by `--config FILE`; the command line
            wins. An unknown key and a value that is not allowed are refused before anything starts. This page is made from the catalogue.

            | option | default | allowed | what it does |
            |---|---|---|---|
            """);
    for (Option<?> option : Options.all()) {
      text.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  option.key(),
                  option.defaultText().isEmpty() ? "" : "`" + option.defaultText() + "`",
                  option.allowed(),
                  option.description())
              .replace("\r", ""));
    }
    return text.toString();
  }
}
