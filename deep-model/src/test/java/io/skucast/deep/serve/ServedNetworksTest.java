package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Checksums;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.net.Architecture;
import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Precision;
import io.skucast.deep.net.SavedModelWriter;
import io.skucast.deep.net.Untrained;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The networks that are trained, with random weights, are served as the contract says. */
class ServedNetworksTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ROWS = 300;

  @TempDir private Path root;

  private final DeepLayout layout =
      new DeepLayout(56, 28, new double[] {0.1, 0.5, 0.9}, List.of("weekend", "holiday"));
  private final float[][] rows = rows();

  @ParameterizedTest
  @CsvSource({"MLP, FLOAT32", "LSTM, FLOAT32", "TCN, FLOAT32", "MLP, FLOAT16", "MLP, INT8"})
  void aNetworkLoadsAndARowsBitsDoNotDependOnItsBatch(
      Architecture architecture, Precision precision) throws Exception {
    NetPlan plan = new NetPlan(architecture, layout, 7, true, 2, 1, 2, 32, 2, 0, false);
    String sha = write(plan, precision);
    try (DeepModel model = DeepModel.load(root, "v", sha, SessionConfig.ONE_THREAD);
        DeepBatch one = new DeepBatch(layout, 1);
        DeepBatch all = new DeepBatch(layout, ROWS)) {
      int calendar = all.blankCalendar();
      for (int i = 0; i < ROWS; i++) {
        all.add(rows[i], codes(i), calendar, null);
      }
      model.run(all, LONG);
      for (int i = 0; i < ROWS; i += 7) {
        one.clear();
        one.add(rows[i], codes(i), one.blankCalendar(), null);
        model.run(one, LONG);
        assertThat(all.isSound(i)).isTrue();
        for (int h = 0; h < layout.horizons(); h++) {
          assertThat(all.mean(i, h)).isEqualTo(one.mean(0, h));
          assertThat(all.quantile(i, h, 2)).isEqualTo(one.quantile(0, h, 2));
        }
      }
    }
  }

  private static int[] codes(int i) {
    return new int[] {i % 3, i % 2, i % 3};
  }

  /** Takes the folder of another model, with this network in the place of that one's. */
  private String write(NetPlan plan, Precision precision) throws Exception {
    TestModels.write(root, "v", Kind.GOOD, 1, layout, TestModels.vocabulary(), 0);
    Path folder = root.resolve("v");
    SavedModelWriter.write(
        folder, plan, List.of(Untrained.weights(plan, 1), Untrained.weights(plan, 2)), precision);
    Manifest.read(folder).withFiles(folder).write(folder);
    return Checksums.of(folder.resolve(Manifest.FILE));
  }

  private float[][] rows() {
    Random random = new Random(3);
    float[][] rows = new float[ROWS][layout.rowSize()];
    for (float[] row : rows) {
      for (int i = 0; i < layout.window(); i++) {
        row[i] = random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 0;
      }
      Arrays.fill(row, 3 * layout.window(), 4 * layout.window(), 1);
      Arrays.fill(row, layout.blocksAt(), layout.ageAt(), 5 * random.nextFloat());
      row[layout.ageAt()] = 6;
    }
    return rows;
  }
}
