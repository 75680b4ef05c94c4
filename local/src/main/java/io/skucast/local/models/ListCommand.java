package io.skucast.local.models;

import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** One line per version. */
@Command(
    name = "list",
    description = {
      "Lists the versions: live (published), withdrawn, or new (never published).",
      "Checksums are not compared; 'verify --all' does."
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  private static final String ROW = "%-24s %-9s %-10s %-14s %-8s %s%n";

  @Mixin private ModelsFolder folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelStore store = folder.store();
    List<Entry> entries = store.entries();
    Map<String, Entry> last = new HashMap<>();
    entries.forEach(entry -> last.put(entry.version(), entry));
    List<String> folders = store.list();
    TreeSet<String> versions = new TreeSet<>(folders);
    versions.addAll(last.keySet());
    PrintWriter out = spec.commandLine().getOut();
    out.printf(ROW, "version", "state", "from", "architecture", "variant", "trained through");
    for (String version : versions) {
      Entry entry = last.get(version);
      String state = entry == null ? "new" : entry.publishes() ? "live" : "withdrawn";
      String from = entry == null || entry.effectiveFrom() == null ? "-" : entry.effectiveFrom();
      if (folders.contains(version)) {
        print(out, version, state, from, store);
      } else {
        out.printf(ROW, version, state, from, "-", "-", "its folder is missing");
      }
    }
    out.printf(
        Locale.ROOT,
        "%d of %d places for live versions are taken%n",
        ModelStore.live(entries).size(),
        ModelStore.LARGEST_LIVE);
    out.flush();
    return 0;
  }

  private static void print(
      PrintWriter out, String version, String state, String from, ModelStore store) {
    try {
      Manifest manifest = Manifest.read(store.root().resolve(version));
      out.printf(
          ROW,
          version,
          state,
          from,
          manifest.architecture(),
          manifest.variant(),
          manifest.trainedThrough());
    } catch (IOException unreadable) {
      out.printf(ROW, version, state, from, "-", "-", "its manifest cannot be read: verify it");
    }
  }
}
