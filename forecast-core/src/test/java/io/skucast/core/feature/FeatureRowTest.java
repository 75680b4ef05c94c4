package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.PeriodUnit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of small series against numbers worked out by hand. */
class FeatureRowTest {
  private static final FeatureRow DAYS = new FeatureRow(FeatureSettings.of(PeriodUnit.DAY));

  private static double value(FeatureRow features, FeatureSource source, int horizon, String name) {
    return features.of(source, horizon)[features.layout().place(name)];
  }

  private static double value(FeatureSource source, int horizon, String name) {
    return value(DAYS, source, horizon, name);
  }

  /** Demands 1, 2, ..., 56: the k-th back from the origin is 56 - k. */
  private static SeriesFixture ramp() {
    return SeriesFixture.of(IntStream.rangeClosed(1, 56).asDoubleStream().toArray());
  }

  @Test
  void lagsCountFromTheFirstTarget() {
    assertThat(value(ramp(), 3, "lag_1")).isEqualTo(56);
    assertThat(value(ramp(), 3, "lag_2")).isEqualTo(55);
    assertThat(value(ramp(), 3, "lag_7")).isEqualTo(50);
    assertThat(value(ramp(), 3, "lag_28")).isEqualTo(29);
    assertThat(value(ramp(), 3, "horizon")).isEqualTo(3);
  }

  @Test
  void theLagOfTheSeasonIsTheLatestOfTheTargetsWeekday() {
    assertThat(value(ramp(), 1, "lag_season")).isEqualTo(50);
    assertThat(value(ramp(), 7, "lag_season")).isEqualTo(56);
    assertThat(value(ramp(), 8, "lag_season")).isEqualTo(50);
    assertThat(value(ramp(), 28, "lag_season")).isEqualTo(56);
  }

  @Test
  void rollingFeaturesAreOfTheKnownPeriodsOnly() {
    assertThat(value(ramp(), 1, "mean_7")).isEqualTo(53);
    assertThat(value(ramp(), 1, "deviation_7")).isEqualTo(2);
    assertThat(value(ramp(), 1, "mean_28")).isEqualTo(42.5);
    assertThat(value(ramp(), 1, "mean_84")).isEqualTo(28.5);
    SeriesFixture gaps = SeriesFixture.of(0, Double.NaN, 6, 0, Double.NaN);
    assertThat(value(gaps, 1, "mean_7")).isEqualTo(2);
    assertThat(value(gaps, 1, "deviation_7")).isCloseTo(Math.sqrt(8), within(1e-12));
    assertThat(value(gaps, 1, "zero_share_7")).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(value(gaps, 1, "lag_1")).isZero();
  }

  @Test
  void theSeasonIndexIsTheRatioToTheMean() {
    double[] weeks = new double[84];
    for (int i = 0; i < weeks.length; i++) {
      weeks[i] = i < 28 ? 1000 : i % 7 == 6 ? 8 : 1;
    }
    SeriesFixture series = SeriesFixture.of(weeks);
    assertThat(value(series, 7, "mean_8_seasons")).isEqualTo(2);
    assertThat(value(series, 7, "season_index")).isEqualTo(4);
    assertThat(value(series, 14, "season_index")).isEqualTo(4);
    assertThat(value(series, 1, "season_index")).isEqualTo(0.5);
    assertThat(value(SeriesFixture.of(), 1, "season_index")).isEqualTo(1);
    assertThat(value(SeriesFixture.of(0, 0, 0), 7, "season_index")).isEqualTo(1);
    assertThat(value(SeriesFixture.of(5), 1, "season_index")).isEqualTo(1);
  }

  @Test
  void theCalendarIsTheTargets() {
    SeriesFixture series = SeriesFixture.of(1);
    series.origin = LocalDate.of(2024, 2, 26);
    assertThat(value(series, 3, "weekday_4")).isEqualTo(1);
    assertThat(value(series, 3, "weekday_1")).isZero();
    assertThat(value(series, 3, "month_2")).isEqualTo(1);
    assertThat(value(series, 3, "payday_last")).isEqualTo(1);
    assertThat(value(series, 2, "payday_last")).isZero();
    assertThat(value(series, 4, "payday_1")).isEqualTo(1);
    assertThat(value(series, 4, "month_3")).isEqualTo(1);
    assertThat(value(series, 7, "after_payday")).isEqualTo(1);
    assertThat(value(series, 8, "after_payday")).isZero();
    assertThat(value(series, 18, "payday_15")).isEqualTo(1);
    assertThat(value(series, 18, "after_payday")).isZero();
    assertThat(value(series, 21, "after_payday")).isEqualTo(1);
    assertThat(value(series, 22, "after_payday")).isZero();
  }

