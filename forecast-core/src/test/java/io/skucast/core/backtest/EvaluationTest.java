package io.skucast.core.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.backtest.Evaluation.SkuResult;
import io.skucast.core.backtest.Scoreboard.Row;
import io.skucast.core.backtest.Scoreboard.Source;
import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Bands BANDS = new Bands(new double[] {0.5});
  private static final double[][] MEDIAN = new double[1][2];
  private static final BusinessCalendar DAYS = new BusinessCalendar(ZoneOffset.UTC, PeriodUnit.DAY);

  private final SortedMap<String, SeriesHistory> skus = new TreeMap<>();

  @Test
  void sumsOfSkuForecastsAreScoredAtEveryLevelAgainstTheSumOfTheSales() {
    sold("a", "north", "toys", 1, 3, 2, 2);
    sold("b", "north", "tools", 2, 2, 4, 4);
    sold("c", "south", "toys", 5, 1, 0, 2);
    Evaluation evaluation = new Evaluation(skus, new int[] {1}, BANDS);
    add(evaluation, "a", "north", "ses", 2, 3);
    add(evaluation, "b", "north", "ses", 3, 3);
    add(evaluation, "c", "south", "ses", 1, 1);
    evaluation.finish();
    // Total: 8, 6, then 6 and 8 against 6 and 7; scale 4.
    assertThat(squares(evaluation, Level.TOTAL)).isEqualTo((0 + 1) / 2.0);
    assertThat(mean(evaluation, Level.TOTAL, Metric.RMSSE)).isEqualTo(Math.sqrt(0.5 / 4));
    // North: 6 and 6 against 5 and 6. South: 0 and 2 against 1 and 1.
    assertThat(squares(evaluation, Level.LOCATION)).isEqualTo((1 + 0 + 1 + 1) / 4.0);
    // Toys: 2 and 4 against 3 and 4. Tools never changed before the origin: nothing to scale by.
    assertThat(squares(evaluation, Level.CATEGORY)).isEqualTo((1 + 0) / 2.0);
    assertThat(mean(evaluation, Level.CATEGORY, Metric.SERIES)).isEqualTo(1);
    assertThat(evaluation.nodes().levels())
        .containsExactly(
            Level.SKU, Level.CATEGORY_LOCATION, Level.LOCATION, Level.CATEGORY, Level.TOTAL);
    assertThat(evaluation.results())
        .extracting(SkuResult::forecaster, r -> r.history().series().sku(), SkuResult::origins)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ses", "a", 1),
            org.assertj.core.groups.Tuple.tuple("ses", "c", 1));
  }

  @Test
  void whatWasIssuedForALevelIsARowOfItsOwnBesideTheSums() {
    sold("a", "north", "toys", 1, 3, 2, 2);
    Evaluation evaluation = new Evaluation(skus, new int[] {1}, BANDS);
    add(evaluation, Level.ALL, Level.ALL, "combined", 2, 1);
    add(evaluation, "a", "north", "combined", 2, 3);
    add(evaluation, "a", "north", "combined-unreconciled", 1, 2);
    evaluation.finish();
    assertThat(evaluation.board().rows(Level.TOTAL))
        .containsExactlyInAnyOrder(
            new Row(Level.TOTAL, "combined", Source.ISSUED),
            new Row(Level.TOTAL, "combined", Source.SUM),
            new Row(Level.TOTAL, "combined-unreconciled", Source.SUM));
    assertThat(evaluation.board().rows(Level.SKU))
        .extracting(Row::title)
        .containsExactlyInAnyOrder("combined", "combined-unreconciled");
  }

  @Test
  void aLevelWhoseSeriesAreThoseOfACoarserOneIsLeftOut() {
    sold("a", "north", "", 1, 3);
    sold("b", "south", "", 1, 3);
    assertThat(new Nodes(skus.values()).levels())
        .containsExactly(Level.SKU, Level.LOCATION, Level.TOTAL);
  }

  @Test
  void aNodeBeginsWithItsFirstSeriesAndAddsUpWhateverTheOrder() {
    sold("a", "north", "toys", 0, 0, 0, 7, 1);
    sold("b", "north", "toys", 5);
    SeriesHistory total =
        new Nodes(skus.values()).history(Level.series(Level.ALL, Level.ALL).key());
    assertThat(total.first()).isZero();
    assertThat(total.demand(0, 9)).isEqualTo(13);
    assertThat(total.demand(3)).isEqualTo(7);
  }

  @Test
  void aSeriesOutOfOrderIsRefusedAndOneWithoutSalesIsCounted() {
    sold("a", "north", "toys", 1, 3, 2, 2);
    Evaluation evaluation = new Evaluation(skus, new int[] {1}, BANDS);
    add(evaluation, "a", "north", "ses", 1, 1);
    add(evaluation, "b", "north", "ses", 1, 1);
    assertThat(evaluation.unknown()).isEqualTo(1);
    assertThatThrownBy(() -> add(evaluation, Level.ALL, Level.ALL, "ses", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in key order");
  }

  /** Zero is no sale. */
  private void sold(String sku, String location, String category, int... units) {
    SeriesHistory history = new SeriesHistory(new Series(sku, location));
    for (int day = 0; day < units.length; day++) {
      if (units[day] > 0) {
        history.add(
            new Sale(
                sku + day,
                sku,
                location,
                86_400_000L * day,
                1000L * units[day],
                Sale.NO_PRICE,
                false,
                category),
            DAYS);
      }
    }
    skus.put(history.series().key(), history);
  }

  private static void add(
      Evaluation evaluation, String sku, String location, String forecaster, double... mean) {
    evaluation.add(Series.key(sku, location), 0, forecaster, mean, MEDIAN);
  }

  private static double squares(Evaluation evaluation, Level level) {
    return mean(evaluation, level, Metric.MSE);
  }

  private static double mean(Evaluation evaluation, Level level, Metric metric) {
    return evaluation.board().mean(new Row(level, "ses", Source.SUM), metric);
  }
}
