package io.skucast.local.state;

import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import picocli.CommandLine.Parameters;

/** The savepoint that a command reads. */
final class SavepointArgument {
  @Parameters(
      paramLabel = "SAVEPOINT",
      description = "Folder of the savepoint or retained checkpoint, or address such as file:///…")
  private String path;

  SavepointFile open() throws IOException {
    return SavepointFile.open(path);
  }
}
