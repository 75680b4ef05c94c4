package io.skucast.core.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A series that repeats its week looks the same a week later. */
class WeeklyPatternTest {
  private static final int WEEKS = 300;

  private static List<Smoother> fresh() {
    List<Smoother> smoothers = new ArrayList<>(SmootherTest.fresh());
    // Blocks of three periods fall on other days a week later, so here they are whole weeks.
    smoothers.removeIf(smoother -> smoother instanceof MultipleAggregation);
    smoothers.add(new MultipleAggregation(0.2, 1, 7));
    return smoothers;
  }

  @Provide
  Arbitrary<double[]> week() {
    Arbitrary<Double> demand =
        Arbitraries.oneOf(Arbitraries.just(0.0), Arbitraries.doubles().between(0, 100));
    return demand.array(double[].class).ofSize(7);
  }

  @Property(tries = 30)
  void shiftingAWeeklySeriesByAWeekLeavesTheForecasts(@ForAll("week") double[] week) {
    List<Smoother> plain = fresh();
    List<Smoother> shifted = fresh();
    for (int i = 0; i < plain.size(); i++) {
      for (int t = 0; t < 7 * WEEKS; t++) {
        plain.get(i).update(week[t % 7]);
        shifted.get(i).update(week[t % 7]);
      }
      for (double demand : week) {
        shifted.get(i).update(demand);
      }
      // What the start was fades, but for the line of theta, whose slope fades with 1/n².
      double tolerance = plain.get(i) instanceof Theta ? 1e-3 : 1e-8;
      for (int horizon = 1; horizon <= 14; horizon++) {
        assertThat(shifted.get(i).mean(horizon))
            .as("%s at horizon %d", plain.get(i).getClass().getSimpleName(), horizon)
            .isCloseTo(plain.get(i).mean(horizon), within(tolerance));
      }
    }
  }

  @Property(tries = 30)
  void theSeasonalOnesKnowAWeeklySeriesFromTheFirstWeekOn(@ForAll("week") double[] week) {
    for (Smoother smoother :
        List.of(
            new SeasonalNaive(7),
            new SeasonalDifference(7, 0.2),
            new HoltWinters(7, 0.2, 0.1, 0.3, 0.9),
            new LogHoltWinters(7, 0.2, 0.1, 0.3, 0.9, 0.05))) {
      for (int t = 0; t < 7 * 3; t++) {
        smoother.update(week[t % 7]);
        if (t % 7 == 6) {
          for (int horizon = 1; horizon <= 14; horizon++) {
            assertThat(smoother.mean(horizon)).isCloseTo(week[(horizon - 1) % 7], within(1e-9));
          }
        }
      }
    }
  }
}
