package io.skucast.core.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SafetyStockTest {
  private static final double Z95 = 1.6448536269514722;

  @Test
  void deviationGrowsWithTheRootOfTheLeadTime() {
    assertThat(SafetyStock.units(20, 8, 4, 0, 0.95)).isCloseTo(Z95 * 16, within(1e-9));
  }

  @Test
  void aLeadTimeThatVariesAddsTheDemandOfItsVariation() {
    assertThat(SafetyStock.units(20, 8, 4, 1, 0.95))
        .isCloseTo(Z95 * Math.sqrt(256 + 400), within(1e-9));
  }

  @Test
  void halfTheTimeNeedsNone() {
    assertThat(SafetyStock.units(20, 8, 4, 1, 0.5)).isZero();
    assertThat(SafetyStock.reorderPoint(20, 8, 4, 1, 0.5)).isEqualTo(80);
  }

  @Test
  void theReorderPointIsDemandOfTheLeadTimeAndSafetyStock() {
    assertThat(SafetyStock.reorderPoint(20, 8, 4, 0, 0.95)).isCloseTo(80 + Z95 * 16, within(1e-9));
  }
}
