package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriversTest {
  private final Drivers drivers = new Drivers();

  private void sell(double price, int promoted) {
    drivers.update(2000, Math.round(2000 * price), 2, promoted, 0, 0);
  }

  @Test
  void aPriceCutIsAChangeThatBecomesUsual() {
    for (int day = 0; day < 50; day++) {
      sell(10, 0);
    }
    assertThat(drivers.priceChange()).isCloseTo(0, within(1e-6));
    sell(7, 0);
    // The usual price has taken on a 28th of the cut.
    assertThat(drivers.priceChange()).isCloseTo(7 / (10 - 3 / 28.0) - 1, within(1e-6));
    for (int day = 0; day < 200; day++) {
      sell(7, 0);
    }
    assertThat(drivers.priceChange()).isCloseTo(0, within(1e-3));
  }

  @Test
  void aDayWithoutSalesOrOfReturnsAloneSaysNothingOfThePrice() {
    sell(10, 2);
    Drivers before = drivers.copy();
    drivers.update(0, 0, 0, 0, 0, 0);
    drivers.update(-1000, -9000, 1, 1, 0, 0);
    assertThat(drivers.price).isEqualTo(before.price);
    assertThat(drivers.usualPrice).isEqualTo(before.usualPrice);
  }

  @Test
  void promotionIsAShareOfSalesThatFades() {
    sell(10, 0);
    sell(10, 2);
    assertThat(drivers.promotion).isCloseTo(1 / 7f, within(1e-6f));
    sell(10, 0);
    assertThat(drivers.promotion).isCloseTo(6 / 49f, within(1e-6f));
  }

  @Test
  void moreViewsThanUsualAreALogarithmAboveZero() {
    for (int day = 0; day < 300; day++) {
      drivers.update(0, 0, 0, 0, 50, 5);
    }
    assertThat(drivers.viewsChange()).isCloseTo(0, within(1e-3));
    drivers.update(0, 0, 0, 0, 120, 0);
    assertThat(drivers.viewsChange()).isCloseTo(Math.log(61 / 53.5), within(1e-3));
    assertThat(drivers.cartsChange()).isNegative();
  }

  @Test
  void changesStayWithinOneWhateverComes() {
    Random random = new Random(2);
    for (int day = 0; day < 500; day++) {
      drivers.update(
          random.nextLong(-5, Long.MAX_VALUE),
          random.nextLong(),
          random.nextInt(9),
          random.nextInt(9),
          random.nextInt(Integer.MAX_VALUE),
          random.nextInt(3));
      assertThat(drivers.priceChange()).isBetween(-1.0, 1.0);
      assertThat(drivers.viewsChange()).isBetween(-1.0, 1.0);
      assertThat(drivers.cartsChange()).isBetween(-1.0, 1.0);
      assertThat(drivers.promotion).isBetween(0f, 1f);
    }
  }
}
