package io.skucast.local.models;

import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a version to those that may serve. */
@Command(
    name = "publish",
    description = {
      "Verifies a version and adds it to the registry; jobs take it up at their next period's end.",
      "At most 4 versions are live at a time."
    },
    mixinStandardHelpOptions = true)
final class PublishCommand implements Callable<Integer> {
  @Mixin private ModelsFolder folder;

  @Parameters(paramLabel = "VERSION", description = "Name of the version.")
  private String version;

  @Option(
      names = "--effective-from",
      paramLabel = "ORIGIN",
      description = "First origin that it may serve at, such as 2026-01-31; default: the next.")
  private String effectiveFrom;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelStore store = folder.store();
    ModelsFolder.probe(store.verify(version));
    Entry entry = store.publish(version, effectiveFrom);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "published %s, manifest %s, from %s%n",
        entry.version(),
        entry.sha256(),
        entry.effectiveFrom() == null ? "the next origin" : entry.effectiveFrom());
    out.flush();
    return 0;
  }
}
