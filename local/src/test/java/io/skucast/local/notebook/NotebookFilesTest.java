package io.skucast.local.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Notebooks in git: text and code alone. */
class NotebookFilesTest {
  private static final Path NOTEBOOKS = Path.of("..", "notebooks").toAbsolutePath().normalize();
  private static final Path PAGE = Path.of("..", "docs", "notebooks.md");

  @Test
  void notebooksHaveATitleNoOutputsAndNoCellThatSwallowsErrors() throws Exception {
    for (Path file : new Notebooks(NOTEBOOKS).files()) {
      assertThat(NotebookFile.read(file).faults()).as(file.getFileName().toString()).isEmpty();
    }
  }

  @Test
  void thePageNamesEveryNotebookAndScript() throws Exception {
    String page = Files.readString(PAGE);
    Notebooks notebooks = new Notebooks(NOTEBOOKS);
    for (Path file : notebooks.files()) {
      assertThat(page).contains("`" + file.getFileName() + "`");
    }
    assertThat(notebooks.scripts()).isNotEmpty();
    for (Path file : notebooks.scripts()) {
      assertThat(page).contains("`" + file.getFileName() + "`");
    }
  }

  @Test
  void anOutputACaughtErrorAndAMissingTitleAreFound() throws Exception {
    String notebook =
        """
        {"nbformat": 4, "cells": [
          {"cell_type": "markdown", "metadata": {}, "source": "no title"},
          {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [],
           "source": ["1\\n", "2"]},
          {"cell_type": "code", "metadata": {}, "execution_count": null, "outputs": [],
           "source": "try:\\n    1\\nexcept ValueError:\\n    2"}]}
        """;
    assertThat(new NotebookFile(new ObjectMapper().readTree(notebook)).faults())
        .containsExactly(
            "does not begin with a title",
            "cell 2 has outputs: take them out with 'skucast notebook --strip'",
            "cell 3 catches errors, waits, or leaves Python");
  }
}
