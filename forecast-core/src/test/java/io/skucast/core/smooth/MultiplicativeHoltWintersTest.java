package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MultiplicativeHoltWintersTest {

  private static void feed(Smoother smoother, double... demands) {
    for (double demand : demands) {
      smoother.update(demand);
    }
  }

  @Example
  void levelSlopeAndFactorsFollowTheRecursionDoneByHand() {
    MultiplicativeHoltWinters smoother = new MultiplicativeHoltWinters(2, 0.5, 0.2, 0.4, 0.9);
    feed(smoother, 10);
    assertThat(smoother.isDefined()).isFalse();
    feed(smoother, 30); // level 20, factors 0.5 and 1.5
    assertThat(smoother.isDefined()).isTrue();
    assertThat(smoother.season).containsExactly(0.5, 1.5);
    // error 14 - 20 * 0.5 = 4: level 20 + 0.5 * 4 / 0.5 = 24, slope 0.5 * 0.2 * 4 / 0.5 = 0.8,
    // factor 0.5 + max(0.4, 1/2) * 0.5 * 4 / 20 = 0.55
    feed(smoother, 14);
    assertThat(smoother.level).isCloseTo(24, within(1e-12));
    assertThat(smoother.slope).isCloseTo(0.8, within(1e-12));
    assertThat(smoother.season[0]).isCloseTo(0.55, within(1e-12));
    assertThat(smoother.mean(1)).isCloseTo((24 + 0.72) * 1.5, within(1e-12));
    assertThat(smoother.mean(2)).isCloseTo((24 + 0.72 + 0.648) * 0.55, within(1e-12));
    // error 31.08 - 37.08 = -6: level 24.72 - 0.5 * 6 / 1.5, slope 0.72 - 0.1 * 6 / 1.5,
    // factor 1.5 - 0.25 * 6 / 24.72
    feed(smoother, 31.08);
    assertThat(smoother.level).isCloseTo(22.72, within(1e-12));
    assertThat(smoother.slope).isCloseTo(0.32, within(1e-12));
    assertThat(smoother.season[1]).isCloseTo(1.5 - 1.5 / 24.72, within(1e-12));
  }

  @Example
  void aSeasonThatMultipliesGrowsWithTheLevel() {
    MultiplicativeHoltWinters smoother = new MultiplicativeHoltWinters(3, 0.3, 0.2, 0.1, 1);
    double[] factors = {0.5, 1, 1.5};
    for (int t = 0; t < 300; t++) {
      smoother.update((100 + 2 * t) * factors[t % 3]);
    }
    for (int horizon = 1; horizon <= 9; horizon++) {
      double truth = (100 + 2 * (299 + horizon)) * factors[(299 + horizon) % 3];
      assertThat(smoother.mean(horizon)).isCloseTo(truth, within(0.01 * truth));
    }
  }

  @Example
  void oneZeroIsBorneAndAPlaceThatStaysZeroEndsIt() {
    MultiplicativeHoltWinters smoother = new MultiplicativeHoltWinters(2, 0.1, 0.1, 0.3, 0.9);
    for (int t = 0; t < 20; t++) {
      smoother.update(10);
    }
    feed(smoother, 0, 10);
    assertThat(smoother.isDefined()).isTrue();
    int zeros = 0;
    while (smoother.isDefined()) {
      feed(smoother, 0, 10);
      zeros++;
      assertThat(zeros).isLessThan(20);
    }
    assertThat(smoother.mean(1)).isEqualTo(smoother.plain.mean(1)).isPositive();
    feed(smoother, 0, 10, 0, 10, 0);
    assertThat(smoother.isDefined()).isFalse();
  }

  @Example
  void aSpikeThatBreaksTheSeasonIsForgottenAfterTheNextFullSeason() {
    MultiplicativeHoltWinters smoother = new MultiplicativeHoltWinters(3, 0.1, 0.1, 0.1, 0.9);
    for (int t = 0; t < 60; t++) {
      smoother.update(4 + t % 3);
    }
    feed(smoother, 80_000);
    assertThat(smoother.isDefined()).isFalse();
    feed(smoother, 5, 6, 4);
    assertThat(smoother.isDefined()).isTrue();
    assertThat(smoother.mean(1)).isCloseTo(5, within(1e-12));
    assertThat(smoother.mean(2)).isCloseTo(6, within(1e-12));
    assertThat(smoother.observations()).isEqualTo(64);
  }

  @Example
  void aLevelFarBelowThePeakEndsIt() {
    MultiplicativeHoltWinters smoother = new MultiplicativeHoltWinters(1, 0.5, 0, 0, 0.9);
    feed(smoother, 1000, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(smoother.isDefined()).isTrue();
    feed(smoother, 0, 0, 0);
    assertThat(smoother.isDefined()).isFalse();
  }

  @Provide
  Arbitrary<double[]> demands() {
    Arbitrary<Double> demand =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.of(0.0, 80_000.0)),
            Tuple.of(9, Arbitraries.doubles().between(1, 100)));
    return demand.array(double[].class).ofMaxSize(80);
  }

  @Property(tries = 300)
  void noParametersMakeItRunAway(
      @ForAll("demands") double[] demands,
      @ForAll @IntRange(min = 1, max = 9) int period,
      @ForAll @DoubleRange(min = 0, max = 1) double alpha,
      @ForAll @DoubleRange(min = 0, max = 1) double beta,
      @ForAll @DoubleRange(min = 0, max = 1) double gamma,
      @ForAll @DoubleRange(min = 0, max = 1) double phi) {
    MultiplicativeHoltWinters smoother =
        new MultiplicativeHoltWinters(period, alpha, beta, gamma, phi);
    double peak = 0;
    double[] means = new double[28];
    for (double demand : demands) {
      smoother.update(demand);
      peak = Math.max(peak, demand);
      smoother.means(means);
      // Level and change of level are at most twice the peak each, the factor the period.
      double bound = 2 * peak * (1 + means.length) * period;
      for (double mean : means) {
        assertThat(mean).isBetween(0.0, bound);
      }
    }
  }

  @Property(tries = 200)
  void afterAStartItIsWhatAFreshOneFedFromThereWouldBe(@ForAll("demands") double[] demands) {
    MultiplicativeHoltWinters smoother = new MultiplicativeHoltWinters(3, 0.2, 0.1, 0.3, 0.9);
    feed(smoother, demands);
    MultiplicativeHoltWinters late = new MultiplicativeHoltWinters(3, 0.2, 0.1, 0.3, 0.9);
    int from = demands.length - (int) smoother.learned;
    feed(late, Arrays.copyOfRange(demands, from, demands.length));
    assertThat(late).usingRecursiveComparison().ignoringFields("plain").isEqualTo(smoother);
  }

  @Example
  void parametersOutsideTheirRangeAreNamed() {
    assertThatThrownBy(() -> new MultiplicativeHoltWinters(0, 0.1, 0.1, 0.1, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("period is 0, allowed is 1 or more");
    assertThatThrownBy(() -> new MultiplicativeHoltWinters(7, 3, 0.1, 0.1, 0.9))
        .hasMessageContaining("alpha is 3.0");
  }
}
