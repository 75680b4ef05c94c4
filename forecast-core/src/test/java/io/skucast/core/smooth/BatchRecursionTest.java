package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Streaming, with a copy taken on the way, gives what the whole series at once gives. */
class BatchRecursionTest {

  /** Forecast of a whole series at a horizon. */
  private interface Batch {
    double forecast(double[] demands, int horizon);
  }

  private record Pair(String name, Supplier<Smoother> smoother, Batch batch) {}

  private static final List<Pair> PAIRS =
      List.of(
          new Pair("naive", Naive::new, BatchForecasts::naive),
          new Pair(
              "seasonal naive",
              () -> new SeasonalNaive(7),
              (y, h) -> BatchForecasts.seasonalNaive(y, 7, h)),
          new Pair(
              "moving average",
              () -> new MovingAverage(9),
              (y, h) -> BatchForecasts.movingAverage(y, 9, h)),
          new Pair(
              "ses",
              () -> new SimpleExponentialSmoothing(0.15),
              (y, h) -> BatchForecasts.ses(y, 0.15, h)),
          new Pair(
              "holt",
              () -> new Holt(0.3, 0.2, 0.85),
              (y, h) -> BatchForecasts.holtWinters(y, 1, 0.3, 0.2, 0, 0.85, h)),
          new Pair(
              "holt-winters",
              () -> new HoltWinters(7, 0.2, 0.1, 0.3, 0.9),
              (y, h) -> BatchForecasts.holtWinters(y, 7, 0.2, 0.1, 0.3, 0.9, h)),
          new Pair("theta", () -> new Theta(0.25), (y, h) -> BatchForecasts.theta(y, 0.25, h)),
          new Pair(
              "croston",
              () -> new Croston(0.2, false),
              (y, h) -> BatchForecasts.croston(y, 0.2, 1, h)),
          new Pair(
              "sba",
              () -> new Croston(0.2, true),
              (y, h) -> BatchForecasts.croston(y, 0.2, 0.9, h)),
          new Pair(
              "tsb",
              () -> new TeunterSyntetosBabai(0.2, 0.1),
              (y, h) -> BatchForecasts.tsb(y, 0.2, 0.1, h)),
          new Pair(
              "aggregation",
              () -> new MultipleAggregation(0.2, 1, 3, 7),
              (y, h) -> BatchForecasts.aggregation(y, 0.2, new int[] {1, 3, 7}, h)),
          new Pair(
              "log holt-winters",
              () -> new LogHoltWinters(7, 0.2, 0.1, 0.3, 0.9, 0.1),
              (y, h) -> BatchForecasts.logHoltWinters(y, 7, 0.2, 0.1, 0.3, 0.9, 0.1, h)),
          new Pair(
              "seasonal difference",
              () -> new SeasonalDifference(7, 0.2),
              (y, h) -> BatchForecasts.seasonalDifference(y, 7, 0.2, h)));

  /** Defined only where demand is regular, so it has its own series. */
  private static final Pair MULTIPLICATIVE =
      new Pair(
          "multiplicative holt-winters",
          () -> new MultiplicativeHoltWinters(7, 0.2, 0.1, 0.3, 0.9),
          (y, h) -> BatchForecasts.multiplicative(y, 7, 0.2, 0.1, 0.3, 0.9, h));

  @Provide
  Arbitrary<double[]> demands() {
    Arbitrary<Double> demand =
        Arbitraries.oneOf(
            Arbitraries.just(0.0),
            Arbitraries.integers().between(0, 9).map(Integer::doubleValue),
            Arbitraries.doubles().between(0, 1000).ofScale(3));
    return demand.array(double[].class).ofMaxSize(80);
  }

  @Provide
  Arbitrary<double[]> regularDemands() {
    return Arbitraries.doubles().between(50, 150).ofScale(3).array(double[].class).ofMaxSize(80);
  }

  @Property(tries = 300)
  void streamingIsTheWholeSeriesAtOnce(
      @ForAll("demands") double[] demands, @ForAll @IntRange(min = 0, max = 80) int copyAfter) {
    for (Pair pair : PAIRS) {
      assertSame(pair, demands, copyAfter);
    }
  }

  @Property(tries = 300)
  void streamingRegularDemandIsTheWholeSeriesAtOnce(
      @ForAll("regularDemands") double[] demands,
      @ForAll @IntRange(min = 0, max = 80) int copyAfter) {
    assertSame(MULTIPLICATIVE, demands, copyAfter);
  }

  private static void assertSame(Pair pair, double[] demands, int copyAfter) {
    Smoother smoother = pair.smoother().get();
    for (int t = 0; t < demands.length; t++) {
      if (t == copyAfter) {
        Smoother left = smoother;
        smoother = left.copy();
        left.update(12_345); // must not reach the copy
      }
      smoother.update(demands[t]);
    }
    double tolerance = 1e-9 * Math.max(1, Arrays.stream(demands).max().orElse(0));
    for (int horizon = 1; horizon <= 15; horizon++) {
      assertThat(smoother.mean(horizon))
          .as("%s at horizon %d", pair.name(), horizon)
          .isCloseTo(pair.batch().forecast(demands, horizon), within(tolerance));
    }
  }
}
