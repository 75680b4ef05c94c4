package io.skucast.core.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Test
  void whatIsSubtractedAgainLeavesNothing() {
    ExactSum sum = new ExactSum();
    sum.add(1e16);
    sum.add(0.1);
    sum.add(1e-300);
    sum.subtract(1e16);
    sum.subtract(1e-300);
    assertThat(sum.value()).isEqualTo(0.1);
    sum.subtract(0.1);
    assertThat(sum.partials).isEmpty();
  }

  /** The double nearest to the sum in decimals without rounding, for any numbers in any order. */
  @Property(tries = 1000)
  void theSumIsRoundedOnce(@ForAll long seed) {
    Random random = new Random(seed);
    ExactSum sum = new ExactSum();
    ExactSum other = new ExactSum();
    BigDecimal exact = BigDecimal.ZERO;
    for (int i = 0; i < 40; i++) {
      double number =
          (random.nextBoolean() ? 1 : random.nextGaussian())
              * Math.pow(2, random.nextInt(random.nextBoolean() ? 8 : 120) - 60);
      ExactSum part = random.nextBoolean() ? sum : other;
      if (random.nextInt(3) == 0) {
        part.subtract(number);
        exact = exact.subtract(new BigDecimal(number));
      } else {
        part.add(number);
        exact = exact.add(new BigDecimal(number));
      }
    }
    sum.add(other);
    assertThat(sum.value()).isEqualTo(exact.doubleValue());
  }
}
