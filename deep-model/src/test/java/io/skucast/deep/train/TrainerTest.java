package io.skucast.deep.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.deep.net.Architecture;
import io.skucast.deep.net.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {
  @TempDir private Path folder;

  private static TrainerOptions options(Architecture architecture, int members, long steps) {
    return new TrainerOptions(
        architecture,
        7,
        16,
        1,
        0.1,
        1e-2,
        5e-3,
        64,
        steps,
        20,
        50,
        2,
        members,
        3,
        200,
        0.1,
        0.05,
        0.1,
        0,
        false,
        0.5,
        false,
        false);
  }

  /** Stops after so many steps; 0: never. */
  private static final class Watcher implements TrainingWatcher {
    private final long stopAfter;
    final List<Progress> seen = new ArrayList<>();

    Watcher(long stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void step(Progress progress) {
      seen.add(progress);
    }

    @Override
    public boolean stopRequested() {
      return stopAfter > 0 && seen.size() >= stopAfter;
    }
  }

  private Trained train(String name, TrainerOptions options, TrainingSet set) throws IOException {
    return new Trainer(set, options, folder.resolve(name), new Watcher(0)).train();
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void everyArchitectureLearnsTheWeek(Architecture architecture) throws IOException {
    TrainingSet set = Histories.set(12, 200);
    Trained trained = train("a", options(architecture, 1, 200), set);
    Map<String, Double> metrics = trained.validation().get("series");
    // Of uniform chance of 30 % around the level the RMSSE is about 0.35; a forecast without the
    // week is above 0.8.
    assertThat(metrics.get("rmsse")).isLessThan(0.55);
    assertThat(metrics.get("bias")).isBetween(-0.1, 0.1);
    assertThat(metrics.get("atOrBelow0.1")).isBetween(0.0, 0.35);
    assertThat(metrics.get("atOrBelow0.9")).isBetween(0.7, 1.0);
    assertThat(trained.validation().get("total").get("wape")).isLessThan(0.15);
    assertThat(trained.importance().get("units")).isGreaterThan(0.1);
  }

  @Test
  void oneSeedGivesOneAnswer() throws IOException {
    TrainingSet set = Histories.set(12, 200);
    Trained one = train("a", options(Architecture.MLP, 2, 60), set);
    Trained other = train("b", options(Architecture.MLP, 2, 60), set);
    assertThat(numbers(other)).isEqualTo(numbers(one));
    assertThat(other.validation()).isEqualTo(one.validation());
    assertThat(other.importance()).isEqualTo(one.importance());
    assertThat(one.losses().get(0)).isNotEqualTo(one.losses().get(1));
  }

  @Test
  void anInterruptedTrainingGoesOnToTheSameAnswer() throws IOException {
    TrainingSet set = Histories.set(12, 200);
    TrainerOptions options = options(Architecture.MLP, 2, 60);
    Trained whole = train("whole", options, set);
    for (long stopAfter : new long[] {7, 40, 75}) {
      Path checkpoints = folder.resolve("stopped" + stopAfter);
      Trained stopped = new Trainer(set, options, checkpoints, new Watcher(stopAfter)).train();
      assertThat(stopped.complete()).isFalse();
      Watcher watcher = new Watcher(0);
      Trained resumed = new Trainer(set, options, checkpoints, watcher).train();
      assertThat(watcher.seen).hasSize((int) (120 - stopAfter));
      assertThat(numbers(resumed)).isEqualTo(numbers(whole));
      assertThat(resumed.validation()).isEqualTo(whole.validation());
    }
  }

  @Test
  void whatPlansDoIsLearned() throws IOException {
    // Demand doubles on days on promotion, which only the plans know of.
    Trained trained = train("a", options(Architecture.MLP, 1, 200), Histories.promoted(12, 200));
    assertThat(trained.importance().get("plan")).isGreaterThan(0.1);
    assertThat(trained.validation().get("series").get("rmsse")).isLessThan(0.6);
    assertThat(train("b", options(Architecture.MLP, 1, 20), Histories.set(12, 200)).importance())
        .doesNotContainKey("plan");
  }

  @Test
  void aCheckpointOfOtherOptionsIsNotGoneOnWith() throws IOException {
    TrainingSet set = Histories.set(12, 200);
    Path checkpoints = folder.resolve("c");
    new Trainer(set, options(Architecture.MLP, 1, 60), checkpoints, new Watcher(30)).train();
    Watcher watcher = new Watcher(0);
    new Trainer(set, options(Architecture.MLP, 1, 61), checkpoints, watcher).train();
    assertThat(watcher.seen).hasSize(61);
  }

  @Test
  void aTruncatedCheckpointIsNamed() throws IOException {
    TrainingSet set = Histories.set(12, 200);
    Path checkpoints = folder.resolve("c");
    TrainerOptions options = options(Architecture.MLP, 1, 60);
    new Trainer(set, options, checkpoints, new Watcher(30)).train();
    Path file = checkpoints.resolve("checkpoint.bin");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> new Trainer(set, options, checkpoints, new Watcher(0)).train())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint.bin")
        .hasMessageContaining("remove it");
  }

  @Test
  void rowsMadeWorseAreLearnedFromToo() throws IOException {
    TrainingSet set = Histories.set(12, 200);
    TrainerOptions options =
        new TrainerOptions(
            Architecture.MLP,
            7,
            16,
            1,
            0,
            0,
            5e-3,
            64,
            100,
            50,
            50,
            2,
            1,
            3,
            0,
            0,
            0,
            0,
            0.2,
            true,
            0.5,
            false,
            false);
    Trained trained = train("a", options, set);
    assertThat(trained.validation().get("series").get("rmsse")).isLessThan(0.7);
  }

  @Test
  void aLossFarAboveTheFirstHasDiverged() {
    Trainer.requireSane(999, 1, 0, 7, 0.1);
    for (double loss : new double[] {1001, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Trainer.requireSane(loss, 1, 0, 7, 0.1))
          .isInstanceOf(TrainingDivergedException.class)
          .hasMessageContaining("step 7 is " + loss)
          .hasMessageContaining("than 0.1");
    }
  }

  @Test
  void tooLittleHistoryIsNamed() {
    assertThatThrownBy(
            () ->
                new Trainer(
                    Histories.set(3, 25), options(Architecture.MLP, 1, 10), folder, new Watcher(0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 series")
        .hasMessageContaining("give more history");
  }

  /** One number of all weights, to the bit. */
  private static long numbers(Trained trained) {
    long hash = 0;
    for (Weights member : trained.members()) {
      for (Weights.Array array : member.all().values()) {
        hash = 31 * hash + Arrays.hashCode(array.numbers());
      }
    }
    return hash;
  }
}
