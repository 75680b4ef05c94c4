package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HoltTest {

  @Test
  void levelAndDampedSlopeFollowTheRecursionDoneByHand() {
    Holt holt = new Holt(0.5, 0.4, 0.8);
    holt.update(10); // level 10, slope 0
    assertThat(holt.mean(5)).isEqualTo(10);
    holt.update(16); // error 6: level 10 + 0.5 * 6 = 13, slope 0.5 * 0.4 * 6 = 1.2
    assertThat(holt.smoothing.level).isCloseTo(13, within(1e-12));
    assertThat(holt.smoothing.slope).isCloseTo(1.2, within(1e-12));
    assertThat(holt.mean(1)).isCloseTo(13 + 0.8 * 1.2, within(1e-12));
    assertThat(holt.mean(2)).isCloseTo(13 + (0.8 + 0.64) * 1.2, within(1e-12));
    holt.update(12); // error 12 - 13.96 = -1.96: level 13.96 - 0.98, slope 0.96 - 0.2 * 1.96
    assertThat(holt.smoothing.level).isCloseTo(12.98, within(1e-12));
    assertThat(holt.smoothing.slope).isCloseTo(0.568, within(1e-12));
    assertThat(holt.mean(3)).isCloseTo(12.98 + (0.8 + 0.64 + 0.512) * 0.568, within(1e-12));
  }

  @Test
  void errorGrowthAddsTheResponsesOfLevelAndSlope() {
    Holt holt = new Holt(0.5, 0.4, 0.8);
    // c_1 = 0.5 + 0.2 * 0.8 = 0.66; c_2 = 0.5 + 0.2 * 1.44 = 0.788
    assertThat(holt.errorGrowth(1)).isEqualTo(1);
    assertThat(holt.errorGrowth(3))
        .isCloseTo(Math.sqrt(1 + 0.66 * 0.66 + 0.788 * 0.788), within(1e-12));
  }

  @Test
  void withoutDampingAStraightLineIsContinued() {
    Holt holt = new Holt(0.3, 0.3, 1);
    for (int t = 0; t < 400; t++) {
      holt.update(50 + 3 * t);
    }
    assertThat(holt.mean(1)).isCloseTo(50 + 3 * 400, within(1e-6));
    assertThat(holt.mean(28)).isCloseTo(50 + 3 * 427, within(1e-6));
  }

  @Test
  void parametersOutsideTheirRangeAreNamed() {
    assertThatThrownBy(() -> new Holt(0.1, 1.1, 0.9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("beta is 1.1, allowed is 0.0 to 1.0");
  }
}
