package io.skucast.local.models;

import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks that versions are what was published and give forecasts. */
@Command(
    name = "verify",
    description = {
      "Recomputes every checksum, loads the model and runs it on made-up rows.",
      "The exit code is 1 where a version fails."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Mixin private ModelsFolder folder;

  @Parameters(paramLabel = "VERSION", arity = "0..1", description = "Name of the version.")
  private String version;

  @Option(names = "--all", description = "Every version there is a folder of or that is live.")
  private boolean all;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (all == (version != null)) {
      throw new IllegalArgumentException("name one version, or --all");
    }
    ModelStore store = folder.store();
    TreeSet<String> versions = new TreeSet<>();
    if (all) {
      versions.addAll(store.list());
      store.live().stream().map(Entry::version).forEach(versions::add);
    } else {
      versions.add(version);
    }
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (String each : versions) {
      try {
        ModelsFolder.probe(store.verify(each));
        out.printf("%s is sound%n", each);
      } catch (IOException wrong) {
        failed++;
        out.printf("%s FAILED: %s%n", each, wrong.getMessage());
      }
      out.flush();
    }
    return failed == 0 ? 0 : 1;
  }
}
