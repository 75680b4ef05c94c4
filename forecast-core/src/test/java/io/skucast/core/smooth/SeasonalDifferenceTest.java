package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeasonalDifferenceTest {

  private static void feed(Smoother smoother, double... demands) {
    for (double demand : demands) {
      smoother.update(demand);
    }
  }

  @Test
  void theSmoothedDifferenceIsAddedOncePerSeasonAhead() {
    SeasonalDifference smoother = new SeasonalDifference(2, 0.4);
    feed(smoother, 10);
    assertThat(smoother.mean(2)).isEqualTo(10);
    feed(smoother, 20);
    assertThat(smoother.mean(1)).isEqualTo(10);
    assertThat(smoother.mean(2)).isEqualTo(20);
    feed(smoother, 13, 19); // differences 3 and -1 with gains 1 and 1/2: 3, then 1
    assertThat(smoother.difference).isEqualTo(1);
    feed(smoother, 18); // difference 5 with gain max(0.4, 1/3): 1 + 0.4 * 4
    assertThat(smoother.difference).isCloseTo(2.6, within(1e-12));
    assertThat(smoother.mean(1)).isCloseTo(19 + 2.6, within(1e-12));
    assertThat(smoother.mean(2)).isCloseTo(18 + 2.6, within(1e-12));
    assertThat(smoother.mean(3)).isCloseTo(19 + 5.2, within(1e-12));
  }

  @Test
  void aFallingSeriesStopsAtZero() {
    SeasonalDifference smoother = new SeasonalDifference(2, 0.5);
    feed(smoother, 10, 6, 4, 2, 1, 0);
    assertThat(smoother.difference).isNegative();
    assertThat(smoother.mean(9)).isZero();
  }

  @Test
  void errorGrowthIsTheResponseOfTheMeanToAnError() {
    SeasonalDifference smoother = new SeasonalDifference(3, 0.3);
    for (int t = 0; t < 30; t++) {
      smoother.update(100 + 10 * (t % 3));
    }
    SeasonalDifference shocked = smoother.copy();
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
  void parametersOutsideTheirRangeAreNamed() {
    assertThatThrownBy(() -> new SeasonalDifference(0, 0.1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("period is 0, allowed is 1 or more");
    assertThatThrownBy(() -> new SeasonalDifference(7, 2)).hasMessageContaining("alpha is 2.0");
  }
}
