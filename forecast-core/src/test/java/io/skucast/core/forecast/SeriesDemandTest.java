package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeriesDemandTest {
  private static final double[] LEVELS = {0.1, 0.5, 0.9};
  private static final int LATENESS = 2;

  /** Those that a series issues by itself. */
  private static final List<String> OF_SERIES =
      ForecasterBank.FORECASTERS.stream().filter(ForecasterBank::isOfSmoothers).toList();

  @Property(tries = 200)
  void aCorrectionGivesExactlyTheAnswerOfInOrderSales(@ForAll @IntRange(max = 1_000_000) int seed) {
    Random random = new Random(seed);
    int periods = 20 + random.nextInt(60);
    long[] units = random.longs(periods, 0, 50_000).toArray();
    SeriesDemand inOrder = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
    SeriesDemand corrected = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
    for (int p = 0; p < periods; p++) {
      observe(inOrder, observation(p, units[p], 2, p));
      // First without the late sale, and two periods on, at the last moment, with it.
      observe(corrected, observation(p, units[p] / 2, 1, p));
      if (p >= LATENESS - 1) {
        observe(corrected, observation(p - 1, units[p - 1], 2, p));
      }
    }
    observe(corrected, observation(periods - 1, units[periods - 1], 2, periods - 1));
    assertSame(forecast(corrected, periods - 1), forecast(inOrder, periods - 1));
  }

  @Test
  void quantilesAreOrderedAndNeverNegative() {
    SeriesDemand demand = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
    Random random = new Random(5);
    for (int p = 0; p < 120; p++) {
      observe(demand, observation(p, random.nextInt(4) == 0 ? random.nextInt(9000) : 0, 1, p));
    }
    List<Forecast> forecasts = forecast(demand, 119);
    assertThat(forecasts).extracting(Forecast::forecaster).containsExactlyElementsOf(OF_SERIES);
    for (Forecast forecast : forecasts) {
      for (int h = 0; h < 28; h++) {
        double low = forecast.quantiles()[0][h];
        double middle = forecast.quantiles()[1][h];
        double high = forecast.quantiles()[2][h];
        assertThat(low).isBetween(0.0, middle);
        assertThat(high).isGreaterThanOrEqualTo(middle);
        assertThat(forecast.mean()[h]).isNotNegative().isFinite();
      }
    }
  }

  @Test
  void aLateFirstSaleMovesTheStartOfTheSeriesBack() {
    SeriesDemand late = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
    observe(late, observation(5, 3000, 1, 5));
    observe(late, observation(3, 2000, 1, 4)); // period 4 between them had no sales
    SeriesDemand inOrder = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
    observe(inOrder, observation(3, 2000, 1, 3));
    observe(inOrder, observation(4, 0, 0, 4));
    observe(inOrder, observation(5, 3000, 1, 5));
    assertSame(forecast(late, 5), forecast(inOrder, 5));
  }

  /** To the last bit, and NaN is NaN. */
  private static void assertSame(List<Forecast> forecasts, List<Forecast> expected) {
    assertThat(forecasts)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(expected);
  }

  @Test
  void moreReturnsThanSalesCountAsNoDemand() {
    SeriesDemand demand = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
    for (int p = 0; p < 30; p++) {
      observe(demand, observation(p, -5000, 1, p));
    }
    assertThat(forecast(demand, 29)).allSatisfy(f -> assertThat(f.mean()).containsOnly(0.0));
  }

  private static void observe(SeriesDemand demand, Observation observation) {
    try {
      demand.observe(observation, (period, revision, place, bank, drivers) -> {});
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<Forecast> forecast(SeriesDemand demand, int origin) {
    assertThat(demand.last()).isEqualTo(origin);
    List<Forecast> forecasts = new ArrayList<>();
    try {
      demand.atLast(
          (period, revision, place, bank, drivers) -> {
            for (String forecaster : OF_SERIES) {
              forecasts.add(
                  bank.forecast(new Series("A", "all"), period, revision, forecaster, 28, LEVELS));
            }
          });
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return forecasts;
  }

  private static Observation observation(int period, long unitsMilli, int sales, int lastEnded) {
    return new Observation(
        Series.key("A", "all"), period, unitsMilli, 0, 0, 0, sales, lastEnded - LATENESS + 1);
  }
}
