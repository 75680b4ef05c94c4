package io.skucast.core.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.clean.SpikeFilter.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpikeFilterTest {
  private final SpikeFilter filter = new SpikeFilter();

  private List<Verdict> verdicts(double... demands) {
    List<Verdict> verdicts = new ArrayList<>();
    for (double demand : demands) {
      filter.clean(demand);
      verdicts.add(filter.verdict());
    }
    return verdicts;
  }

  /** Share of the demands that the filter changes, over 40 series of two years. */
  private static double changed(ToDoubleFunction<Random> demand) {
    int changed = 0;
    int all = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      SpikeFilter filter = new SpikeFilter();
      for (int t = 0; t < 730; t++, all++) {
        double raw = demand.applyAsDouble(random);
        changed += filter.clean(raw) == raw ? 0 : 1;
      }
    }
    return (double) changed / all;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 1, 2, 4, 8, 15, 30, 50})
  void lessThanOneInTwoHundredPoissonDemandsIsChanged(double mean) {
    assertThat(changed(random -> Demands.poisson(random, mean))).isLessThan(0.005);
  }

  @ParameterizedTest
  @CsvSource({"0.3,0.5", "1,0.5", "5,0.5", "50,0.5", "2,1", "20,1", "10,2"})
  void lessThanOneInTwoHundredLumpyDemandsIsChanged(double mean, double shape) {
    assertThat(changed(random -> Demands.negativeBinomial(random, mean, shape))).isLessThan(0.005);
  }

  @Test
  void lessThanOneInTwoHundredRareSkewedDemandsIsChanged() {
    assertThat(
            changed(
                random ->
                    random.nextDouble() < 0.1 ? 1 + Demands.negativeBinomial(random, 20, 0.5) : 0))
        .isLessThan(0.005);
  }

  @Test
  void aFreakOfEightyThousandIsClippedAndTheRestIsNot() {
    Random random = new Random(1);
    for (int t = 0; t < 200; t++) {
      double raw = t == 100 ? 80_000 : Demands.poisson(random, 10);
      double cleaned = filter.clean(raw);
      if (t == 100) {
        assertThat(filter.verdict()).isEqualTo(Verdict.SPIKE);
        assertThat(cleaned).isBetween(20.0, 60.0);
      } else {
        assertThat(filter.verdict()).isEqualTo(Verdict.NORMAL);
        assertThat(cleaned).isEqualTo(raw);
      }
    }
  }

  @Test
  void aFreakAmongTheFirstDemandsBlindsTheFilterNoLongerThanItsWindow() {
    for (int t = 0; t < 40; t++) {
      filter.clean(t == 2 ? 80_000 : 9 + t % 3);
    }
    assertThat(verdicts(80_000)).containsExactly(Verdict.SPIKE);
  }

  @Test
  void theBoundsAreThoseOfTheFormula() {
    verdicts(Demands.series(15, t -> 16));
    // Median 16, spread at its floor of 1/8: 16 · 0.25² = 1 to 16 · 1.75² = 49.
    SpikeFilter other = filter.copy();
    assertThat(filter.clean(50)).isEqualTo(49);
    assertThat(filter.verdict()).isEqualTo(Verdict.SPIKE);
    assertThat(other.clean(0.5)).isEqualTo(1);
    assertThat(other.verdict()).isEqualTo(Verdict.DIP);
    // Roots over that of the median 16: 0.5 seven times and 1 eight times.
    SpikeFilter mixed = new SpikeFilter();
    for (int t = 0; t < 15; t++) {
      mixed.clean(t % 2 == 0 ? 16 : 4);
    }
    double spread = 1.2533 * 7 * 0.5 / 15;
    assertThat(mixed.clean(1e6)).isCloseTo(16 * Math.pow(1 + 6 * spread, 2), within(1e-4));
  }

  @ParameterizedTest
  @CsvSource({"10,0.5", "10,3", "100,0.1", "1000,0.02"})
  void aLastingStepOfHalfTheLevelPassesWithinFiveObservations(double level, double deviation) {
    Random random = new Random(7);
    for (int t = 0; t < 60; t++) {
      filter.clean(level + deviation * random.nextGaussian());
    }
    for (int t = 0; t < 60; t++) {
      double raw = 1.5 * level + deviation * random.nextGaussian();
      double cleaned = filter.clean(raw);
      if (t >= 4) {
        assertThat(cleaned).isEqualTo(raw);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 4, 7, 10, 1000})
  void theFifthDemandInARowOutsideTheBoundsIsALevelShift(double factor) {
    verdicts(Demands.series(40, t -> 16));
    Verdict outside = factor > 1 ? Verdict.SPIKE : Verdict.DIP;
    assertThat(verdicts(Demands.series(6, t -> 16 * factor)))
        .containsExactly(outside, outside, outside, outside, Verdict.LEVEL_SHIFT, Verdict.NORMAL);
    verdicts(Demands.series(20, t -> 16 * factor));
    assertThat(filter.clean(1e9)).isCloseTo(49 * factor, within(1e-4 * factor));
  }

  @Test
  void fourInARowAreNoLevelShiftAndZerosBetweenSizesDoNotCount() {
    verdicts(Demands.series(30, t -> t % 3 == 0 ? 16 : 0));
    verdicts(Demands.series(30, t -> t % 3 == 0 ? 16 : 0));
    assertThat(verdicts(160, 0, 160, 0, 160, 0, 160, 16, 160))
        .endsWith(Verdict.SPIKE, Verdict.NORMAL, Verdict.SPIKE);
    assertThat(verdicts(0, 160, 0, 160, 0, 160, 0, 160)).endsWith(Verdict.LEVEL_SHIFT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 3})
  void weekendsOfThreeTimesTheWeekdaysAreNormal(double deviation) {
    Random random = new Random(3);
    for (int t = 0; t < 364; t++) {
      double level = t % 7 >= 5 ? 30 : 10;
      filter.clean(Math.max(0, level + deviation * random.nextGaussian()));
      assertThat(filter.verdict()).as("day " + t).isEqualTo(Verdict.NORMAL);
    }
  }

  @Test
  void weekendsOfThreeTimesTheWeekdaysAreNormalInPoissonDemandToo() {
    Random random = new Random(4);
    double[] series = Demands.series(3640, t -> Demands.poisson(random, t % 7 >= 5 ? 9 : 3));
    assertThat(verdicts(series)).filteredOn(v -> v != Verdict.NORMAL).hasSizeLessThan(10);
  }

  @Test
  void aSizeThatRecursInOneOfFiveIsAcceptedInTheEnd() {
    verdicts(Demands.series(150, t -> t % 5 == 0 ? 12 : 1));
    assertThat(verdicts(Demands.series(50, t -> t % 5 == 0 ? 12 : 1))).containsOnly(Verdict.NORMAL);
  }

  @Test
  void ofEachFreakOneClippedSizeIsLearned() {
    verdicts(Demands.series(15, t -> 16));
    verdicts(1e6, 16, 1e6, 16, 1e6, 16);
    // Three sizes of 49, roots 0.75 above that of the median, and twelve of 16.
    double spread = 1.2533 * 3 * 0.75 / 15;
    assertThat(filter.clean(1e6)).isCloseTo(16 * Math.pow(1 + 6 * spread, 2), within(0.1));
  }

  @Test
  void aZeroIsADipOnlyWhereThereWasNoneForTheWholeWindow() {
    verdicts(Demands.series(30, t -> 20));
    assertThat(filter.clean(0)).isEqualTo(1.25);
    assertThat(filter.verdict()).isEqualTo(Verdict.DIP);
    assertThat(verdicts(Demands.series(13, t -> t % 7 == 6 ? 0 : 20))).containsOnly(Verdict.NORMAL);
    assertThat(verdicts(Demands.series(70, t -> t % 7 == 6 ? 0 : 20))).containsOnly(Verdict.NORMAL);
  }

  @Test
  void aSeriesThatFallsSilentAndReturnsToItsLevelIsNormalFromTheFifthZeroOn() {
    verdicts(Demands.series(30, t -> 20));
    assertThat(verdicts(0, 0, 0, 0, 0))
        .containsExactly(Verdict.DIP, Verdict.DIP, Verdict.DIP, Verdict.DIP, Verdict.LEVEL_SHIFT);
    assertThat(verdicts(Demands.series(60, t -> t < 30 ? 0 : 20))).containsOnly(Verdict.NORMAL);
  }

  @Test
  void nothingIsJudgedBeforeHalfAWindowOfSizes() {
    assertThat(verdicts(1, 1, 1e6, 1, 1, 1, 1, 1)).containsOnly(Verdict.NORMAL);
    assertThat(new SpikeFilter().clean(1e16)).isEqualTo(1e16);
  }

  @Provide
  Arbitrary<double[]> demands() {
    Arbitrary<Double> demand =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(0.0)),
            Tuple.of(1, Arbitraries.of(Double.MIN_VALUE, 1e-9, 80_000.0, 1e16)),
            Tuple.of(5, Arbitraries.integers().between(1, 20).map(i -> (double) i)),
            Tuple.of(2, Arbitraries.doubles().between(0, 1e16)));
    return demand.array(double[].class).ofMinSize(10).ofMaxSize(80);
  }

  @Property(tries = 300)
  void whatIsLearnedIsFiniteAndBetweenTheDemandAndTheBounds(@ForAll("demands") double[] demands) {
    SpikeFilter fresh = new SpikeFilter();
    for (double demand : demands) {
      double cleaned = fresh.clean(demand);
      assertThat(cleaned).isFinite().isNotNegative();
      switch (fresh.verdict()) {
        case SPIKE -> assertThat(cleaned).isLessThanOrEqualTo(demand);
        case DIP -> assertThat(cleaned).isGreaterThanOrEqualTo(demand);
        default -> assertThat(cleaned).isEqualTo(demand);
      }
    }
  }

  @Property(tries = 300)
  void theUnitOfDemandChangesNoVerdict(
      @ForAll("ordinary") double[] demands, @ForAll @IntRange(min = -10, max = 10) int power) {
    SpikeFilter one = new SpikeFilter();
    SpikeFilter other = new SpikeFilter();
    double factor = Math.scalb(1.0, power);
    for (double demand : demands) {
      double cleaned = one.clean(demand);
      assertThat(other.clean(demand * factor)).isEqualTo(cleaned * factor);
      assertThat(other.verdict()).isEqualTo(one.verdict());
    }
  }

  @Provide
  Arbitrary<double[]> ordinary() {
    return Arbitraries.oneOf(
            Arbitraries.just(0.0),
            Arbitraries.doubles().between(0.01, 10),
            Arbitraries.of(1.0, 2.0, 100.0, 80_000.0))
        .array(double[].class)
        .ofMaxSize(80);
  }

  @Test
  void aCopyGoesOnAsTheOriginalAndSharesNothingWithIt() {
    verdicts(Demands.series(30, t -> 10 + t % 4));
    verdicts(0, 100);
    SpikeFilter copy = filter.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(filter);
    copy.clean(10);
    assertThat(copy.window).isNotEqualTo(filter.window);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> new SpikeFilter(14, 6, 5)).hasMessageContaining("window is 14");
    assertThatThrownBy(() -> new SpikeFilter(15, 0, 5)).hasMessageContaining("k is 0.0");
    assertThatThrownBy(() -> new SpikeFilter(15, 6, 1)).hasMessageContaining("patience is 1");
    assertThatThrownBy(() -> filter.clean(-1)).hasMessageContaining("demand is -1.0");
    assertThatThrownBy(() -> filter.clean(Double.NaN)).hasMessageContaining("demand is NaN");
  }
}
