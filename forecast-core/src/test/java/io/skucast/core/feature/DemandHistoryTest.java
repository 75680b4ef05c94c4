package io.skucast.core.feature;

import static io.skucast.core.feature.HistorySales.history;
import static io.skucast.core.feature.HistorySales.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Sale;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DemandHistoryTest {
  private static final List<Sale> SALES =
      List.of(
          sale("a", 100, 2, 3, true, ""),
          sale("b", 100, 1, 6),
          sale("c", 101, 4, Double.NaN),
          sale("d", 101, -6, 100),
          sale("e", 104, 5, 2, false, "FOODS"),
          sale("f", 104, -1, 9, true, ""),
          sale("g", 300, 1, 1, false, "TOYS"));

  @Test
  void returnsLowerDemandToZeroAtMostAndSayNothingOfPriceAndPromotion() {
    DemandHistory history = history(SALES.toArray(new Sale[0]));
    assertThat(history.first()).isEqualTo(100);
    assertThat(history.demand(100)).isEqualTo(3);
    assertThat(history.demand(101)).isZero();
    assertThat(history.demand(102)).isZero();
    assertThat(history.demand(104)).isEqualTo(4);
    assertThat(history.demand(99)).isZero();
    assertThat(history.demand(100_000)).isZero();
    assertThat(history.price(100)).as("by units").isEqualTo(4);
    assertThat(history.price(101)).isNaN();
    assertThat(history.price(103)).isNaN();
    assertThat(history.price(104)).isEqualTo(2);
    assertThat(history.promotion(100)).isEqualTo(0.5);
    assertThat(history.promotion(103)).isNaN();
    assertThat(history.promotion(104)).isZero();
  }

  @Test
  void theCategoryIsTheFirstNamedAndUnknownBefore() {
    DemandHistory history = history(SALES.toArray(new Sale[0]));
    assertThat(history.category()).isEqualTo("FOODS");
    assertThat(history.category(103)).isEmpty();
    assertThat(history.category(104)).isEqualTo("FOODS");
    assertThat(history.category(300)).isEqualTo("FOODS");
  }

  @Test
  void theOrderOfArrivalChangesNothing() {
    DemandHistory inOrder = history(SALES.toArray(new Sale[0]));
    for (int seed = 0; seed < 50; seed++) {
      Sale[] sales = SALES.toArray(new Sale[0]);
      Collections.shuffle(Arrays.asList(sales), new Random(seed));
      DemandHistory shuffled = history(sales);
      assertThat(shuffled.first()).isEqualTo(100);
      for (int period = 95; period < 305; period++) {
        assertThat(numbers(shuffled, period)).isEqualTo(numbers(inOrder, period));
        assertThat(shuffled.category(period)).isEqualTo(inOrder.category(period));
      }
    }
  }

  private static double[] numbers(DemandHistory history, int period) {
    return new double[] {history.demand(period), history.price(period), history.promotion(period)};
  }

  @Test
  void aRepeatWithinAPeriodCountsOnce() {
    DemandHistory history = history(sale("a", 5, 2, 1));
    assertThat(history.add(sale("a", 5, 2, 1), 5)).isFalse();
    assertThat(history.add(sale("a", 6, 2, 1), 6)).isTrue();
    assertThat(history.demand(5)).isEqualTo(2);
    assertThat(history.demand(6)).isEqualTo(2);
  }

  @Test
  void historiesCountAndRankByTheNumberOfSeries() {
    DemandHistories histories =
        new DemandHistories(new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()));
    String[] categories = {"toys", "bread", "toys", "bread", "milk", "", "apples"};
    for (int i = 0; i < categories.length; i++) {
      long time = (10 + i) * 86_400_000L;
      histories.add(new Sale("a", "s" + i, "CA_" + i % 2, time, 1000, 1, false, categories[i]));
    }
    histories.add(new Sale("a", "s0", "CA_0", 10 * 86_400_000L, 1000, 1, false, "toys"));
    histories.add(new Sale("b", "s0", "CA_0", 30 * 86_400_000L, 1000, 1, false, "toys"));
    assertThat(histories.categories(3)).containsExactly("apples", "bread", "toys");
    assertThat(histories.categories(1)).containsExactly("bread");
    assertThat(histories.categories(32)).containsExactly("apples", "bread", "milk", "toys");
    assertThat(histories.locations(1)).containsExactly("CA_0");
    assertThat(histories.all()).hasSize(7);
    assertThat(histories.sales()).isEqualTo(9);
    assertThat(histories.repeats()).isEqualTo(1);
    assertThat(histories.first()).isEqualTo(10);
    assertThat(histories.last()).isEqualTo(30);
  }
}
