package io.skucast.deep.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.serve.Contract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

class SavedNetworkTest {
  private static final DeepLayout LAYOUT =
      new DeepLayout(28, 9, new double[] {0.1, 0.5, 0.9}, List.of("a", "b"));
  private static final int ROWS = 5;

  @TempDir private Path folder;

  private static NetPlan plan(Architecture architecture) {
    return new NetPlan(architecture, LAYOUT, 7, true, 4, 3, 2, 32, 2, 0.1, false);
  }

  private record Answer(float[] mean, float[] quantiles) {}

  /** Rows of random demand, each times a factor. */
  private static Answer run(Path model, float factor) {
    SplittableRandom random = new SplittableRandom(11);
    float[] rows = new float[ROWS * LAYOUT.rowSize()];
    for (int r = 0; r < ROWS; r++) {
      int at = r * LAYOUT.rowSize();
      for (int i = 0; i < LAYOUT.window(); i++) {
        rows[at + i] = factor * 100 * (float) random.nextDouble();
        rows[at + 3 * LAYOUT.window() + i] = 1;
      }
      for (int b = 0; b < DeepLayout.BLOCKS; b++) {
        rows[at + LAYOUT.blocksAt() + b] = b < 4 ? DeepLayout.UNKNOWN : factor * 50;
      }
      rows[at + LAYOUT.ageAt()] = 5;
    }
    int[] codes = {0, 0, 0, 1, 2, 2, 4, 3, 1, 2, 0, 1, 3, 1, 0};
    List<Tensor> tensors = new ArrayList<>();
    try (SavedModelBundle bundle = SavedModelBundle.load(model.toString(), "serve")) {
      Map<String, Tensor> in =
          Map.of(
              Contract.ROWS, floats(tensors, rows, ROWS, LAYOUT.rowSize()),
              Contract.CODES, integers(tensors, codes, ROWS, 3),
              Contract.CALENDAR,
                  floats(
                      tensors,
                      new float[2 * LAYOUT.calendarPeriods() * 2],
                      2,
                      LAYOUT.calendarPeriods(),
                      2),
              Contract.CALENDAR_ROW, integers(tensors, new int[] {0, 1, 0, 1, 0}, ROWS),
              Contract.PLAN, floats(tensors, new float[ROWS * 9 * 2], ROWS, 9, 2));
      try (Result result = bundle.function(Contract.SIGNATURE).call(in)) {
        return new Answer(
            numbers(result.get(Contract.MEAN).orElseThrow()),
            numbers(result.get(Contract.QUANTILES).orElseThrow()));
      }
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  private static Tensor floats(List<Tensor> all, float[] numbers, long... shape) {
    all.add(TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(numbers)));
    return all.get(all.size() - 1);
  }

  private static Tensor integers(List<Tensor> all, int[] numbers, long... shape) {
    all.add(TInt32.tensorOf(Shape.of(shape), DataBuffers.of(numbers)));
    return all.get(all.size() - 1);
  }

  private static float[] numbers(Tensor tensor) {
    float[] numbers = new float[(int) tensor.size()];
    ((TFloat32) tensor).copyTo(DataBuffers.of(numbers));
    return numbers;
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void quantilesAscendAndNothingIsNegative(Architecture architecture) throws IOException {
    NetPlan plan = plan(architecture);
    SavedModelWriter.write(folder, plan, List.of(Untrained.weights(plan, 1)), Precision.FLOAT32);
    Answer answer = run(folder, 1);
    assertThat(answer.mean()).hasSize(ROWS * 9);
    assertThat(answer.quantiles()).hasSize(ROWS * 9 * 3);
    for (int i = 0; i < answer.quantiles().length; i++) {
      assertThat(answer.quantiles()[i]).isFinite();
      float least = i % 3 == 0 ? 0 : answer.quantiles()[i - 1];
      assertThat(answer.quantiles()[i]).isGreaterThanOrEqualTo(least);
    }
    for (float mean : answer.mean()) {
      assertThat(mean).isFinite().isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void anEnsembleIsTheMeanOfItsMembers() throws IOException {
    NetPlan plan = plan(Architecture.MLP);
    Weights one = Untrained.weights(plan, 1);
    Weights other = Untrained.weights(plan, 2);
    SavedModelWriter.write(folder.resolve("1"), plan, List.of(one), Precision.FLOAT32);
    SavedModelWriter.write(folder.resolve("2"), plan, List.of(other), Precision.FLOAT32);
    SavedModelWriter.write(folder.resolve("12"), plan, List.of(one, other), Precision.FLOAT32);
    float[] first = run(folder.resolve("1"), 1).mean();
    float[] second = run(folder.resolve("2"), 1).mean();
    float[] both = run(folder.resolve("12"), 1).mean();
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).isCloseTo((first[i] + second[i]) / 2, within(1e-4f * both[i]));
      assertThat(first[i]).isNotEqualTo(second[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aSmallerModelSaysWhatRoundedWeightsSay(Precision precision) throws IOException {
    NetPlan plan = plan(Architecture.MLP);
    Weights weights = Untrained.weights(plan, 1);
    Path small = folder.resolve("small");
    Path rounded = folder.resolve("rounded");
    Path full = folder.resolve("full");
    long bytes = SavedModelWriter.write(small, plan, List.of(weights), precision);
    long all = SavedModelWriter.write(full, plan, List.of(weights), Precision.FLOAT32);
    SavedModelWriter.write(
        rounded, plan, List.of(Compression.round(weights, precision)), Precision.FLOAT32);
    float[] expected = run(rounded, 1).mean();
    float[] said = run(small, 1).mean();
    float[] trained = run(full, 1).mean();
    for (int i = 0; i < said.length; i++) {
      assertThat(said[i]).isCloseTo(expected[i], within(1e-4f * expected[i]));
      assertThat(said[i]).isCloseTo(trained[i], within(0.1f * trained[i]));
    }
    switch (precision) {
      case FLOAT32 -> assertThat(bytes).isEqualTo(all);
      case FLOAT16 -> assertThat(bytes).isLessThan(all * 7 / 10);
      case INT8 -> assertThat(bytes).isLessThan(all * 5 / 10);
    }
  }

  @Test
  void pruningLeavesOutTheSmallestOfEachMatrix() {
    NetPlan plan = plan(Architecture.LSTM);
    Weights weights = Untrained.weights(plan, 1);
    Weights pruned = Compression.prune(weights, 0.5);
    weights
        .all()
        .forEach(
            (name, array) -> {
              float[] kept = pruned.get(name).numbers();
              float largestLost = 0;
              float smallestKept = Float.MAX_VALUE;
              int zeros = 0;
              for (int i = 0; i < kept.length; i++) {
                float size = Math.abs(array.numbers()[i]);
                if (kept[i] == 0) {
                  zeros++;
                  largestLost = Math.max(largestLost, size);
                } else {
                  assertThat(kept[i]).isEqualTo(array.numbers()[i]);
                  smallestKept = Math.min(smallestKept, size);
                }
              }
              if (array.shape().numDimensions() == 2) {
                assertThat(zeros).isEqualTo(kept.length / 2);
                assertThat(largestLost).isLessThanOrEqualTo(smallestKept);
              } else {
                assertThat(kept).isEqualTo(array.numbers());
              }
            });
  }

  @Test
  void tenTimesTheDemandIsAboutTenTimesTheForecast() throws IOException {
    NetPlan plan = plan(Architecture.MLP);
    // Without the logarithm of the level the network sees the same; with it, nearly so.
    SavedModelWriter.write(folder, plan, List.of(Untrained.weights(plan, 1)), Precision.FLOAT32);
    float[] plain = run(folder, 1).mean();
    float[] tenfold = run(folder, 10).mean();
    for (int i = 0; i < plain.length; i++) {
      assertThat(tenfold[i] / plain[i]).isBetween(4f, 25f);
    }
  }
}
