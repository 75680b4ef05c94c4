package io.skucast.core.feature;

import static io.skucast.core.feature.HistorySales.BERLIN;
import static io.skucast.core.feature.HistorySales.day;
import static io.skucast.core.feature.HistorySales.history;
import static io.skucast.core.feature.HistorySales.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.sale.Sale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HistorySourceTest {
  private static final int FIRST = day("2024-02-01");
  private static final FeatureRow FEATURES =
      new FeatureRow(
          FeatureSettings.of(PeriodUnit.DAY)
              .withCountry("us")
              .withCategories("early", "late")
              .withLocations(HistorySales.LOCATION)
              .withFlags("snap"));

  private static HistorySource at(DemandHistory history, int origin) {
    return new HistorySource(history, BERLIN, EventCalendar.NONE, origin);
  }

  /** The claim that every report rests on: what comes after the origin is not in the row. */
  @Property(tries = 60)
  void salesAfterTheOriginDoNotChangeTheRow(
      @ForAll @IntRange(min = 0, max = 120) int known,
      @ForAll @IntRange(min = 1, max = 60) int horizon,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Sale> past = sales(random, FIRST, FIRST + known, "p", "early");
    past.add(sale("first", FIRST, 1, 2));
    int origin = FIRST + known;
    List<Sale> all = new ArrayList<>(past);
    all.addAll(sales(random, origin + 1, origin + 100, "f", "late"));
    all.add(sale("next", origin + 1, 500, 90, true, "late"));
    DemandHistory before = history(past.toArray(new Sale[0]));
    DemandHistory after = history(all.toArray(new Sale[0]));
    assertThat(after.demand(origin + 1)).isNotEqualTo(before.demand(origin + 1));
    assertThat(FEATURES.of(at(after, origin), horizon))
        .isEqualTo(FEATURES.of(at(before, origin), horizon));
  }

  private static List<Sale> sales(Random random, int from, int to, String ids, String category) {
    List<Sale> sales = new ArrayList<>();
    for (int day = from; day <= to; day++) {
      for (int i = random.nextInt(3); i > 0; i--) {
        int units = random.nextInt(9) - 2;
        double price = random.nextBoolean() ? Double.NaN : 1 + random.nextInt(5);
        String named = random.nextInt(10) == 0 ? category : "";
        sales.add(
            sale(ids + day + i, day, units == 0 ? 9 : units, price, random.nextBoolean(), named));
      }
    }
    return sales;
  }

  @Test
  void theRowIsOfTheSalesUpToTheOrigin() {
    DemandHistory history =
        history(
            sale("a", FIRST, 2, 4, true, "early"),
            sale("b", FIRST + 1, 5, Double.NaN),
            sale("c", FIRST + 3, 7, 6));
    HistorySource source = at(history, FIRST + 3);
    assertThat(source.units(0)).isEqualTo(7);
    assertThat(source.units(1)).as("zero is data").isZero();
    assertThat(source.units(2)).isEqualTo(5);
    assertThat(source.units(3)).isEqualTo(2);
    assertThat(source.units(4)).as("before the first sale").isNaN();
    assertThat(source.price(0)).isEqualTo(6);
    assertThat(source.price(1)).isNaN();
    assertThat(source.price(2)).isNaN();
    assertThat(source.price(3)).isEqualTo(4);
    assertThat(source.promotion(3)).isEqualTo(1);
    assertThat(source.promotion(0)).isZero();
    assertThat(source.promotion(1)).isNaN();
    assertThat(source.age()).isEqualTo(3);
    assertThat(source.category()).isEqualTo("early");
    assertThat(source.location()).isEqualTo(HistorySales.LOCATION);
    assertThat(source.plannedPrice(1)).isNaN();
    assertThat(source.plannedPromotion(1)).isNaN();
  }

  @Test
  void theCalendarIsSeenAheadOnLocalDates() {
    EventCalendar events =
        new EventCalendar.Builder().event(LocalDate.of(2024, 4, 1), "Fair").build();
    // Berlin loses an hour on 31 March: a day added in milliseconds would be 30 March again.
    HistorySource source =
        new HistorySource(history(sale("a", FIRST, 1, 1)), BERLIN, events, day("2024-03-30"));
    assertThat(source.date(1)).isEqualTo("2024-03-31");
    assertThat(source.date(2)).isEqualTo("2024-04-01");
    assertThat(source.date(-1)).isEqualTo("2024-03-29");
    assertThat(source.events()).isSameAs(events);
    int place = FEATURES.layout().place("event");
    assertThat(FEATURES.of(source, 2)[place]).isEqualTo(1);
    assertThat(FEATURES.of(source, 1)[place]).isZero();
  }

  @Test
  void beforeTheFirstSaleNothingIsKnown() {
    HistorySource source = at(history(sale("a", FIRST, 1, 1, true, "early")), FIRST - 1);
    assertThat(source.units(0)).isNaN();
    assertThat(source.age()).isNaN();
    assertThat(source.category()).isEmpty();
  }

  @Test
  void askingBeyondTheOriginIsRefused() {
    HistorySource source = at(history(sale("a", FIRST, 1, 1)), FIRST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.units(-1))
        .withMessage("back is -1, allowed is 0 or more");
    assertThatIllegalArgumentException().isThrownBy(() -> source.price(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> source.promotion(-1));
  }
}
