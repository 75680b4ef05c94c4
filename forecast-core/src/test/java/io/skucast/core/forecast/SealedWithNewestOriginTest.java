package io.skucast.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Outlooks of new origins wait for their factors, and with them what was sealed; those of corrected
 * origins do not wait. Periods are scored in order only if what a correction seals waits too.
 */
class SealedWithNewestOriginTest {
  private static final int LATENESS = 2;

  @Test
  void whatACorrectionSealsDoesNotOvertakeWhatWasSealedBefore() throws Exception {
    DemandStep step = new DemandStep(plan(), LATENESS);
    SeriesDemand demand = step.start();
    Outlooks outlooks = new Outlooks();
    Segments history = new Segments();
    for (int period = 1; period <= 4; period++) {
      step.observe(demand, history, observation(period, 1, period - LATENESS + 1), outlooks);
    }
    // A sale of period 3, issued when the watermark has already passed the end of period 5.
    step.observe(demand, history, observation(3, 2, 4), outlooks);

    assertThat(outlooks.taken)
        .as("origin: sealed periods")
        .containsExactly("1: 0", "2: 0", "3: 1 from 1", "4: 1 from 2", "3: 0", "4: 1 from 3");
  }

  private static Observation observation(int period, int sales, int openFrom) {
    return new Observation(Series.key("a", "all"), period, 1000L * sales, 0, 0, 0, sales, openFrom);
  }

  private static DemandStep.Plan plan() {
    return new DemandStep.Plan(
        PeriodUnit.DAY,
        BankOptions.DEFAULT,
        1,
        new int[0],
        3,
        new double[] {0.5},
        List.of(),
        List.of(),
        new int[] {1},
        0,
        false);
  }

  private static final class Outlooks implements DemandStep.Outlet {
    private final List<String> taken = new ArrayList<>();

    @Override
    public void outlook(Outlook o) {
      int sealed = o.sealed().length;
      taken.add(o.origin() + ": " + sealed + (sealed > 0 ? " from " + o.sealed()[0].period() : ""));
    }

    @Override
    public void trend(Trend trend) {}

    @Override
    public void forecast(Forecast forecast) {}

    @Override
    public void sealed(SealedRow sealed) {}
  }

  private static final class Segments implements UnitsHistory.Segments {
    private final Map<Integer, long[]> kept = new HashMap<>();

    @Override
    public long[] get(int segment) {
      return kept.get(segment);
    }

    @Override
    public void put(int segment, long[] units) {
      kept.put(segment, units);
    }

    @Override
    public void remove(int segment) {
      kept.remove(segment);
    }
  }
}
