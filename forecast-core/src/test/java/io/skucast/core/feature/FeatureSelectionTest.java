package io.skucast.core.feature;

import static io.skucast.core.feature.HistorySales.BERLIN;
import static io.skucast.core.feature.HistorySales.day;
import static io.skucast.core.feature.HistorySales.history;
import static io.skucast.core.feature.HistorySales.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Sale;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureSelectionTest {
  private static final int FIRST = day("2024-01-01");
  private static final int DAYS = 140;
  private static final double SUNDAY = 8;

  private static FeatureSelection selection(int horizon) {
    return new FeatureSelection(FeatureSettings.of(PeriodUnit.DAY), horizon);
  }

  /** Sells units a day, and eight times as many on Sundays. */
  private static DemandHistory sundays(double units) {
    List<Sale> sales = new ArrayList<>();
    for (int day = FIRST; day < FIRST + DAYS; day++) {
      boolean sunday = (day - FIRST) % 7 == 6;
      sales.add(sale("s" + day, day, units * (sunday ? SUNDAY : 1), 1));
    }
    return history(sales.toArray(new Sale[0]));
  }

  private static void observeAll(FeatureSelection selection, DemandHistory history, int horizon) {
    for (int origin = FIRST + 27; origin + horizon < FIRST + DAYS; origin++) {
      selection.observe(history, BERLIN, EventCalendar.NONE, origin);
    }
  }

  private static FeatureReport.Line line(FeatureSelection selection, String name) {
    return selection.report().lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTargetIsTheDemandAtTheHorizonOverTheLevel() {
    FeatureSelection selection = selection(3);
    observeAll(selection, sundays(1), 3);
    assertThat(line(selection, "weekday_7").correlation()).isCloseTo(1, within(1e-9));
    assertThat(line(selection, "lag_season").correlation()).isCloseTo(1, within(1e-9));
    assertThat(line(selection, "weekday_7").kept()).isTrue();
    assertThat(csvField(selection, "lag_season", 2)).isCloseTo(1, within(0.05));
    assertThat(csvField(selection, "mean_28", 2)).isEqualTo(1);
    assertThat(line(selection, "mean_28").kept()).isFalse();
  }

  @Test
  void aLargeSeriesCountsNoMoreThanASmallOne() {
    FeatureSelection alone = selection(3);
    observeAll(alone, sundays(1), 3);
    FeatureSelection both = selection(3);
    observeAll(both, sundays(1), 3);
    observeAll(both, sundays(10_000), 3);
    assertThat(both.rows()).isEqualTo(2 * alone.rows());
    for (String name : new String[] {"lag_1", "lag_season", "mean_7", "deviation_84"}) {
      assertThat(line(both, name).correlation())
          .as(name)
          .isCloseTo(line(alone, name).correlation(), within(1e-9));
      assertThat(line(both, name).variance())
          .as(name)
          .isCloseTo(line(alone, name).variance(), within(1e-9));
    }
  }

  /** Once such a row had nearly all of the variance, and made mean_84 the feature of all. */
  @Test
  void aSeriesThatComesBackFromAMonthOfOneSaleDoesNotDecideAlone() {
    FeatureSelection calm = selection(3);
    observeAll(calm, sundays(1), 3);
    FeatureSelection disturbed = selection(3);
    observeAll(disturbed, sundays(1), 3);
    List<Sale> sales = new ArrayList<>();
    for (int day = FIRST; day < FIRST + 60; day++) {
      sales.add(sale("s" + day, day, 1_000, 1));
    }
    sales.add(sale("one", FIRST + 70, 1, 1));
    sales.add(sale("back", FIRST + 93, 1_000, 1));
    disturbed.observe(history(sales.toArray(new Sale[0])), BERLIN, EventCalendar.NONE, FIRST + 90);
    assertThat(disturbed.rows()).isEqualTo(calm.rows() + 1);
    assertThat(disturbed.cutTargets()).isEqualTo(1);
    assertThat(calm.cutTargets()).isZero();
    assertThat(line(disturbed, "lag_season").correlation()).isGreaterThan(0.7);
    assertThat(line(disturbed, "mean_84").variance()).isLessThan(1);
  }

  @Test
  void seriesWithoutALevelAreLeftOutAndCounted() {
    FeatureSelection selection = selection(1);
    DemandHistory history = history(sale("a", FIRST, 1, 1), sale("b", FIRST + 100, 1, 1));
    for (int origin = FIRST - 2; origin < FIRST + 30; origin++) {
      selection.observe(history, BERLIN, EventCalendar.NONE, origin);
    }
    assertThat(selection.notBegun()).isEqualTo(2);
    assertThat(selection.rows()).isEqualTo(28);
    assertThat(selection.withoutDemand()).isEqualTo(2);
  }

  @Test
  void theTableForProgramsHasOneLineAFeatureInTheReportsOrder() {
    FeatureSelection selection = selection(3);
    observeAll(selection, sundays(2), 3);
    List<String> lines = selection.toCsv().lines().toList();
    assertThat(lines).hasSize(1 + selection.layout().size());
    assertThat(lines.get(0))
        .isEqualTo("feature,unit,mean,deviation,variance,correlation,zero_share,kept");
    assertThat(lines.get(1)).startsWith(selection.report().lines().get(0).name() + ",");
    assertThat(lines).anyMatch(line -> line.startsWith("category_hash_0,\"-1, 0, 1\",0.0,0.0,"));
    double deviation = csvField(selection, "lag_1", 3);
    assertThat(deviation * deviation)
        .isCloseTo(line(selection, "lag_1").variance(), within(1e-9))
        .isPositive();
  }

  private static double csvField(FeatureSelection selection, String feature, int field) {
    return selection
        .toCsv()
        .lines()
        .filter(line -> line.startsWith(feature + ","))
        .mapToDouble(line -> Double.parseDouble(line.split(",")[field]))
        .findFirst()
        .orElseThrow();
  }
}
