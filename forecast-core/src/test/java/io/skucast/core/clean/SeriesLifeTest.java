package io.skucast.core.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.clean.SeriesLife.Stage;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesLifeTest {
  private final SeriesLife life = new SeriesLife();

  private void feed(int periods, double demand) {
    for (int t = 0; t < periods; t++) {
      life.update(demand);
    }
  }

  @Test
  void aSeriesIsNewForTwentySevenObservations() {
    assertThat(life.stage()).isEqualTo(Stage.NEW);
    feed(27, 3);
    assertThat(life.stage()).isEqualTo(Stage.NEW);
    feed(1, 3);
    assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
  }

  @Test
  void aSeriesThatEndsSleepsAfterTwoWeeksAndHasEndedAfterHalfAYear() {
    feed(200, 3);
    feed(13, 0);
    assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
    feed(1, 0);
    assertThat(life.stage()).isEqualTo(Stage.SLEEPING);
    assertThat(life.zeroRun()).isEqualTo(14);
    feed(167, 0);
    assertThat(life.stage()).isEqualTo(Stage.SLEEPING);
    feed(1, 0);
    assertThat(life.stage()).isEqualTo(Stage.ENDED);
    feed(2000, 0);
    assertThat(life.stage()).isEqualTo(Stage.ENDED);
    assertThat(life.zeroRun()).isEqualTo(2182);
  }

  @Test
  void aSeriesThatStartsAgainAfterAYearIsRestartedForTwentyEightObservations() {
    feed(200, 3);
    feed(365, 0);
    feed(1, 3);
    assertThat(life.stage()).isEqualTo(Stage.RESTARTED);
    assertThat(life.zeroRun()).isZero();
    feed(27, 3);
    assertThat(life.stage()).isEqualTo(Stage.RESTARTED);
    feed(1, 3);
    assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
    feed(14, 0);
    assertThat(life.stage())
        .as("the sleep has not made it a slow seller")
        .isEqualTo(Stage.SLEEPING);
  }

  @Test
  void aRestartedSeriesThatFallsSilentAgainSleeps() {
    feed(200, 3);
    feed(365, 0);
    feed(3, 3);
    feed(14, 0);
    assertThat(life.stage()).isEqualTo(Stage.SLEEPING);
  }

  @Test
  void aSaleAfterASleepOfLessThanHalfAYearIsNoRestart() {
    feed(200, 3);
    feed(181, 0);
    feed(1, 3);
    assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
  }

  @Test
  void aSlowSellerIsNeitherAsleepNorRestartedByItsUsualWaits() {
    feed(1, 2);
    feed(200, 0);
    assertThat(life.stage()).as("one sale tells of no rhythm").isEqualTo(Stage.SLEEPING);
    feed(1, 2);
    assertThat(life.stage()).isEqualTo(Stage.RESTARTED);
    for (int sale = 0; sale < 10; sale++) {
      feed(200, 0);
      assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
      feed(1, 2);
      assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
    }
    feed(4000, 0);
    assertThat(life.stage()).as("but it does fall asleep").isEqualTo(Stage.SLEEPING);
  }

  @Test
  void intermittentDemandFallsAsleepByChanceAtMostTwiceInAThousandSales() {
    int sleeps = 0;
    int sales = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      SeriesLife series = new SeriesLife();
      for (int t = 0; t < 2000; t++) {
        double demand = random.nextDouble() < 0.1 ? 1 : 0;
        sleeps += demand > 0 && series.stage() == Stage.SLEEPING ? 1 : 0;
        sales += demand > 0 ? 1 : 0;
        series.update(demand);
      }
    }
    assertThat(sales).isGreaterThan(7000);
    assertThat(sleeps).isBetween(1, sales / 500);
  }

  @Test
  void theRunsProbabilityIsLaplacesRuleZeroByZero() {
    feed(3, 1);
    feed(2, 0);
    // After 3 demands in 3 periods: a zero has 1/5, the next 2/6.
    assertThat(life.probability).isCloseTo(1f / 5 * 2 / 6, within(1e-7f));
    feed(1, 1);
    feed(1, 0);
    // 4 demands in 6 periods.
    assertThat(life.probability).isCloseTo(3f / 8, within(1e-7f));
  }

  @Test
  void withMuchHistoryTheRunsProbabilityIsThatOfIndependentZeros() {
    for (int t = 0; t < 5000; t++) {
      life.update(t % 4 == 3 ? 1 : 0);
    }
    feed(10, 0);
    assertThat(life.probability / StrictMath.pow(0.75, 10)).isBetween(0.9, 1.3);
  }

  @Test
  void periodsWithMoreReturnsThanSalesAreWithoutDemand() {
    feed(200, 3);
    SeriesLife silent = life.copy();
    for (int t = 0; t < 20; t++) {
      double net = -1 - t;
      life.update(Math.max(0, net));
      silent.update(0);
    }
    assertThat(life).usingRecursiveComparison().isEqualTo(silent);
    assertThat(life.stage()).isEqualTo(Stage.SLEEPING);
    assertThatThrownBy(() -> life.update(-1)).hasMessageContaining("demand is -1.0");
  }

  @Test
  void zerosBeforeTheFirstSaleAreARunToo() {
    feed(40, 0);
    assertThat(life.stage()).isEqualTo(Stage.ACTIVE);
    assertThat(life.zeroRun()).isEqualTo(40);
  }

  @Provide
  Arbitrary<double[]> demands() {
    return Arbitraries.oneOf(
            Arbitraries.just(0.0),
            Arbitraries.of(Double.MIN_VALUE, 1.0, 1e16),
            Arbitraries.doubles().between(0, 1000))
        .array(double[].class)
        .ofMaxSize(100);
  }

  @Property(tries = 200)
  void onlyWhetherThereWasDemandMattersAndTheStateStaysSound(
      @ForAll("demands") double[] demands, @ForAll @IntRange(min = 0, max = 3000) int silence) {
    SeriesLife one = new SeriesLife();
    SeriesLife other = new SeriesLife();
    for (double demand : demands) {
      one.update(demand);
      other.update(demand > 0 ? 1 : 0);
    }
    for (int t = 0; t < silence; t++) {
      one.update(0);
      other.update(0);
    }
    assertThat(one).usingRecursiveComparison().isEqualTo(other);
    assertThat(one.stage()).isNotNull();
    assertThat(one.probability).isBetween(0f, 1f);
    assertThat(one.periods).isBetween(one.demands, 364f);
  }

  @Test
  void aCopyEqualsTheOriginalAndSharesNothingWithIt() {
    feed(200, 3);
    feed(365, 0);
    feed(2, 3);
    feed(1, 0);
    SeriesLife copy = life.copy();
    assertThat(copy).usingRecursiveComparison().isEqualTo(life);
    copy.update(0);
    assertThat(copy.zeroRun).isNotEqualTo(life.zeroRun);
  }
}
