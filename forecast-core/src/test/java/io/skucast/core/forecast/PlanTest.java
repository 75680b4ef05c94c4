package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  void originsAreThePeriodsThatEveryDividesAndTheNamedOnes() {
    assertThat(origins(4, 9)).containsExactly(-4, 0, 4, 8, 9);
    assertThat(origins(0, -3, 9)).containsExactly(-3, 9);
    assertThat(origins(0)).isEmpty();
  }

  private static int[] origins(int every, int... origins) {
    DemandStep.Plan plan =
        new DemandStep.Plan(
            PeriodUnit.DAY,
            BankOptions.DEFAULT,
            every,
            origins,
            28,
            new double[] {0.5},
            List.of(),
            List.of(),
            new int[] {1},
            0,
            false);
    return IntStream.rangeClosed(-5, 10).filter(new DemandStep(plan, 2)::isOrigin).toArray();
  }
}
