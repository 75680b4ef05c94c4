package io.skucast.core.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.PeriodUnit;
import org.junit.jupiter.api.Test;

class YearAgoTest {
  private static final YearAgo YEAR_AGO = new YearAgo(PeriodUnit.DAY);

  @Test
  void aSteadyYearGoesOnAsItWas() {
    assertThat(ratios(p -> 7.0, 1000)).containsOnly(1.0);
  }

  @Test
  void aRiseOfLastYearIsExpectedAgain() {
    // From day 636, a year before the origin, demand was half as much again.
    double[] ratios = ratios(p -> p > 1000 - 364 ? 15 : 10, 1000);
    assertThat(ratios[27]).isCloseTo(1.5, within(1e-12));
    // The days around the first targets lie partly before the rise.
    assertThat(ratios[0]).isCloseTo((3 * 10 + 4 * 15) / 7.0 / 10, within(1e-12));
  }

  @Test
  void whatIsNotKnownOrNothingChangesNothing() {
    assertThat(ratios(p -> Double.NaN, 1000)).containsOnly(1.0);
    assertThat(ratios(p -> p < 900 ? 0 : 5, 1000)).containsOnly(1.0);
  }

  @Test
  void aRatioStaysBetweenAHalfAndTwo() {
    assertThat(ratios(p -> p > 1000 - 364 ? 1000 : 1, 1000)[20]).isEqualTo(2);
    assertThat(ratios(p -> p > 1000 - 364 ? 0 : 1, 1000)[20]).isEqualTo(0.5);
  }

  private static double[] ratios(YearAgo.History history, int origin) {
    double[] ratios = new double[28];
    YEAR_AGO.ratios(history, origin, ratios);
    return ratios;
  }
}
