package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeepWindowTest {
  private static final DeepLayout LAYOUT =
      new DeepLayout(4, 2, new double[] {0.5}, List.of("weekday_1"));

  @Test
  void aGapBeforeWhatWasTheFirstPeriodIsWithoutSalesAndInStock() {
    DeepWindow window = new DeepWindow(LAYOUT, 3);
    window.put(10, 1000, 0, 1, 0, -1);
    window.put(7, 2000, 0, 1, 0, 0);
    assertThat(window.first()).isEqualTo(7);
    assertThat(window.units(8)).isZero();
    assertThat(window.inStock(8)).isEqualTo(1);
    assertThat(window.inStock(9)).isEqualTo(1);
    assertThat(window.inStock(7)).isZero();
  }

  @Test
  void aPeriodThatIsNoLongerKeptIsRefused() {
    DeepWindow window = new DeepWindow(LAYOUT, 3);
    window.put(10, 1000, 0, 1, 0, -1);
    window.put(17, 1000, 0, 1, 0, -1);
    assertThatIllegalStateException()
        .isThrownBy(() -> window.put(10, 2000, 0, 1, 0, -1))
        .withMessageContaining("period 10")
        .withMessageContaining("17");
  }

  @Test
  void aCopySharesNothing() {
    DeepWindow window = new DeepWindow(LAYOUT, 3);
    window.put(10, 1000, 0, 1, 0, -1);
    DeepWindow copy = window.copy();
    window.put(10, 5000, 0, 1, 1, 0);
    assertThat(copy.units(10)).isEqualTo(1);
    assertThat(copy.promotion(10)).isZero();
    assertThat(copy.inStock(10)).isEqualTo(1);
  }
}
