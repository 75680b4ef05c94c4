package io.skucast.local.models;

import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a version from those that may serve. */
@Command(
    name = "rollback",
    description = {
      "Withdraws a version, the live one that was published last where none is named; jobs stop",
      "serving it at their next origin and go on with the version before it. Its folder stays."
    },
    mixinStandardHelpOptions = true)
final class RollbackCommand implements Callable<Integer> {
  @Mixin private ModelsFolder folder;

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      description = "Name of the version; default: the live one that was published last.")
  private String version;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelStore store = folder.store();
    List<Entry> live = store.live();
    if (version == null && live.isEmpty()) {
      throw new IllegalArgumentException("no version is live: there is nothing to roll back");
    }
    Entry entry = store.withdraw(version == null ? live.get(live.size() - 1).version() : version);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "withdrew %s; live now: %s%n",
        entry.version(), store.live().stream().map(Entry::version).toList());
    out.flush();
    return 0;
  }
}
