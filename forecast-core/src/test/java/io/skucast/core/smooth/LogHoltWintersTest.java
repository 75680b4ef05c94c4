package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LogHoltWintersTest {

  /** The demand whose log(1 + demand) this is. */
  private static double demand(double log) {
    return Math.exp(log) - 1;
  }

  @Example
  void logarithmsAreSmoothedAndTheirSpreadRaisesTheMean() {
    LogHoltWinters smoother = new LogHoltWinters(1, 0.5, 0, 0, 1, 0.25);
    smoother.update(demand(2)); // level 2, no error yet
    assertThat(smoother.variance).isZero();
    assertThat(smoother.mean(1)).isCloseTo(demand(2), within(1e-12));
    smoother.update(demand(2.4)); // error 0.4: variance 0.16, level 2.2
    assertThat(smoother.variance).isCloseTo(0.16, within(1e-12));
    assertThat(smoother.mean(1)).isCloseTo(demand(2.2 + 0.08), within(1e-12));
    smoother.update(demand(2)); // error -0.2 with gain 1/2: variance 0.1, level 2.1
    assertThat(smoother.variance).isCloseTo(0.1, within(1e-12));
    smoother.update(demand(2.3)); // error 0.2 with gain 1/3: variance 0.08, level 2.2
    smoother.update(demand(2.2)); // error 0 with gain 1/4: variance 0.06
    assertThat(smoother.variance).isCloseTo(0.06, within(1e-12));
    smoother.update(demand(2.2)); // error 0 with gain 1/4, not 1/5: variance 0.045
    assertThat(smoother.variance).isCloseTo(0.045, within(1e-12));
    assertThat(smoother.mean(1)).isCloseTo(demand(2.2 + 0.0225), within(1e-12));
    // Two periods ahead the variance is 1 + 0.5² times that.
    assertThat(smoother.mean(2)).isCloseTo(demand(2.2 + 0.0225 * 1.25), within(1e-12));
  }

  @Example
  void theSpreadOfTheFirstSeasonIsNoError() {
    LogHoltWinters smoother = new LogHoltWinters(3, 0.1, 0.1, 0.1, 0.9, 0.05);
    for (int t = 0; t < 30; t++) {
      smoother.update(new double[] {5, 50, 500}[t % 3]);
    }
    assertThat(smoother.variance).isLessThan(1e-20);
    assertThat(smoother.mean(2)).isCloseTo(50, within(1e-9));
  }

  @Example
  void theMeanOfLognormalDemandIsMetAndTheMedianIsNot() {
    Random random = new Random(11);
    LogHoltWinters smoother = new LogHoltWinters(1, 0.02, 0, 0, 1, 0.01);
    double forecasts = 0;
    double demands = 0;
    double medians = 0;
    for (int t = 0; t < 20_000; t++) {
      double demand = demand(4 + 0.6 * random.nextGaussian());
      if (t >= 100) {
        forecasts += smoother.mean(1);
        medians += demand(smoother.logs.mean(1));
        demands += demand;
      }
      smoother.update(demand);
    }
    assertThat(forecasts / demands).isBetween(0.98, 1.03);
    assertThat(medians / demands).isLessThan(0.87);
  }

  @Example
  void neitherSpreadNorTrendExplodes() {
    LogHoltWinters spread = new LogHoltWinters(1, 0.1, 0, 0, 1, 0.05);
    for (int t = 0; t < 200; t++) {
      spread.update(t % 10 == 0 ? 80_000 : 0);
    }
    // exp(σ²/2) alone would be above a hundred.
    assertThat(spread.variance).isGreaterThan(10);
    double unadjusted = demand(spread.logs.mean(1));
    assertThat(spread.mean(1) + 1).isCloseTo(2 * (unadjusted + 1), within(1e-9));

    LogHoltWinters trend = new LogHoltWinters(1, 0.5, 0.5, 0, 1, 0.05);
    for (int t = 0; t < 20; t++) {
      trend.update(demand(0.5 * t));
    }
    assertThat(trend.mean(365)).isCloseTo(2 * demand(9.5), within(1e-6));
  }

  @Property(tries = 100)
  void scalingLargeDemandScalesForecasts(
      @ForAll @IntRange(min = 0, max = 1_000_000) int seed,
      @ForAll @DoubleRange(min = 1, max = 1000) double scale) {
    Random random = new Random(seed);
    LogHoltWinters plain = new LogHoltWinters();
    LogHoltWinters scaled = new LogHoltWinters();
    for (int t = 0; t < 60; t++) {
      double demand = 10_000 + 90_000 * random.nextDouble();
      plain.update(demand);
      scaled.update(demand * scale);
    }
    for (int horizon = 1; horizon <= 14; horizon++) {
      double mean = plain.mean(horizon);
      assertThat(scaled.mean(horizon) / scale).isCloseTo(mean, within(1e-3 * mean));
    }
  }

  @Example
  void parametersOutsideTheirRangeAreNamed() {
    assertThatThrownBy(() -> new LogHoltWinters(7, 0.1, 0.1, 0.1, 0.9, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delta is -1.0, allowed is 0.0 to 1.0");
  }
}
