package io.skucast.core.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StandardNormalTest {

  /** As printed by NormalDist of Python's statistics, which is made from the same algorithm. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.3, -0.5244005127080407",
    "0.975, 1.9599639845400536",
    "0.99, 2.3263478740408408",
    "0.999999, 4.753424308817089",
    "1e-10, -6.361340902404056",
    "1e-300, -37.0470962993612"
  })
  void quantilesAreThoseOfTables(double level, double quantile) {
    assertThat(StandardNormal.quantile(level)).isCloseTo(quantile, within(1e-13));
  }

  @Test
  void quantilesRiseAndAreTheSameOnBothSides() {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < 4096; i++) {
      double level = i / 4096.0;
      double quantile = StandardNormal.quantile(level);
      assertThat(quantile).isGreaterThan(last);
      assertThat(StandardNormal.quantile(1 - level)).isCloseTo(-quantile, within(1e-12));
      last = quantile;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void aLevelThatNothingHasIsRefused(double level) {
    assertThatThrownBy(() -> StandardNormal.quantile(level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("level is " + level + ": allowed is above 0 and below 1");
  }
}
