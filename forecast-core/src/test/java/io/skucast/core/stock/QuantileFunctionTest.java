package io.skucast.core.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class QuantileFunctionTest {
  private final QuantileFunction demand =
      new QuantileFunction(new double[] {0.1, 0.5, 0.9}, new double[] {2, 5, 11});

  @Test
  void issuedLevelsGiveTheirQuantiles() {
    assertThat(demand.quantile(0.1)).isEqualTo(2);
    assertThat(demand.quantile(0.5)).isEqualTo(5);
    assertThat(demand.quantile(0.9)).isEqualTo(11);
  }

  @Test
  void betweenThemAndDownToNothingItIsLinear() {
    assertThat(demand.quantile(0.3)).isCloseTo(3.5, within(1e-12));
    assertThat(demand.quantile(0.05)).isCloseTo(1, within(1e-12));
  }

  @Test
  void theTailGoesOnAsTheTwoHighestSay() {
    // From 0.5 to 0.9 what is left falls to a fifth in 6 units; from 0.9 to 0.98 it does so again.
    assertThat(demand.quantile(0.98)).isCloseTo(17, within(1e-9));
    assertThat(demand.probabilityAbove(17)).isCloseTo(0.02, within(1e-9));
  }

  @Test
  void demandThatIsOftenZeroIsAboveItSeldom() {
    QuantileFunction rare =
        new QuantileFunction(new double[] {0.1, 0.5, 0.9}, new double[] {0, 0, 3});
    assertThat(rare.probabilityAbove(0)).isEqualTo(0.5);
    assertThat(rare.probabilityAbove(-1)).isEqualTo(1);
  }

  @Test
  void aSeriesThatHasEndedIsNeverAboveZero() {
    QuantileFunction ended = new QuantileFunction(new double[] {0.1, 0.9}, new double[2]);
    assertThat(ended.probabilityAbove(0)).isZero();
    assertThat(ended.quantile(0.999)).isZero();
  }

  @Property(tries = 500)
  void probabilityAndQuantileAreInverse(@ForAll long seed) {
    Random random = new Random(seed);
    QuantileFunction any = random(random, true);
    double level = 0.001 + 0.998 * random.nextDouble();
    assertThat(1 - any.probabilityAbove(any.quantile(level))).isCloseTo(level, within(1e-6));
  }

  @Property(tries = 500)
  void quantilesNeverFallAndProbabilitiesNeverRise(@ForAll long seed) {
    Random random = new Random(seed);
    QuantileFunction any = random(random, false);
    double lastUnits = 0;
    double lastProbability = 1;
    for (int i = 1; i < 200; i++) {
      double units = any.quantile(i / 200.0);
      double probability = any.probabilityAbove(i * any.units()[any.units().length - 1] / 150);
      assertThat(units).isGreaterThanOrEqualTo(lastUnits * (1 - 1e-12)).isFinite();
      assertThat(probability).isBetween(0.0, lastProbability + 1e-12);
      lastUnits = units;
      lastProbability = probability;
    }
  }

  private static QuantileFunction random(Random random, boolean rising) {
    int count = 2 + random.nextInt(6);
    double[] levels = new double[count];
    double[] units = new double[count];
    double last = 0;
    for (int i = 0; i < count; i++) {
      levels[i] = (i + 0.1 + 0.8 * random.nextDouble()) / count;
      last += rising ? 0.01 + random.nextDouble() : random.nextInt(3);
      units[i] = last;
    }
    Arrays.sort(levels);
    return new QuantileFunction(levels, units);
  }

  @Test
  void whatIsNoQuantileFunctionIsNamed() {
    refused("levels has 1 items: allowed is 2 or more", new double[] {0.5}, 1);
    refused(
        "quantiles has 3 items: allowed is as many as levels, which has 2",
        new double[] {0.1, 0.5},
        1,
        2,
        3);
    refused(
        "levels[2] is 0.1: allowed is above 0 and below 1, ascending",
        new double[] {0.1, 0.1},
        1,
        2);
    refused(
        "levels[2] is 1.0: allowed is above 0 and below 1, ascending", new double[] {0.1, 1}, 1, 2);
    refused(
        "quantiles[2] is 1.0: allowed is 0 to 1e16, never below the one before",
        new double[] {0.1, 0.5},
        2,
        1);
    refused(
        "quantiles[1] is NaN: allowed is 0 to 1e16, never below the one before",
        new double[] {0.1, 0.5},
        Double.NaN,
        1);
  }

  private static void refused(String message, double[] levels, double... units) {
    assertThatThrownBy(() -> new QuantileFunction(levels, units))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
