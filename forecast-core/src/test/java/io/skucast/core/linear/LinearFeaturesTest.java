package io.skucast.core.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.Feature;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.SealedRow;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinearFeaturesTest {
  private final LinearFeatures features = new LinearFeatures(Shop.PLAN, Shop.calendar());

  @Property(tries = 30)
  void everyNumberIsFiniteAndRatiosAreWithinTheirBoundsWhateverIsSold(
      @ForAll @IntRange(max = 1_000_000) int seed) throws Exception {
    Random random = new Random(seed);
    Shop.Course course = new Shop.Course("a");
    long size = (long) StrictMath.pow(10, random.nextInt(12));
    double[] x = new double[features.size()];
    for (int day = 0; day < 60; day++) {
      course.observe(
          random.nextInt(3) == 0 ? 0 : size * random.nextInt(-3, 9),
          random.nextInt(5) == 0 ? random.nextDouble() : Double.NaN);
      SealedRow sealed = course.sealed.get(day);
      if (features.level(sealed.row()) > LessonStep.LEAST_LEVEL) {
        int horizon = 1 + random.nextInt(Shop.HORIZONS);
        features.fill(sealed.row(), sealed.period(), horizon, "all", Transform.RATIO, x);
        for (int i = 0; i < x.length; i++) {
          assertThat(x[i]).as(features.features().get(i).name()).isFinite().isBetween(-5.0, 5.0);
        }
      }
    }
  }

  @Test
  void theOrderIsPinned() {
    // Models in state say nothing but numbers: what moves here makes nonsense of them.
    assertThat(features.features())
        .extracting(Feature::name)
        .startsWith(
            "expected",
            "ses",
            "ses_fast",
            "ses_slow",
            "long_mean",
            "tsb",
            "season_mean",
            "mean_4_seasons",
            "profile",
            "holt_winters",
            "place_mean",
            "season_last",
            "slope",
            "zero_share",
            "age",
            "price_change",
            "promotion_share",
            "views_change",
            "carts_change",
            "horizon",
            "year_sin",
            "year_cos",
            "weekday_1");
    assertThat(features.features().get(LinearFeatures.EXPECTED).name()).isEqualTo("expected");
    assertThat(features.features().get(LinearFeatures.NAIVE).name()).isEqualTo("season_last");
  }

  @Test
  void thePlaceInTheYearCountsForSeriesThatHaveLivedTwoYears() throws Exception {
    Shop.Course course = new Shop.Course("a");
    for (int day = 0; day < 730; day++) {
      course.observe(5000, Double.NaN);
    }
    assertThat(yearOf(course.sealed.get(726))).containsOnly(0);
    assertThat(yearOf(course.sealed.get(727))).doesNotContain(0);
  }

  private double[] yearOf(SealedRow sealed) {
    double[] x = new double[features.size()];
    features.fill(sealed.row(), sealed.period(), 3, "all", Transform.RATIO, x);
    return Arrays.copyOfRange(x, LinearFeatures.CALENDAR - 2, LinearFeatures.CALENDAR);
  }

  @Test
  void anotherLayoutHasAnotherFingerprint() {
    TargetCalendar withFair =
        new TargetCalendar(
            new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
            "none",
            List.of("fair"),
            EventCalendar.NONE);
    assertThat(features.fingerprint()).hasSize(16).matches("[0-9a-f]+");
    assertThat(new LinearFeatures(Shop.PLAN, Shop.calendar()).fingerprint())
        .isEqualTo(features.fingerprint());
    assertThat(new LinearFeatures(Shop.PLAN, withFair).fingerprint())
        .isNotEqualTo(features.fingerprint());
    assertThat(new LinearFeatures(Shop.plan(7, 3), Shop.calendar()).fingerprint())
        .isNotEqualTo(features.fingerprint());
    assertThat(new LinearFeatures(Shop.plan(Shop.HORIZONS, 4), Shop.calendar()).fingerprint())
        .as("when series teach is no part of a row")
        .isEqualTo(features.fingerprint());
  }

  @Test
  void theNaiveFeatureIsTheDemandOfTheSameDayLastWeek() throws Exception {
    Shop.Course course = new Shop.Course("a");
    for (int day = 0; day < 70; day++) {
      course.observe(1000L * (3 + day % 7), Double.NaN);
    }
    SealedRow last = course.sealed.get(69);
    double[] x = new double[features.size()];
    for (int horizon = 1; horizon <= Shop.HORIZONS; horizon++) {
      features.fill(last.row(), last.period(), horizon, "all", Transform.RATIO, x);
      double units = x[LinearFeatures.NAIVE] * features.level(last.row());
      assertThat(units)
          .isCloseTo(3 + (69 + horizon) % 7, org.assertj.core.data.Offset.offset(1e-5));
    }
  }

  @Test
  void aRowOfAnotherPlanIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> features.level(new float[3]))
        .withMessageContaining("row has 3 numbers");
  }
}
