package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LotsTest {
  @Test
  void aQuantileIsTheNearestMultipleOfTheLot() {
    assertThat(Lots.nearest(0.02, 1, 0.05)).isZero();
    assertThat(Lots.nearest(2.7, 1, 0.5)).isEqualTo(3);
    assertThat(Lots.nearest(7.4, 6, 0.9)).isEqualTo(6);
    assertThat(Lots.nearest(0.26, 0.25, 0.9)).isEqualTo(0.25);
  }

  @Test
  void halfwayABandRatherHoldsTooMuch() {
    assertThat(Lots.nearest(0.5, 1, 0.05)).isZero();
    assertThat(Lots.nearest(0.5, 1, 0.5)).isEqualTo(1);
    assertThat(Lots.nearest(2.5, 1, 0.95)).isEqualTo(3);
    assertThat(Lots.nearest(2.5, 1, 0.25)).isEqualTo(2);
  }

  @Test
  void withoutALotNothingIsChanged() {
    assertThat(Lots.nearest(2.7, 0, 0.5)).isEqualTo(2.7);
  }
}
