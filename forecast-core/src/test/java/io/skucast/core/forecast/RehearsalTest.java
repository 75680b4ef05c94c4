package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A step that issues nothing learns what one learns that issues everything. */
class RehearsalTest {
  private static final int LATENESS = 2;
  private static final int PERIODS = 80;
  private static final int WHOLE_FROM = 70;

  private final DemandStep step =
      new DemandStep(
          new DemandStep.Plan(
              PeriodUnit.DAY,
              BankOptions.DEFAULT,
              1,
              new int[0],
              14,
              new double[] {0.1, 0.5, 0.9},
              List.of("combined", "holt-winters"),
              List.of("naive", "seasonal-naive"),
              new int[] {1, 7},
              20,
              true),
          LATENESS);

  @Test
  void itLearnsTheSameAndIssuesNothing() throws Exception {
    Taken issuing = new Taken(step);
    Taken rehearsing = new Taken(step.rehearsing(WHOLE_FROM));
    Random random = new Random(3);
    for (int period = 0; period < PERIODS; period++) {
      // Some are corrected the day after.
      int corrected = random.nextInt(5) == 0 && period > 1 ? period - 1 : -1;
      long units = 1000L * random.nextInt(8);
      for (Taken taken : List.of(issuing, rehearsing)) {
        taken.observe(period, units, 1, period - LATENESS + 1);
        if (corrected >= 0) {
          taken.observe(corrected, units + 1000, 2, period - LATENESS + 1);
        }
      }
    }
    assertThat(rehearsing.demand).usingRecursiveComparison().isEqualTo(issuing.demand);
    assertThat(rehearsing.segments).usingRecursiveComparison().isEqualTo(issuing.segments);
    assertThat(rehearsing.sealed).usingRecursiveComparison().isEqualTo(issuing.sealed);
    assertThat(issuing.issued).isGreaterThan(2 * PERIODS);
    assertThat(rehearsing.issued).isZero();
    assertThat(rehearsing.outlooks).hasSameSizeAs(issuing.outlooks);
    for (int i = 0; i < issuing.outlooks.size(); i++) {
      Outlook whole = issuing.outlooks.get(i);
      Outlook outlook = rehearsing.outlooks.get(i);
      boolean isWhole = outlook.origin() >= WHOLE_FROM;
      assertThat(outlook.issued()).isEqualTo(isWhole);
      assertThat(outlook)
          .usingRecursiveComparison()
          // To the bit, and what is no number is equal to itself.
          .withComparatorForType(Double::compare, Double.class)
          .withComparatorForType(Float::compare, Float.class)
          .ignoringFields(isWhole ? new String[0] : new String[] {"issued", "quantiles"})
          .isEqualTo(whole);
    }
  }

  private static final class Taken implements DemandStep.Outlet, UnitsHistory.Segments {
    private final DemandStep step;
    private final SeriesDemand demand;
    private final Map<Integer, long[]> segments = new HashMap<>();
    private final List<Outlook> outlooks = new ArrayList<>();
    private final List<SealedRow> sealed = new ArrayList<>();
    private int issued;

    Taken(DemandStep step) {
      this.step = step;
      this.demand = step.start();
    }

    void observe(int period, long units, int sales, int openFrom) throws Exception {
      step.observe(
          demand,
          this,
          new Observation(Series.key("a", "all"), period, units, 0, 2 * units, 0, sales, openFrom),
          this);
    }

    @Override
    public void trend(Trend trend) {
      issued++;
    }

    @Override
    public void forecast(Forecast forecast) {
      issued++;
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
