package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for every smoother. */
class SmootherTest {

  static List<Smoother> fresh() {
    return List.of(
        new MovingAverage(5),
        new SimpleExponentialSmoothing(0.2),
        new SeasonalNaive(7),
        new HoltWinters(7, 0.2, 0.1, 0.3, 0.9),
        new HoltWinters(1, 0.2, 0.1, 0.3, 1),
        new Naive(),
        new Croston(0.2, false),
        new Croston(0.2, true),
        new TeunterSyntetosBabai(0.2, 0.1),
        new Theta(0.2),
        new MultipleAggregation(0.2, 1, 3, 7),
        new Holt(0.2, 0.1, 1),
        new SeasonalDifference(7, 0.2),
        new MultiplicativeHoltWinters(7, 0.2, 0.1, 0.3, 0.9),
        new LogHoltWinters(7, 0.2, 0.1, 0.3, 0.9, 0.05));
  }

  private static void feed(Smoother smoother, double... demands) {
    for (double demand : demands) {
      smoother.update(demand);
    }
  }

  @Provide
  Arbitrary<double[]> demands() {
    Arbitrary<Double> demand =
        Arbitraries.oneOf(
            Arbitraries.just(0.0),
            Arbitraries.of(1.0, 80_000.0, 1e16),
            Arbitraries.doubles().between(0, 1000));
    return demand.array(double[].class).ofMaxSize(80);
  }

  @Provide
  Arbitrary<double[]> ordinaryDemands() {
    return Arbitraries.doubles().between(0, 1000).array(double[].class).ofMaxSize(60);
  }

  private static void assertSound(Smoother smoother) {
    for (int horizon : new int[] {1, 2, 7, 8, 28, 365}) {
      assertThat(smoother.mean(horizon)).isFinite().isGreaterThanOrEqualTo(0);
      assertThat(smoother.errorGrowth(horizon)).isFinite().isGreaterThanOrEqualTo(1);
    }
  }

  @Property(tries = 300)
  void forecastsAreNeverNegativeNorNonFinite(@ForAll("demands") double[] demands) {
    for (Smoother smoother : fresh()) {
      assertSound(smoother);
      for (double demand : demands) {
        smoother.update(demand);
        assertSound(smoother);
      }
    }
  }

  @Property(tries = 300)
  void noParametersMakeHoltWintersRunAway(
      @ForAll("demands") double[] demands,
      @ForAll @IntRange(min = 1, max = 9) int period,
      @ForAll @DoubleRange(min = 0, max = 1) double alpha,
      @ForAll @DoubleRange(min = 0, max = 1) double beta,
      @ForAll @DoubleRange(min = 0, max = 1) double gamma,
      @ForAll @DoubleRange(min = 0, max = 1) double phi) {
    HoltWinters smoother = new HoltWinters(period, alpha, beta, gamma, phi);
    for (int repeat = 0; repeat < 20; repeat++) {
      feed(smoother, demands);
    }
    assertSound(smoother);
    assertThat(Math.abs(smoother.level)).isLessThanOrEqualTo(2 * smoother.peak);
  }

  @Example
  void zerosOneSaleAndASpikeStaySound() {
    for (double sale : new double[] {0, 1, 80_000}) {
      for (int at = 0; at < 20; at++) {
        double[] demands = new double[40];
        demands[at] = sale;
        for (Smoother smoother : fresh()) {
          feed(smoother, demands);
          assertSound(smoother);
          if (sale == 0) {
            assertThat(smoother.mean(3)).isZero();
          }
        }
      }
    }
  }

  @Property(tries = 200)
  void scalingDemandScalesForecasts(
      @ForAll("ordinaryDemands") double[] demands,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double scale) {
    List<Smoother> plain = fresh();
    List<Smoother> scaled = fresh();
    for (int i = 0; i < plain.size(); i++) {
      if (plain.get(i) instanceof LogHoltWinters) {
        continue; // log(1 + demand) scales only where demand is large: see LogHoltWintersTest
      }
      feed(plain.get(i), demands);
      feed(scaled.get(i), Arrays.stream(demands).map(d -> d * scale).toArray());
      for (int horizon = 1; horizon <= 15; horizon++) {
        assertThat(scaled.get(i).mean(horizon))
            .isCloseTo(scale * plain.get(i).mean(horizon), within(1e-6 * scale));
      }
    }
  }

  @Property(tries = 100)
  void aConstantSeriesForecastsItsConstant(
      @ForAll @DoubleRange(min = 0, max = 1e6) double constant,
      @ForAll @IntRange(min = 1, max = 100) int length) {
    for (Smoother smoother : fresh()) {
      feed(smoother, DoubleStream.generate(() -> constant).limit(length).toArray());
      // The approximation of Syntetos and Boylan is for intermittent demand and says so on the
      // rest.
      double expected = smoother instanceof Croston c ? c.factor * constant : constant;
      assertThat(smoother.mean(1)).isCloseTo(expected, within(1e-6));
      assertThat(smoother.mean(30)).isCloseTo(expected, within(1e-6));
      assertThat(smoother.observations()).isEqualTo(length);
    }
  }

  @Property(tries = 100)
  void aCopyGoesItsOwnWayAndGivesTheSameBits(
      @ForAll("ordinaryDemands") double[] before, @ForAll("ordinaryDemands") double[] after) {
    for (Smoother smoother : fresh()) {
      feed(smoother, before);
      Smoother copy = smoother.copy();
      double[] expected = means(smoother);
      feed(copy, after);
      assertThat(means(smoother)).isEqualTo(expected);
      feed(smoother, after);
      assertThat(copy).usingRecursiveComparison().isEqualTo(smoother);
      assertThat(means(copy)).isEqualTo(means(smoother));
    }
  }

  @Property(tries = 100)
  void allHorizonsAtOnceAreTheBitsOfEachAlone(@ForAll("ordinaryDemands") double[] demands) {
    for (Smoother smoother : fresh()) {
      feed(smoother, demands);
      double[] means = new double[15];
      double[] growths = new double[15];
      smoother.means(means);
      smoother.errorGrowths(growths);
      assertThat(means).isEqualTo(means(smoother));
      for (int h = 1; h <= growths.length; h++) {
        assertThat(growths[h - 1]).isEqualTo(smoother.errorGrowth(h));
      }
    }
  }

  private static double[] means(Smoother smoother) {
    double[] means = new double[15];
    Arrays.setAll(means, i -> smoother.mean(i + 1));
    return means;
  }

  @Example
  void demandOutsideTheDomainIsRefusedAndChangesNothing() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e17}) {
      for (Smoother smoother : fresh()) {
        assertThatThrownBy(() -> smoother.update(bad))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("demand is " + bad);
        assertThat(smoother.observations()).isZero();
      }
    }
  }

  @Example
  void parametersOutsideTheirRangeAreNamed() {
    assertThatThrownBy(() -> new MovingAverage(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window is 0, allowed is 1 or more");
    assertThatThrownBy(() -> new SimpleExponentialSmoothing(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alpha is 1.5, allowed is 0.0 to 1.0");
    assertThatThrownBy(() -> new SeasonalNaive(-1)).hasMessageContaining("period is -1");
    assertThatThrownBy(() -> new HoltWinters(7, 0.1, 0.1, 0.1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("phi is NaN");
    assertThatThrownBy(() -> new MovingAverage().mean(0)).hasMessageContaining("horizon is 0");
  }
}
