package io.skucast.core.forecast;

import static io.skucast.core.forecast.BankFixture.HORIZONS;
import static io.skucast.core.forecast.BankFixture.LEVELS;
import static io.skucast.core.forecast.BankFixture.unitsMilli;
import static io.skucast.core.forecast.BankFixture.weekly;
import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandStepTest {
  private static final int LATENESS = 2;

  private final DemandStep step =
      new DemandStep(
          new DemandStep.Plan(
              PeriodUnit.DAY,
              BankOptions.DEFAULT,
              7,
              new int[0],
              HORIZONS,
              LEVELS,
              List.of("combined", "holt-winters", "seasonal-naive"),
              List.of("naive", "seasonal-naive"),
              new int[] {1, 7},
              40,
              true),
          LATENESS);

  @Test
  void aWeekLaterEverythingIsTheSameAWeekLater() throws Exception {
    long[] units = unitsMilli(60, 4, weekly(3));
    Taken now = new Taken("A", 19_700);
    Taken later = new Taken("A", 19_707);
    for (long one : units) {
      now.observe(one);
      later.observe(one);
    }
    assertThat(later.forecasts).hasSizeGreaterThan(10).hasSameSizeAs(now.forecasts);
    for (int i = 0; i < now.forecasts.size(); i++) {
      assertThat(later.forecasts.get(i).origin()).isEqualTo(now.forecasts.get(i).origin() + 7);
      assertSame(later.forecasts.get(i), now.forecasts.get(i), "origin");
    }
    assertSame(later.outlooks, now.outlooks, "origin", "sealed.period");
    assertThat(later.sealed).hasSize(58).hasSameSizeAs(now.sealed);
    assertSame(later.sealed, now.sealed, "period");
    assertSame(later.trends, now.trends, "period");
  }

  /** The step keeps an array from call to call; nothing of one series may stay in it. */
  @Test
  void anotherSeriesChangesNothing() throws Exception {
    long[] units = unitsMilli(60, 4, weekly(3));
    long[] others = unitsMilli(60, 5, weekly(400));
    Taken alone = new Taken("A", 19_700);
    for (long one : units) {
      alone.observe(one);
    }
    Taken one = new Taken("A", 19_700);
    Taken other = new Taken("B", 19_695);
    for (int i = 0; i < units.length; i++) {
      other.observe(others[i]);
      one.observe(units[i]);
    }
    assertSame(one.forecasts, alone.forecasts);
    assertSame(one.outlooks, alone.outlooks);
    assertSame(one.sealed, alone.sealed);
    assertSame(one.trends, alone.trends);
    assertSame(one.demand, alone.demand);
  }

  /** Whoever learns from sealed rows sees what whoever is reconciled and scored by them sees. */
  @Test
  void whatIsSealedIsHandedOnByItselfAndWithTheNewestOutlook() throws Exception {
    Taken taken = new Taken("A", 19_700);
    for (long one : unitsMilli(20, 4, weekly(3))) {
      taken.observe(one);
    }
    step.finish(taken.series, taken.demand, taken);
    List<SealedRow> withOutlooks = new ArrayList<>();
    taken.outlooks.forEach(outlook -> withOutlooks.addAll(List.of(outlook.sealed())));
    assertThat(withOutlooks).hasSize(20).containsExactlyElementsOf(taken.sealed);
    assertThat(taken.sealed)
        .extracting(SealedRow::period)
        .containsExactlyElementsOf(IntStream.range(19_700, 19_720).boxed().toList());
  }

  /** A forecast issued at once and one made of what was sealed later must be the same. */
  @Test
  void aSealedRowKnowsWhatTheOutlookFromItsPeriodKnew() throws Exception {
    Taken taken = new Taken("A", 19_700);
    for (long one : unitsMilli(40, 4, weekly(3))) {
      taken.observe(one);
    }
    for (SealedRow sealed : taken.sealed) {
      Outlook outlook = taken.outlooks.get(sealed.period() - 19_700);
      assertThat(outlook.origin()).isEqualTo(sealed.period());
      assertThat(sealed.row()).containsExactly(outlook.row());
      assertThat(Arrays.copyOf(sealed.expected(), HORIZONS)).containsExactly(outlook.mean());
    }
  }

  /** To the last bit, and NaN is NaN. */
  private static void assertSame(Object value, Object expected, String... apartFrom) {
    assertThat(value)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .withComparatorForType(Float::compare, Float.class)
        .ignoringFields(apartFrom)
        .isEqualTo(expected);
  }

  /** One series, and all that is issued for it. */
  private final class Taken implements DemandStep.Outlet, UnitsHistory.Segments {
    private final Series series;
    private final SeriesDemand demand = step.start();
    private final Map<Integer, long[]> segments = new HashMap<>();
    private final List<Trend> trends = new ArrayList<>();
    private final List<Forecast> forecasts = new ArrayList<>();
    private final List<Outlook> outlooks = new ArrayList<>();
    private final List<SealedRow> sealed = new ArrayList<>();
    private int period;

    Taken(String sku, int first) {
      series = new Series(sku, "all");
      period = first;
    }

    void observe(long unitsMilli) throws Exception {
      int openFrom = period - LATENESS + 1;
      step.observe(
          demand,
          this,
          new Observation(series.key(), period, unitsMilli, 0, unitsMilli, 0, 1, openFrom),
          this);
      period++;
    }

    @Override
    public void trend(Trend trend) {
      trends.add(trend);
    }

    @Override
    public void forecast(Forecast forecast) {
      forecasts.add(forecast);
    }

    @Override
    public void outlook(Outlook outlook) {
      outlooks.add(outlook);
    }

    @Override
    public void sealed(SealedRow row) {
      sealed.add(row);
    }

    @Override
    public long[] get(int segment) {
      return segments.get(segment);
    }

    @Override
    public void put(int segment, long[] units) {
      segments.put(segment, units);
    }

    @Override
    public void remove(int segment) {
      segments.remove(segment);
    }
  }
}