  @Test
  void holidaysAndEventsAreSeenFromTheDayBeforeToTheDayAfter() {
    FeatureRow features =
        new FeatureRow(FeatureSettings.of(PeriodUnit.DAY).withCountry("us").withFlags("snap"));
    SeriesFixture series = SeriesFixture.of(1);
    series.origin = LocalDate.of(2024, 7, 2);
    series.location = "CA_1";
    series.events =
        new EventCalendar.Builder()
            .event(LocalDate.of(2024, 7, 4), "Parade")
            .flag("snap", "CA_1", LocalDate.of(2024, 7, 4))
            .flag("snap", "TX_1", LocalDate.of(2024, 7, 5))
            .build();
    for (String kind : new String[] {"holiday", "event"}) {
      assertThat(value(features, series, 1, "before_" + kind)).isEqualTo(1);
      assertThat(value(features, series, 1, kind)).isZero();
      assertThat(value(features, series, 2, kind)).isEqualTo(1);
      assertThat(value(features, series, 2, "after_" + kind)).isZero();
      assertThat(value(features, series, 3, "after_" + kind)).isEqualTo(1);
    }
    assertThat(value(features, series, 2, "flag=snap")).isEqualTo(1);
    assertThat(value(features, series, 3, "flag=snap")).isZero();
    assertThat(series.events.events(LocalDate.of(2024, 7, 4))).containsExactly("Parade");
    assertThat(value(series, 2, "holiday")).isZero();
  }

  @Test
  void aWeekHasWhatAnyOfItsDaysHasAndNoWeekday() {
    FeatureRow weeks = new FeatureRow(FeatureSettings.of(PeriodUnit.WEEK).withCountry("us"));
    SeriesFixture series = SeriesFixture.of(1);
    series.origin = LocalDate.of(2024, 6, 30);
    assertThat(value(weeks, series, 1, "holiday")).isEqualTo(1);
    assertThat(value(weeks, series, 1, "payday_1")).isEqualTo(1);
    assertThat(value(weeks, series, 1, "payday_15")).isZero();
    for (int day = 1; day <= 7; day++) {
      assertThat(value(weeks, series, 1, "weekday_" + day)).isZero();
    }
  }

  @Test
  void thePlannedPriceCountsBeforeTheLastKnownOne() {
    SeriesFixture series = SeriesFixture.of(1);
    series.price = new double[] {4, 0, 6, Double.NaN};
    assertThat(value(series, 1, "price_mean_28")).isEqualTo(5);
    assertThat(value(series, 1, "price_log")).isEqualTo(StrictMath.log(6));
    assertThat(value(series, 1, "price_change")).isCloseTo(0.2, within(1e-12));
    series.plannedPrice = 4;
    assertThat(value(series, 1, "price_log")).isEqualTo(StrictMath.log(4));
    assertThat(value(series, 1, "price_change")).isCloseTo(-0.2, within(1e-12));
    assertThat(value(series, 1, "price_known")).isEqualTo(1);
    series.plannedPrice = 1e9;
    assertThat(value(series, 1, "price_change")).isEqualTo(10);
    assertThat(value(SeriesFixture.of(1), 1, "price_known")).isZero();
  }

