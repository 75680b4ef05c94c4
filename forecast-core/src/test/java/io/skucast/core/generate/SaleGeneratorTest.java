package io.skucast.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.generate.OrderLine.Fate;
import io.skucast.core.sale.SaleDraft;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SaleGeneratorTest {
  private static final int DAYS = 400;
  private final SaleGenerator sales = generator(7);

  @Test
  void anEventIsTheSameInWhateverOrderItIsAskedFor() {
    int events = Math.toIntExact(sales.events());
    List<SaleDraft> inOrder = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      inOrder.add(sales.event(i));
    }
    SaleGenerator other = generator(7);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int event = random.nextInt(inOrder.size());
      assertThat(other.event(event)).isEqualTo(inOrder.get(event));
      assertThat(other.line(random.nextInt(events))).isNotNull();
    }
    assertThat(other.has(events - 1)).isTrue();
    assertThat(other.has(events)).isFalse();
    assertThatThrownBy(() -> other.event(events)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void anotherSeedGivesOtherSales() {
    assertThat(generator(8).event(0)).isNotEqualTo(sales.event(0));
    assertThat(generator(8).events()).isNotEqualTo(sales.events());
  }

  @Test
  void theTruthIsWhatTheEventsAddUpTo() {
    Map<Long, Integer> units = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (int day = 0; day < DAYS; day++) {
      for (OrderLine line : sales.arrivals(day)) {
        if (line.fate() != Fate.LATE && seen.add(line.id())) {
          long soldOn = line.returned() ? day(line) : line.day();
          units.merge(line.series() * 10_000L + soldOn, line.quantity(), Integer::sum);
        }
      }
    }
    for (int series = 0; series < sales.plan().series(); series++) {
      for (int day = 0; day < DAYS; day++) {
        assertThat(Truth.of(sales, series, day).units())
            .isEqualTo(units.getOrDefault(series * 10_000L + day, 0));
      }
    }
  }

  @Test
  void eventsComeInOrderButForHalfAnHourAndWhatIsPlanted() {
    long reached = 0;
    Map<Fate, Integer> counts = new HashMap<>();
    for (long event = 0; sales.has(event); event++) {
      OrderLine line = sales.line(event);
      counts.merge(line.fate(), 1, Integer::sum);
      long behind = reached - line.timeMillis();
      switch (line.fate()) {
        case PROMPT -> assertThat(behind).isLessThanOrEqualTo(1_800_000);
        case REPEAT -> assertThat(behind).isLessThanOrEqualTo(86_400_000 + 2_200_000);
        case CORRECTION -> assertThat(behind).isBetween(0L, 2 * 86_400_000L);
        case LATE -> assertThat(behind).isGreaterThan(8 * 86_400_000L);
      }
      reached = Math.max(reached, line.timeMillis());
    }
    int all = Math.toIntExact(sales.events());
    assertThat(counts.get(Fate.REPEAT)).isBetween(all / 150, all / 70);
    assertThat(counts.get(Fate.CORRECTION)).isBetween(all / 150, all / 70);
    assertThat(counts.get(Fate.LATE)).isBetween(all / 300, all / 140);
  }

  @Test
  void linesCarryTheMeanDemandAndNothingIsSoldOutOfStock() {
    double wanted = 0;
    double sold = 0;
    int outOfStock = 0;
    for (int series = 0; series < sales.plan().series(); series++) {
      for (int day = 0; day < DAYS; day++) {
        Truth truth = Truth.of(sales, series, day);
        if (truth.inStock()) {
          wanted += truth.mean();
          sold += truth.units() + truth.returned();
        } else {
          outOfStock++;
          assertThat(truth.units() + truth.returned()).isZero();
        }
      }
    }
    // 0.5 % come too late to be counted.
    assertThat(sold / wanted).isBetween(0.97, 1.02);
    assertThat(outOfStock).isPositive();
  }

  @Test
  void growthWeekAndPromotionsAreInTheDemand() {
    DemandModel demand = sales.demand();
    int promoted = 0;
    for (int sku = 0; sku < sales.plan().skus(); sku++) {
      for (int day = 7; day < DAYS; day++) {
        double before = demand.mean(sku, day - 7);
        if (demand.discount(sku, day) > 0 && demand.discount(sku, day - 7) == 0 && before > 0) {
          if (demand.mean(sku, day) > 0) {
            promoted++;
            assertThat(demand.mean(sku, day)).isGreaterThan(before);
            assertThat(demand.priceMilli(sku, day)).isLessThan(demand.priceMilli(sku, day - 7));
          }
        }
      }
    }
    assertThat(promoted).isGreaterThan(100);
  }

  @Test
  void aPlanThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new SalesPlan(0, 1, 1, 1, LocalDate.EPOCH))
        .hasMessage("--skus is 0: allowed is 1 to 1000000");
  }

  private static long day(OrderLine line) {
    return Math.floorDiv(
        line.timeMillis() - LocalDate.parse("2024-01-01").toEpochDay() * 86_400_000L, 86_400_000L);
  }

  private static SaleGenerator generator(long seed) {
    return new SaleGenerator(new SalesPlan(40, DAYS, 1, seed, LocalDate.parse("2024-01-01")));
  }
}
