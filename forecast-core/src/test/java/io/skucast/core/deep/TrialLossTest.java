package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrialLossTest {
  private static final DeepLayout LAYOUT =
      new DeepLayout(4, 2, new double[] {0.25, 0.75}, List.of());

  private final TrialLoss loss = new TrialLoss(LAYOUT);

  @Test
  void eachLevelWeighsWhatIsAboveAndBelowItAsItSays() {
    DeepAnswer answer = new DeepAnswer(new double[] {5, 5}, new double[][] {{4, 4}, {6, 6}});
    // 10: 6 above the lower, 4 above the upper; 2: 2 below the lower, 4 below the upper.
    long expected = Math.round(1e6 * (0.25 * 6 + 0.75 * 4 + 0.75 * 2 + 0.25 * 4));
    assertThat(loss.answer(lesson(10, 2), answer)).isEqualTo(expected);
  }

  @Test
  void aTargetOutOfStockSaysNothing() {
    DeepAnswer answer = new DeepAnswer(new double[] {5, 5}, new double[][] {{4, 4}, {6, 6}});
    assertThat(loss.answer(lesson(Float.NaN, Float.NaN), answer)).isZero();
    assertThat(loss.yardstick(lesson(Float.NaN, Float.NaN), 2)).isZero();
  }

  @Test
  void theYardstickIsTheQuantilesOfWhatTheRowLastSold() {
    // Sorted 1 2 3 9: quantile 0.25 is 1.75 and 0.75 is 4.5.
    DeepAnswer same =
        new DeepAnswer(new double[] {0, 0}, new double[][] {{1.75, 1.75}, {4.5, 4.5}});
    assertThat(loss.yardstick(lesson(7, 1), 2)).isEqualTo(loss.answer(lesson(7, 1), same));
    assertThat(loss.yardstick(lesson(7, 1), 1)).isLessThan(loss.yardstick(lesson(7, 1), 2));
  }

  @Test
  void sumsOfTwoSubtasksAreTheSameInAnyOrder() {
    TrialSums one = new TrialSums(1, 5, 3, 10, 20, "");
    TrialSums other = new TrialSums(1, 5, 4, 30, 40, "slow");
    assertThat(one.plus(other)).isEqualTo(new TrialSums(1, 5, 7, 40, 60, "slow"));
    assertThat(other.plus(one)).isEqualTo(one.plus(other));
  }

  private static DeepLesson lesson(float... actual) {
    float[] row = new float[LAYOUT.rowSize()];
    float[] units = {3, 9, 1, 2};
    System.arraycopy(units, 0, row, 0, units.length);
    return new DeepLesson("s", "", 50, row, actual);
  }
}
