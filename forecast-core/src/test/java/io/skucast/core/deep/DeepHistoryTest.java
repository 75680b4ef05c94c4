package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.DemandWindow;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SignalBucket;
import io.skucast.core.sale.Sale;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeepHistoryTest {
  private static final Calendars CALENDARS =
      new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of());
  private static final long DAY = 86_400_000L;
  private static final DeepLayout LAYOUT =
      new DeepLayout(56, 7, new double[] {0.1, 0.5, 0.9}, List.of());

  @Property(tries = 60)
  void aRowToTrainOnIsTheRowThatTheJobServesToTheBit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 500) int days) throws Exception {
    Random random = new Random(seed);
    List<Sale> sales = sales(random, days);
    DeepWindow served = served(sales, days);
    List<Sale> arrived = new ArrayList<>(sales);
    Collections.shuffle(arrived, random);
    DeepHistories histories = new DeepHistories(CALENDARS);
    arrived.forEach(histories::add);
    DeepHistory trained = histories.all().get(0);

    float[] toServe = new float[LAYOUT.rowSize()];
    float[] toTrainOn = new float[LAYOUT.rowSize()];
    for (int origin = Math.max(served.first, served.last - 9); origin <= served.last; origin++) {
      LAYOUT.fill(served, origin, toServe, 0);
      LAYOUT.fill(trained, origin, toTrainOn, 0);
      assertThat(toTrainOn).as("origin %d", origin).containsExactly(toServe);
    }
    assertThat(trained.first()).isEqualTo(served.first);
    assertThat(histories.sales() - histories.repeats()).isEqualTo(counted(sales));
  }

  @Test
  void pastsAreTakenOutInTheOrderOfTheirSeriesAndNothingIsLeft() {
    DeepHistories histories = new DeepHistories(CALENDARS);
    histories.add(new Sale("1", "B", "x", 3 * DAY, 1000, 500, false, ""));
    histories.add(new Sale("1", "A", "x", 4 * DAY, 1000, 500, false, ""));
    assertThat(histories.first()).isEqualTo(3);
    assertThat(histories.last()).isEqualTo(4);
    assertThat(histories.drain(past -> past.series().sku())).containsExactly("A", "B");
    assertThat(histories.all()).isEmpty();
  }

  @Test
  void aLayoutIsWrittenBySizeLevelsAndNamesAlone() {
    assertThat(new DeepLayout(56, 7, new double[] {0.1, 0.5}, List.of("payday")))
        .hasToString("DeepLayout[window=56, horizons=7, levels=[0.1, 0.5], calendar=[payday]]");
  }

  @Test
  void theCategoryIsThatOfTheLatestSaleThatNamesOne() {
    DeepHistories histories = new DeepHistories(CALENDARS);
    histories.add(new Sale("3", "A", "x", 9 * DAY, 1000, 500, false, ""));
    histories.add(new Sale("2", "A", "x", 8 * DAY, 1000, 500, false, "new"));
    histories.add(new Sale("1", "A", "x", 2 * DAY, 1000, 500, false, "old"));
    assertThat(histories.all().get(0).category()).isEqualTo("new");
  }

  @Test
  void manySalesAreToldFromTheirRepeats() {
    DeepHistories histories = new DeepHistories(CALENDARS);
    for (int i = 0; i < 20_000; i++) {
      Sale sale = new Sale("" + i % 5_000, "A", "x", i / 5_000 % 2 * DAY, 1000, 0, false, "");
      histories.add(sale);
    }
    assertThat(histories.sales()).isEqualTo(20_000);
    assertThat(histories.repeats()).as("the same ids on two days").isEqualTo(10_000);
    assertThat(histories.all().get(0).units(1)).isEqualTo(5_000);
  }

  private static List<Sale> sales(Random random, int days) {
    List<Sale> sales = new ArrayList<>();
    int count = 1 + random.nextInt(2 * days);
    for (int i = 0; i < count; i++) {
      long time = (20_000 + random.nextInt(days)) * DAY + random.nextInt((int) DAY);
      long quantity = random.nextInt(8) == 0 ? -1500 : 250L * (1 + random.nextInt(30));
      long price = random.nextInt(6) == 0 ? Sale.NO_PRICE : random.nextInt(90_000);
      boolean promotion = random.nextInt(3) == 0;
      Sale sale = new Sale("" + i, "A", "all", time, quantity, price, promotion, "");
      sales.add(sale);
      if (random.nextInt(10) == 0) {
        sales.add(sale);
      }
    }
    return sales;
  }

  private static long counted(List<Sale> sales) {
    return sales.stream().map(Sale::id).distinct().count();
  }

  /** The window that the job keeps, made of the buckets that the job sums sales in. */
  private static DeepWindow served(List<Sale> sales, int days) throws Exception {
    TreeMap<Integer, PeriodBucket> buckets = new TreeMap<>();
    DemandWindow window = new DemandWindow(2);
    BusinessCalendar calendar = CALENDARS.of("all");
    for (Sale sale : sales) {
      window.add(sale, calendar, Integer.MIN_VALUE / 2, new Buckets(buckets));
    }
    DeepWindow kept = new DeepWindow(LAYOUT, 10);
    for (int period = buckets.firstKey(); period < 20_000 + days + 30; period++) {
      PeriodBucket b = buckets.getOrDefault(period, new PeriodBucket());
      kept.put(period, b.unitsMilli, b.revenueMilli, b.sales, b.promoted, -1);
    }
    return kept;
  }

  private record Buckets(TreeMap<Integer, PeriodBucket> sales) implements DemandWindow.Buckets {
    @Override
    public PeriodBucket get(int period) {
      return sales.get(period);
    }

    @Override
    public void put(int period, PeriodBucket bucket) {
      sales.put(period, bucket);
    }

    @Override
    public void remove(int period) {
      sales.remove(period);
    }

    @Override
    public SignalBucket signals(int period) {
      return null;
    }

    @Override
    public void putSignals(int period, SignalBucket bucket) {
      throw new AssertionError("sales are no signals");
    }

    @Override
    public void removeSignals(int period) {
      throw new AssertionError("sales are no signals");
    }
  }
}
