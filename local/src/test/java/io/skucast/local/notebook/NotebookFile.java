package io.skucast.local.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A notebook as git has it, and what is wrong with it. */
record NotebookFile(JsonNode json) {
  /** Code that would hide an error or wait blindly. */
  private static final Pattern SWALLOWS =
      Pattern.compile("\\bexcept\\b|\\bsleep\\(|^\\s*%|^\\s*!", Pattern.MULTILINE);

  static NotebookFile read(Path file) throws IOException {
    return new NotebookFile(new ObjectMapper().readTree(Files.readString(file)));
  }

  /** One sentence each; none where all is as it should be. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (json.path("nbformat").asInt() != 4) {
      faults.add("is not of nbformat 4");
    }
    JsonNode cells = json.path("cells");
    if (!text(cells.path(0)).startsWith("# ") || isCode(cells.path(0))) {
      faults.add("does not begin with a title");
    }
    for (int i = 0; i < cells.size(); i++) {
      JsonNode cell = cells.get(i);
      String name = "cell " + (i + 1);
      if (!cell.path("metadata").isEmpty()) {
        faults.add(name + " has metadata " + cell.path("metadata"));
      }
      if (text(cell).isBlank()) {
        faults.add(name + " is empty");
      }
      if (isCode(cell)) {
        if (!cell.path("outputs").isEmpty() || !cell.path("execution_count").isNull()) {
          faults.add(name + " has outputs: take them out with 'skucast notebook --strip'");
        }
        if (SWALLOWS.matcher(text(cell)).find()) {
          faults.add(name + " catches errors, waits, or leaves Python");
        }
      }
    }
    return faults;
  }

  private static boolean isCode(JsonNode cell) {
    return cell.path("cell_type").asText().equals("code");
  }

  /** A source is a text, or a list of lines. */
  private static String text(JsonNode cell) {
    JsonNode source = cell.path("source");
    return source.isTextual()
        ? source.asText()
        : String.join(
            "", StreamSupport.stream(source.spliterator(), false).map(JsonNode::asText).toList());
  }
}
