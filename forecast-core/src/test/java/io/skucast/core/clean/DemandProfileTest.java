package io.skucast.core.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DemandProfileTest {
  private static DemandProfile after(DemandProfile profile, double... demands) {
    for (double demand : demands) {
      profile.update(demand);
    }
    return profile;
  }

  @Provide
  Arbitrary<double[]> demands() {
    return Arbitraries.oneOf(
            Arbitraries.just(0.0),
            Arbitraries.doubles().between(0.01, 1000),
            Arbitraries.of(1.0, 2.0, 80_000.0))
        .array(double[].class)
        .ofMaxSize(400);
  }

  @Property(tries = 200)
  void withoutForgettingItIsTheBatchFormula(@ForAll("demands") double[] demands) {
    int sizes = 0;
    double sum = 0;
    for (double demand : demands) {
      sizes += demand > 0 ? 1 : 0;
      sum += demand;
    }
    double mean = sum / sizes;
    double squares = 0;
    for (double demand : demands) {
      squares += demand > 0 ? (demand - mean) * (demand - mean) : 0;
    }
    DemandProfile profile = after(new DemandProfile(Integer.MAX_VALUE), demands);
    if (sizes > 0) {
      assertThat(profile.adi()).isCloseTo((double) demands.length / sizes, within(1e-9));
    }
    if (sizes > 1) {
      assertThat(profile.cv2()).isCloseTo(squares / sizes / (mean * mean), within(1e-9));
    }
  }

  @Test
  void aSeriesAsLongAsTheMemoryIsExactToo() {
    Random random = new Random(1);
    double[] demands = Demands.series(180, t -> Demands.poisson(random, 0.7));
    DemandProfile forgetting = after(new DemandProfile(), demands);
    DemandProfile not = after(new DemandProfile(Integer.MAX_VALUE), demands);
    assertThat(forgetting.adi()).isEqualTo(not.adi());
    assertThat(forgetting.cv2()).isEqualTo(not.cv2());
    assertThat(after(forgetting, 0).adi()).isNotEqualTo(after(not, 0).adi());
  }

  @Test
  void laterTheWeightsFadeByOneOverTheMemory() {
    DemandProfile profile = after(new DemandProfile(2), 8, 0, 2);
    // Weights 1/2, 1/2 and 1: 2 periods over 1.5 demands; sizes 8 and 2 with weights 1/2 and 1.
    assertThat(profile.adi()).isCloseTo(2 / 1.5, within(1e-12));
    double variance = (0.5 * 16 + 1 * 4) / 1.5;
    assertThat(profile.cv2()).isCloseTo(variance / 16, within(1e-12));
  }

  @Test
  void theFourClassesAreToldApart() {
    Random random = new Random(2);
    assertThat(classOf(t -> 10 + random.nextInt(5))).isEqualTo(DemandClass.SMOOTH);
    assertThat(classOf(t -> random.nextInt(9) == 0 ? 90 : 5)).isEqualTo(DemandClass.ERRATIC);
    assertThat(classOf(t -> t % 3 == 0 ? 10 + random.nextInt(5) : 0))
        .isEqualTo(DemandClass.INTERMITTENT);
    assertThat(classOf(t -> t % 3 != 0 ? 0 : random.nextInt(9) == 0 ? 90 : 5))
        .isEqualTo(DemandClass.LUMPY);
  }

  private static DemandClass classOf(java.util.function.IntToDoubleFunction demand) {
    return after(new DemandProfile(), Demands.series(400, demand)).demandClass();
  }

  @Test
  void theCutOffsBelongToTheSteadierClass() {
    // 33 periods and 25 demands: 1.32.
    DemandProfile edge = after(new DemandProfile(), Demands.series(33, t -> t < 25 ? 1 : 0));
    assertThat(edge.demandClass()).isEqualTo(DemandClass.SMOOTH);
    assertThat(after(edge, 0).demandClass()).isEqualTo(DemandClass.INTERMITTENT);
    // Sizes 3 and 17: mean 10, deviation 7.
    assertThat(after(new DemandProfile(), 3, 17).demandClass()).isEqualTo(DemandClass.SMOOTH);
    assertThat(after(new DemandProfile(), 3, 17.1).demandClass()).isEqualTo(DemandClass.ERRATIC);
  }

  @Test
  void beforeTheSecondDemandASeriesIsIntermittent() {
    DemandProfile profile = new DemandProfile();
    assertThat(profile.demandClass()).isEqualTo(DemandClass.INTERMITTENT);
    assertThat(profile.adi()).isEqualTo(1);
    assertThat(after(profile, 0, 0).adi()).isEqualTo(2);
    assertThat(after(profile, 5).demandClass()).isEqualTo(DemandClass.INTERMITTENT);
    assertThat(profile.adi()).isEqualTo(3);
  }

  @Test
  void aSeriesThatChangesIsReclassifiedWithinAFewMemories() {
    DemandProfile profile = after(new DemandProfile(), Demands.series(2000, t -> 10));
    assertThat(profile.demandClass()).isEqualTo(DemandClass.SMOOTH);
    after(profile, Demands.series(360, t -> t % 4 == 0 ? 10 : 0));
    assertThat(profile.demandClass()).isEqualTo(DemandClass.INTERMITTENT);
    assertThat(profile.adi()).isBetween(2.5, 4.0);
  }

  @Test
  void aSilenceOfCenturiesStaysFinite() {
    DemandProfile profile = after(new DemandProfile(), 3, 5, 4);
    for (int t = 0; t < 200_000; t++) {
      profile.update(0);
    }
    assertThat(profile.weight).isLessThan(1e-300);
    assertThat(profile.adi()).isEqualTo(200_003);
    assertThat(after(profile, 7).adi()).isEqualTo(180);
    assertThat(profile.cv2()).isFinite();
  }

  @Property(tries = 200)
  void everythingIsFiniteForAnyDemand(@ForAll("extremes") double[] demands) {
    DemandProfile profile = new DemandProfile(5);
    for (double demand : demands) {
      profile.update(demand);
      assertThat(profile.adi()).isFinite().isGreaterThanOrEqualTo(1);
      assertThat(profile.cv2()).isFinite().isNotNegative();
      assertThat(profile.demandClass()).isNotNull();
    }
  }

  @Provide
  Arbitrary<double[]> extremes() {
    return Arbitraries.oneOf(
            Arbitraries.of(0.0, Double.MIN_VALUE, 1e-200, 1.0, 1e16),
            Arbitraries.doubles().between(0, 1e16))
        .array(double[].class)
        .ofMaxSize(60);
  }

  @Property(tries = 200)
  void theUnitOfDemandChangesNothing(
      @ForAll("demands") double[] demands, @ForAll @IntRange(min = -10, max = 10) int power) {
    DemandProfile one = after(new DemandProfile(30), demands);
    DemandProfile other =
        after(new DemandProfile(30), Demands.scaled(demands, Math.scalb(1.0, power)));
    assertThat(other.adi()).isEqualTo(one.adi());
    assertThat(other.cv2()).isCloseTo(one.cv2(), within(1e-12 * one.cv2()));
    assertThat(other.demandClass()).isEqualTo(one.demandClass());
  }

  @Test
  void aCopyEqualsTheOriginalAndSharesNothingWithIt() {
    DemandProfile profile = after(new DemandProfile(4), 3, 0, 5, 4, 9);
    DemandProfile copy = profile.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(profile);
    copy.update(7);
    assertThat(copy.size).isNotEqualTo(profile.size);
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> new DemandProfile(0)).hasMessageContaining("memory is 0");
    assertThatThrownBy(() -> new DemandProfile().update(-1)).hasMessageContaining("demand is -1.0");
  }
}
