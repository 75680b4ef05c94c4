package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Each smoother against recursions done by hand. */
class WorkedExamplesTest {

  private static void feed(Smoother smoother, double... demands) {
    for (double demand : demands) {
      smoother.update(demand);
    }
  }

  @Test
  void movingAverageForgetsWhatLeavesItsWindow() {
    MovingAverage smoother = new MovingAverage(3);
    feed(smoother, 1e15, 3);
    assertThat(smoother.mean(1)).isEqualTo((1e15 + 3) / 2);
    feed(smoother, 6, 9);
    assertThat(smoother.mean(9)).isEqualTo(6);
    assertThat(smoother.errorGrowth(9)).isEqualTo(1);
  }

  @Test
  void simpleSmoothingAveragesFirstAndThenForgets() {
    SimpleExponentialSmoothing smoother = new SimpleExponentialSmoothing(0.4);
    feed(smoother, 10, 20);
    assertThat(smoother.mean(1)).isEqualTo(15);
    feed(smoother, 25);
    assertThat(smoother.mean(1)).isCloseTo(19, within(1e-12));
    assertThat(smoother.errorGrowth(1)).isEqualTo(1);
    assertThat(smoother.errorGrowth(4)).isCloseTo(Math.sqrt(1.48), within(1e-12));
  }

  @Test
  void seasonalNaiveRepeatsTheLastSeason() {
    SeasonalNaive smoother = new SeasonalNaive(3);
    feed(smoother, 1, 3);
    assertThat(smoother.mean(1)).isEqualTo(2);
    feed(smoother, 5, 7);
    assertThat(smoother.mean(1)).isEqualTo(3);
    assertThat(smoother.mean(2)).isEqualTo(5);
    assertThat(smoother.mean(3)).isEqualTo(7);
    assertThat(smoother.mean(4)).isEqualTo(3);
    assertThat(smoother.errorGrowth(3)).isEqualTo(1);
    assertThat(smoother.errorGrowth(4)).isEqualTo(Math.sqrt(2));
  }

  @Provide
  Arbitrary<double[]> season() {
    return Arbitraries.doubles().between(0, 1000).array(double[].class).ofSize(7);
  }

  @Property(tries = 100)
  void shiftingByASeasonShiftsForecastsOfSeasonalNaive(
      @ForAll("season") double[] first, @ForAll("season") double[] second) {
    SeasonalNaive late = new SeasonalNaive(7);
    feed(late, first);
    feed(late, second);
    SeasonalNaive early = new SeasonalNaive(7);
    feed(early, second);
    for (int horizon = 1; horizon <= 21; horizon++) {
      assertThat(late.mean(horizon)).isEqualTo(early.mean(horizon));
      assertThat(late.mean(horizon)).isEqualTo(late.mean(horizon + 7));
    }
  }

  @Test
  void holtWintersFollowsTheRecursionDoneByHand() {
    HoltWinters smoother = new HoltWinters(2, 0.5, 0.2, 0.4, 0.9);
    feed(smoother, 10);
    assertThat(smoother.mean(2)).isEqualTo(10);
    assertThat(smoother.season(1)).isZero();
    feed(smoother, 20);
    assertThat(smoother.level).isEqualTo(15);
    assertThat(smoother.season).containsExactly(-5, 5);
    // error 14 - (15 + 0 - 5) = 4; gains: level 0.5, season max(0.4, 1/2) * 0.5 = 0.25
    feed(smoother, 14);
    assertThat(smoother.level).isCloseTo(17, within(1e-12));
    assertThat(smoother.slope).isCloseTo(0.4, within(1e-12));
    assertThat(smoother.season[0]).isCloseTo(-4, within(1e-12));
    assertThat(smoother.mean(1)).isCloseTo(17 + 0.36 + 5, within(1e-12));
    assertThat(smoother.mean(2)).isCloseTo(17 + 0.36 + 0.324 - 4, within(1e-12));
    // error 20 - 22.36 = -2.36
    feed(smoother, 20);
    assertThat(smoother.level).isCloseTo(17.36 - 1.18, within(1e-12));
    assertThat(smoother.slope).isCloseTo(0.36 - 0.236, within(1e-12));
    assertThat(smoother.season[1]).isCloseTo(5 - 0.59, within(1e-12));
    // c_1 = 0.5 + 0.1 * 0.9 = 0.59; c_2 = 0.5 + 0.1 * 1.71 + 0.5 * 0.4 = 0.871
    assertThat(smoother.errorGrowth(3))
        .isCloseTo(Math.sqrt(1 + 0.59 * 0.59 + 0.871 * 0.871), within(1e-12));
  }

  @Test
  void errorGrowthIsTheResponseOfTheMeanToAnError() {
    HoltWinters smoother = new HoltWinters(3, 0.3, 0.2, 0.4, 0.8);
    for (int t = 0; t < 300; t++) {
      smoother.update(100 + 10 * (t % 3));
    }
    HoltWinters shocked = smoother.copy();
    double expected = smoother.mean(1);
    smoother.update(expected);
    shocked.update(expected + 1);
    double variance = 1;
    for (int j = 1; j < 12; j++) {
      double response = shocked.mean(j) - smoother.mean(j);
      variance += response * response;
      assertThat(smoother.errorGrowth(j + 1)).isCloseTo(Math.sqrt(variance), within(1e-9));
    }
  }

  @Test
  void holtWintersLearnsAWeeklyPatternInTwentyWeeks() {
    double[] week = {40, 42, 38, 50, 75, 110, 60};
    HoltWinters smoother = new HoltWinters();
    Random noise = new Random(5);
    for (int t = 0; t < 140; t++) {
      smoother.update(week[t % 7] * (1 + 0.03 * noise.nextGaussian()));
    }
    for (int horizon = 1; horizon <= 14; horizon++) {
      double truth = week[(horizon - 1) % 7];
      assertThat(smoother.mean(horizon)).isCloseTo(truth, within(0.05 * truth));
    }
  }
}