  @Test
  void signalsAreThoseOfTheLastSevenPeriods() {
    SeriesFixture series = SeriesFixture.of(9, 1, 1, 1, 1, 1, 1, 2);
    series.views = new double[] {900, 10, 10, 10, 10, Double.NaN, 10, 10};
    series.carts = new double[] {3, 4};
    series.inStock = new double[] {0, 1, 1, 1, 1, 1, 1, 0.3};
    series.promotion = new double[] {1, 0};
    series.plannedPromotion = 0.5;
    assertThat(value(series, 1, "views_log_7")).isEqualTo(StrictMath.log1p(60));
    assertThat(value(series, 1, "carts_log_7")).isEqualTo(StrictMath.log1p(7));
    assertThat(value(series, 1, "conversion_7")).isCloseTo(7 / 60.0, within(1e-12));
    assertThat(value(series, 1, "in_stock_share_7")).isCloseTo(0.9, within(1e-12));
    assertThat(value(series, 1, "promotion_share_7")).isEqualTo(0.5);
    assertThat(value(series, 1, "promotion_planned")).isEqualTo(0.5);
    for (String known : new String[] {"views_known", "carts_known", "stock_known"}) {
      assertThat(value(series, 1, known)).isEqualTo(1);
      assertThat(value(SeriesFixture.of(1), 1, known)).isZero();
    }
  }

  @Test
  void categoriesAreOneHotWhereKnownAndHashedAlways() {
    FeatureRow features =
        new FeatureRow(
            FeatureSettings.of(PeriodUnit.DAY)
                .withCategories("FOODS", "HOBBIES")
                .withLocations("CA_1"));
    SeriesFixture series = SeriesFixture.of(1);
    series.category = "HOBBIES";
    assertThat(value(features, series, 1, "category=HOBBIES")).isEqualTo(1);
    assertThat(value(features, series, 1, "category=FOODS")).isZero();
    assertThat(value(features, series, 1, "location=CA_1")).isZero();
    assertThat(hashed(features, series, "category")).containsOnlyOnce(HOBBIES_SIGN);
    assertThat(value(features, series, 1, "category_hash_" + HOBBIES_BUCKET))
        .as("pinned: models keep what these buckets mean")
        .isEqualTo(HOBBIES_SIGN);
    assertThat(hashed(features, series, "location")).containsOnly(0);
  }

  private static final int HOBBIES_BUCKET = 1;
  private static final double HOBBIES_SIGN = -1;

  private static double[] hashed(FeatureRow features, FeatureSource source, String kind) {
    double[] row = features.of(source, 1);
    int first = features.layout().place(kind + "_hash_0");
    return Arrays.copyOfRange(row, first, first + 16);
  }

  @Test
  void hashesSpreadOverBucketsAndSigns() {
    int[] perBucket = new int[16];
    double signs = 0;
    for (int i = 0; i < 1600; i++) {
      SeriesFixture series = SeriesFixture.of(1);
      series.location = "store-" + i;
      double[] hashed = hashed(DAYS, series, "location");
      for (int bucket = 0; bucket < 16; bucket++) {
        perBucket[bucket] += hashed[bucket] == 0 ? 0 : 1;
        signs += hashed[bucket];
      }
    }
    assertThat(Arrays.stream(perBucket).min().getAsInt()).isGreaterThan(60);
    assertThat(Arrays.stream(perBucket).max().getAsInt()).isLessThan(140);
    assertThat(Math.abs(signs)).isLessThan(160);
  }

  @Test
  void aProductIsNewForFourWeeksAndOfUnknownAgeIsNot() {
    SeriesFixture series = SeriesFixture.of(1);
    assertThat(value(series, 1, "new")).isZero();
    series.age = 27;
    assertThat(value(series, 1, "new")).isEqualTo(1);
    assertThat(value(series, 1, "age_log")).isEqualTo(StrictMath.log1p(27));
    series.age = 28;
    assertThat(value(series, 1, "new")).isZero();
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> DAYS.of(ramp(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("horizon is 0, allowed is 1 or more");
    assertThatThrownBy(() -> DAYS.fill(ramp(), 1, new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row has 3 features");
    assertThatThrownBy(() -> FeatureSettings.of(PeriodUnit.DAY).withCategories("A", "A"))
        .hasMessageContaining("categories is [A, A]");
    assertThatThrownBy(() -> FeatureSettings.of(PeriodUnit.DAY).withFlags(" "))
        .hasMessageContaining("flags has ' '");
    String[] many = IntStream.range(0, 33).mapToObj(i -> "c" + i).toArray(String[]::new);
    assertThatThrownBy(() -> FeatureSettings.of(PeriodUnit.DAY).withLocations(many))
        .hasMessageContaining("locations has 33 values");
  }
}
