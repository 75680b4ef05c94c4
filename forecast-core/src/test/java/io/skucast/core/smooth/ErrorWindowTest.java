package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ErrorWindowTest {

  @Test
  void quantilesInterpolateBetweenOrderStatistics() {
    ErrorWindow errors = new ErrorWindow();
    for (double error : new double[] {4, 1, 3, 2}) {
      errors.add(error);
    }
    assertThat(errors.quantile(0)).isEqualTo(1);
    assertThat(errors.quantile(0.5)).isEqualTo(2.5);
    assertThat(errors.quantile(0.9)).isCloseTo(3.7, within(1e-12));
    assertThat(errors.quantile(1)).isEqualTo(4);
  }

  @Test
  void quantilesForgetAndSumsRemember() {
    ErrorWindow errors = new ErrorWindow();
    for (int i = 1; i <= 100; i++) {
      errors.add(i);
    }
    assertThat(errors.quantile(0)).isEqualTo(37);
    assertThat(errors.bias()).isEqualTo(50.5);
    assertThat(errors.count).isEqualTo(100);
  }

  @Test
  void measuresAreThoseDoneByHand() {
    ErrorWindow errors = new ErrorWindow();
    errors.add(3);
    errors.add(-4);
    assertThat(errors.meanAbsolute()).isEqualTo(3.5);
    assertThat(errors.rootMeanSquare()).isEqualTo(Math.sqrt(12.5));
    assertThat(errors.bias()).isEqualTo(-0.5);
  }

  @Test
  void aCopyGoesItsOwnWay() {
    ErrorWindow errors = new ErrorWindow();
    errors.add(1);
    ErrorWindow copy = errors.copy();
    copy.add(9);
    assertThat(errors.quantile(1)).isEqualTo(1);
    assertThat(copy.quantile(1)).isEqualTo(9);
  }

  @Test
  void nothingIsSaidOfNoErrorsAndBadInputIsNamed() {
    ErrorWindow errors = new ErrorWindow();
    assertThatThrownBy(() -> errors.quantile(0.5)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> errors.add(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("error is NaN");
    errors.add(1);
    assertThatThrownBy(() -> errors.quantile(1.1)).hasMessageContaining("level is 1.1");
  }
}
