package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loading and running models, good and bad. */
class DeepModelTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path root;

  private final DeepLayout layout = TestModels.layout();

  @Test
  void aGoodModelForecastsTheFactorTimesTheWindowsMean() throws Exception {
    try (DeepModel model = load(Kind.GOOD, 1.5);
        DeepBatch batch = new DeepBatch(layout, 70)) {
      int calendar = batch.blankCalendar();
      for (int i = 0; i < 70; i++) {
        batch.add(row(i), new int[] {1, 1, 1}, calendar, null);
      }
      model.run(batch, LONG);
      for (int i = 0; i < 70; i++) {
        assertThat(batch.isSound(i)).isTrue();
        assertThat(batch.mean(i, 6)).isEqualTo(1.5f * i);
        assertThat(batch.quantile(i, 6, 1)).isEqualTo(1.5f * i);
        assertThat(batch.quantile(i, 0, 2)).isCloseTo(2.1f * i, withinPercentage(0.001));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NAN | not finite",
        "DESCENDING | ascend",
        "WRONG_SIGNATURE | outputs [mean, quantile], not [mean, quantiles]",
        "WRONG_LAYOUT | layout version 2",
        "WRONG_SHAPE | input 'rows' is DT_FLOAT[?, 123], not DT_FLOAT[?, 127]",
        "WRITES_FILE | [WriteFile]",
        "NO_MODEL | saved_model.pb is no SavedModel",
        "CORRUPT | saved_model.pb has checksum",
        "TRUNCATED | saved_model.pb has checksum"
      })
  void aBadModelIsRefusedByNameWithWhatIsWrongAndTheRemedy(Kind kind, String wrong) {
    assertThatThrownBy(() -> load(kind, 1).close())
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageStartingWith("version 'v' is refused: ")
        .hasMessageContaining(wrong)
        .hasMessageMatching(".*(again|without them).*");
  }

  @ParameterizedTest
  @CsvSource({"NAN_FOR_LARGE", "DESCENDING_FOR_LARGE"})
  void anUnsoundRowLeavesTheOthersSound(Kind kind) throws Exception {
    try (DeepModel model = load(kind, 1);
        DeepBatch batch = new DeepBatch(layout, 3)) {
      int calendar = batch.blankCalendar();
      for (float units : new float[] {5, 2 * TestModels.LARGE, 7}) {
        batch.add(row(units), new int[3], calendar, null);
      }
      model.run(batch, LONG);
      assertThat(batch.isSound(0)).isTrue();
      assertThat(batch.isSound(1)).isFalse();
      assertThat(batch.isSound(2)).isTrue();
    }
  }

  @Test
  void aRunThatTakesTooLongIsEndedAndTheNextOneGoesThrough() throws Exception {
    try (DeepModel model = load(Kind.SLOW, 1);
        DeepBatch batch = new DeepBatch(layout, 1)) {
      batch.add(row(2 * TestModels.LARGE), new int[3], batch.blankCalendar(), null);
      long began = System.nanoTime();
      assertThatThrownBy(() -> model.run(batch, Duration.ofMillis(50)))
          .isInstanceOf(ModelFailedException.class)
          .hasMessageContaining("version 'v'")
          .hasMessageContaining("a run took longer than 50 ms")
          .matches(failed -> ((ModelFailedException) failed).timedOut());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      batch.clear();
      batch.add(row(2), new int[3], batch.blankCalendar(), null);
      model.run(batch, LONG);
      assertThat(batch.mean(0, 0)).isEqualTo(2);
    }
  }

  private DeepModel load(Kind kind, double factor) throws Exception {
    String sha = TestModels.write(root, "v", kind, factor);
    return DeepModel.load(root, "v", sha, SessionConfig.ONE_THREAD);
  }

  private float[] row(float units) {
    float[] row = new float[layout.rowSize()];
    Arrays.fill(row, 0, layout.window(), units);
    return row;
  }
}
