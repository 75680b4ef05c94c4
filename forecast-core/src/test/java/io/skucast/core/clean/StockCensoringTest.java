package io.skucast.core.clean;

import static io.skucast.core.clean.StockCensoring.demand;
import static io.skucast.core.clean.StockCensoring.evidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.clean.StockCensoring.Evidence;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StockCensoringTest {
  @Test
  void unitsInStockThroughoutAreTheDemand() {
    assertThat(evidence(3, 1)).isEqualTo(Evidence.OBSERVED);
    assertThat(demand(3, 1, 10)).isEqualTo(3);
    assertThat(demand(0, 1, 10)).isZero();
  }

  @Test
  void anUnknownShareIsTakenAsInStock() {
    assertThat(evidence(0, Double.NaN)).isEqualTo(Evidence.OBSERVED);
    assertThat(demand(0, Double.NaN, 10)).isZero();
  }

  @Test
  void theTimeOutOfStockIsFilledWithItsPartOfTheExpectation() {
    assertThat(evidence(4, 0.75)).isEqualTo(Evidence.CENSORED);
    assertThat(demand(4, 0.75, 10)).isEqualTo(6.5);
    assertThat(demand(0, 0.75, 10)).isEqualTo(2.5);
  }

  @Test
  void unitsAboveTheExpectationStandAsTheyAre() {
    assertThat(evidence(12, 0.5)).isEqualTo(Evidence.CENSORED);
    assertThat(demand(12, 0.5, 10)).isEqualTo(12);
  }

  @Test
  void aPeriodOutOfStockThroughoutIsNoEvidenceAndGetsTheExpectation() {
    assertThat(evidence(0, 0)).isEqualTo(Evidence.NONE);
    assertThat(demand(0, 0, 10)).isEqualTo(10);
  }

  @Test
  void salesWithoutStockContradictTheShareAndStandAsALeastDemand() {
    assertThat(evidence(4, 0)).isEqualTo(Evidence.CENSORED);
    assertThat(demand(4, 0, 10)).isEqualTo(10);
    assertThat(demand(14, 0, 10)).isEqualTo(14);
  }

  @Test
  void fillingLeavesLessBiasThanSalesWhereStockOutsComeByChance() {
    Random random = new Random(3);
    double sales = 0;
    double filled = 0;
    int n = 20_000;
    for (int i = 0; i < n; i++) {
      int units = Demands.poisson(random, 20 * 0.6);
      sales += units;
      filled += demand(units, 0.6, 20);
    }
    assertThat(sales / n).isCloseTo(12, within(0.2));
    assertThat(filled / n).isCloseTo(20, within(0.3));
  }

  @Property(tries = 300)
  void demandIsFiniteAndFromTheUnitsToTheUnitsAndTheExpectation(
      @ForAll @DoubleRange(min = 0, max = 1e16) double units,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 1e16) double expectation) {
    assertThat(demand(units, share, expectation))
        .isFinite()
        .isGreaterThanOrEqualTo(units)
        .isLessThanOrEqualTo(units + expectation);
  }

  @Property(tries = 300)
  void theUnitOfDemandChangesNothing(
      @ForAll @DoubleRange(min = 0, max = 1000) double units,
      @ForAll @DoubleRange(min = 0, max = 1) double share,
      @ForAll @DoubleRange(min = 0, max = 1000) double expectation,
      @ForAll @IntRange(min = -10, max = 10) int power) {
    double factor = Math.scalb(1.0, power);
    assertThat(demand(units * factor, share, expectation * factor))
        .isEqualTo(factor * demand(units, share, expectation));
    assertThat(evidence(units * factor, share)).isEqualTo(evidence(units, share));
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> demand(-1, 1, 1)).hasMessageContaining("units is -1.0");
    assertThatThrownBy(() -> demand(1, 1.1, 1)).hasMessageContaining("inStockShare is 1.1");
    assertThatThrownBy(() -> demand(1, 1, Double.NaN)).hasMessageContaining("expectation is NaN");
  }
}
