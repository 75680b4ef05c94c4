package io.skucast.local.models;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.ModelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All that is known of a version. */
@Command(
    name = "show",
    description = "Shows where a version came from, how it did in validation, and its entries.",
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  @Mixin private ModelsFolder folder;

  @Parameters(paramLabel = "VERSION", description = "Name of the version.")
  private String version;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    ModelStore store = folder.store();
    Artifact artifact = store.verify(version);
    Manifest manifest = artifact.manifest();
    PrintWriter out = spec.commandLine().getOut();
    line(out, "version", manifest.version());
    line(out, "manifest", artifact.manifestSha256());
    line(out, "architecture", manifest.architecture() + ", " + manifest.variant());
    DeepLayout layout = manifest.layout();
    line(
        out,
        "layout",
        String.format(
            Locale.ROOT,
            "version %d, %d periods (%s) back, %d ahead, levels %s, calendar %s",
            manifest.layoutVersion(),
            layout.window(),
            manifest.period().name().toLowerCase(Locale.ROOT),
            layout.horizons(),
            Arrays.toString(layout.levels()),
            layout.calendar()));
    line(
        out,
        "trained on",
        String.format(
            Locale.ROOT,
            "%s to %s, %,d rows of %,d series, seeds %s, code %s",
            manifest.trainedFrom(),
            manifest.trainedThrough(),
            manifest.rows(),
            manifest.series(),
            manifest.seeds(),
            manifest.codeVersion()));
    line(
        out,
        "knows",
        String.format(
            Locale.ROOT,
            "%,d SKUs, %,d categories, %,d locations",
            artifact.vocabulary().skus().size(),
            artifact.vocabulary().categories().size(),
            artifact.vocabulary().locations().size()));
    line(out, "determinism", String.valueOf(manifest.determinism()));
    manifest.validation().forEach((level, scores) -> line(out, "at " + level, scores.toString()));
    manifest
        .importance()
        .forEach((group, rise) -> line(out, "without " + group, "pinball loss +" + rise));
    for (Entry entry : store.entries()) {
      if (entry.version().equals(version)) {
        String from = entry.effectiveFrom() == null ? "" : ", from " + entry.effectiveFrom();
        line(out, "registry", entry.entry() + from);
      }
    }
    out.flush();
    return 0;
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("%-20s %s%n", name, value);
  }
}
