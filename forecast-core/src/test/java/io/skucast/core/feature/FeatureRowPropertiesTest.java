package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.PeriodUnit;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds for the rows of every series. */
class FeatureRowPropertiesTest {
  private static final FeatureSettings SETTINGS =
      FeatureSettings.of(PeriodUnit.DAY).withCountry("us").withCategories("A", "B");
  private static final FeatureRow DAYS = new FeatureRow(SETTINGS);

  @Provide
  Arbitrary<double[]> demands() {
    return Arbitraries.doubles().between(0, 1000).array(double[].class).ofMaxSize(100);
  }

  @Provide
  Arbitrary<Double> anything() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.doubles().between(-10, 1000),
        Arbitraries.of(
            0.0,
            -0.0,
            1.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN));
  }

  @Provide
  Arbitrary<double[]> wild() {
    return anything().array(double[].class).ofMaxSize(60);
  }

  @Property(tries = 300)
  void everyNumberIsSetAndFiniteWhateverTheSourceSays(
      @ForAll("wild") double[] units,
      @ForAll("wild") double[] price,
      @ForAll("wild") double[] signal,
      @ForAll("anything") double planned,
      @ForAll("anything") double age,
      @ForAll String text,
      @ForAll @IntRange(min = 0, max = 40_000) int day,
      @ForAll @IntRange(min = 1, max = 400) int horizon,
      @ForAll PeriodUnit period) {
    SeriesFixture series = SeriesFixture.of(units);
    series.origin = LocalDate.ofEpochDay(day);
    series.price = price;
    series.promotion = signal;
    series.inStock = signal;
    series.views = signal;
    series.carts = price;
    series.plannedPrice = planned;
    series.plannedPromotion = planned;
    series.age = age;
    series.category = text;
    series.location = text;
    FeatureRow features = new FeatureRow(FeatureSettings.of(period));
    double[] row = new double[features.layout().size()];
    Arrays.fill(row, Double.NaN);
    features.fill(series, horizon, row);
    for (int i = 0; i < row.length; i++) {
      assertThat(row[i]).as(features.layout().features().get(i).name()).isFinite();
    }
  }

  /** Of the date and nothing else. */
  private static boolean dependsOnTheDate(String name) {
    return name.startsWith("month_")
        || name.contains("payday")
        || name.contains("holiday")
        || name.startsWith("age_")
        || name.equals("new");
  }

  @Property(tries = 200)
  void shiftingAllDaysByAWeekChangesOnlyWhatDependsOnTheDate(
      @ForAll("demands") double[] demands,
      @ForAll @IntRange(min = 0, max = 20_000) int day,
      @ForAll @IntRange(min = 1, max = 60) int horizon) {
    SeriesFixture series = SeriesFixture.of(demands);
    series.price = demands;
    series.origin = LocalDate.ofEpochDay(day);
    series.age = 25;
    double[] row = DAYS.of(series, horizon);
    series.origin = LocalDate.ofEpochDay(day + 7);
    series.age = 32;
    double[] shifted = DAYS.of(series, horizon);
    List<Feature> features = DAYS.layout().features();
    for (int i = 0; i < row.length; i++) {
      if (!dependsOnTheDate(features.get(i).name())) {
        assertThat(shifted[i]).as(features.get(i).name()).isEqualTo(row[i]);
      }
    }
    assertThat(shifted[DAYS.layout().place("age_log")]).isNotEqualTo(row[place("age_log")]);
  }

  private static int place(String name) {
    return DAYS.layout().place(name);
  }

  @Example
  void shiftingByADayMovesTheWeekday() {
    SeriesFixture series = SeriesFixture.of(1);
    series.origin = LocalDate.of(2024, 5, 5);
    assertThat(DAYS.of(series, 1)[place("weekday_1")]).isEqualTo(1);
    series.origin = LocalDate.of(2024, 5, 6);
    assertThat(DAYS.of(series, 1)[place("weekday_1")]).isZero();
    assertThat(DAYS.of(series, 1)[place("weekday_2")]).isEqualTo(1);
  }

  @Property(tries = 200)
  void scalingDemandScalesLagsAndRollingFeaturesAndNothingElse(
      @ForAll("demands") double[] demands,
      @ForAll @DoubleRange(min = 0.01, max = 1000) double scale,
      @ForAll @IntRange(min = 1, max = 60) int horizon) {
    SeriesFixture series = SeriesFixture.of(demands);
    double[] row = DAYS.of(series, horizon);
    double[] scaled = DAYS.of(series.scaled(scale), horizon);
    List<Feature> features = DAYS.layout().features();
    for (int i = 0; i < row.length; i++) {
      Feature feature = features.get(i);
      double factor = feature.unit().equals("units") ? scale : 1;
      assertThat(scaled[i])
          .as(feature.name())
          .isCloseTo(factor * row[i], within(1e-9 * (1 + Math.abs(factor * row[i]))));
    }
  }

  @Property(tries = 100)
  void targetsOfOneOriginAreFilledInAnyOrder(
      @ForAll("demands") double[] demands,
      @ForAll @IntRange(min = 1, max = 60) int first,
      @ForAll @IntRange(min = 1, max = 60) int second) {
    SeriesFixture series = SeriesFixture.of(demands);
    double[] row = new double[DAYS.layout().size()];
    DAYS.fillOrigin(series, row);
    DAYS.fillTarget(series, first, row);
    DAYS.fillTarget(series, second, row);
    assertThat(row).isEqualTo(DAYS.of(series, second));
  }
}
