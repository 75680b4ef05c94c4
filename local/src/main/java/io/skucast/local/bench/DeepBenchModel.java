package io.skucast.local.bench;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.net.Architecture;
import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Precision;
import io.skucast.deep.net.SavedModelWriter;
import io.skucast.deep.net.Untrained;
import io.skucast.deep.net.Weights;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A model to measure with: of the size of a trained one, with weights that are random. */
record DeepBenchModel(Architecture architecture, int hidden, int layers, int members) {
  static final String VERSION = "untrained";
  static final int SKUS = 1_000;
  private static final int SEASON = 7;

  /** Writes it as a version of this folder of models. */
  Artifact write(Path root, Settings settings) throws IOException {
    DeepLayout layout = DeepOptions.layout(settings);
    NetPlan plan =
        new NetPlan(architecture, layout, SEASON, false, SKUS, 1, 1, hidden, layers, 0, false);
    List<Weights> ensemble = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      ensemble.add(Untrained.weights(plan, member));
    }
    Path folder = Files.createDirectories(root.resolve(VERSION));
    SavedModelWriter.write(folder, plan, ensemble, Precision.FLOAT32);
    new Vocabulary(
            IntStream.range(0, SKUS).mapToObj(i -> "sku-" + i).toList(),
            List.of("all"),
            List.of("all"))
        .write(folder);
    new Manifest(
            VERSION,
            architecture.code(),
            DeepLayout.VERSION,
            layout,
            PeriodUnit.DAY,
            "2024-01-01",
            "2024-01-01",
            19_723,
            0,
            0,
            IntStream.range(0, members).mapToObj(Long::valueOf).toList(),
            "untrained",
            Precision.FLOAT32.code(),
            Map.of(),
            Map.of(),
            null,
            "untrained",
            Map.of())
        .withFiles(folder)
        .write(folder);
    return Artifact.read(root, VERSION);
  }
}
