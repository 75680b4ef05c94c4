package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Rows of deep models against what the observations themselves say, corrections included. */
class DeepRowsTest {
  private static final String SERIES = new Series("sku", "north").key();
  private static final DeepLayout LAYOUT =
      new DeepLayout(9, 3, new double[] {0.5}, List.of("weekday_1"));
  private static final int TRIAL_HORIZONS = 4;

  @Property(tries = 60)
  void everyOutlookHasTheRowOfWhatIsKnownThen(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int lateness) throws Exception {
    Run run = new Run(seed, lateness);
    run.go(90);
    assertThat(run.rows).isGreaterThan(80);
  }

  @Property(tries = 20)
  void everySealedOriginTeachesOnceWithWhatThenHappened(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 3) int lateness) throws Exception {
    Run run = new Run(seed, lateness);
    run.go(60);
    run.step.finish(Series.ofKey(SERIES), run.demand, run.window, run);
    List<Integer> expected = new ArrayList<>();
    for (int origin = run.known.firstKey(); origin <= run.known.lastKey() - 4; origin++) {
      if (origin % 2 == 0) {
        expected.add(origin);
      }
    }
    assertThat(run.lessons).isEqualTo(expected);
  }

  /** One series with corrections, each outlook of which is compared as it comes. */
  private static final class Run implements DemandStep.Outlet {
    private final Random random;
    private final int lateness;
    private final DemandStep step;
    private final SeriesDemand demand;
    private final DeepWindow window;
    private final Map<Integer, long[]> segments = new HashMap<>();
    private final TreeMap<Integer, Observation> known = new TreeMap<>();
    private final List<Integer> lessons = new ArrayList<>();
    private int rows;

    Run(long seed, int lateness) {
      this.random = new Random(seed);
      this.lateness = lateness;
      this.step =
          new DemandStep(
              new DemandStep.Plan(
                  PeriodUnit.DAY,
                  BankOptions.DEFAULT,
                  1,
                  new int[0],
                  3,
                  new double[] {0.5},
                  List.of(),
                  List.of(),
                  new int[] {1},
                  5,
                  false,
                  new DeepPlan(LAYOUT, lateness, TRIAL_HORIZONS, 2)),
              lateness);
      this.demand = step.start();
      this.window = step.startWindow();
    }

    void go(int periods) throws Exception {
      int first = random.nextInt(40);
      for (int newest = first; newest < first + periods; newest++) {
        observe(newest, newest);
        for (int i = lateness == 0 ? 0 : random.nextInt(3); i > 0; i--) {
          int correction = newest - random.nextInt(lateness);
          for (int gap = known.firstKey() - 1; gap > correction; gap--) {
            observe(gap, newest);
          }
          observe(correction, newest);
        }
      }
    }

    private void observe(int period, int newest) throws Exception {
      int sales = random.nextInt(3);
      Observation observation =
          new Observation(
              SERIES,
              period,
              sales == 0 ? 0 : 1000L * (random.nextInt(9) - 1),
              0,
              sales == 0 ? 0 : 100L * random.nextInt(90),
              random.nextInt(sales + 1),
              sales,
              newest - lateness + 1,
              0,
              0,
              random.nextInt(3) == 0 ? 500 * random.nextInt(3) : -1,
              0,
              "");
      known.put(period, observation);
      step.observe(demand, window, new Segments(), observation, this);
    }

    @Override
    public void outlook(Outlook outlook) {
      rows++;
      assertThat(outlook.window()).containsExactly(row(outlook.origin()));
      for (SealedRow sealed : outlook.sealed()) {
        assertThat(sealed.window()).containsExactly(row(sealed.period()));
      }
    }

    @Override
    public void lesson(DeepLesson lesson) {
      lessons.add(lesson.origin());
      assertThat(lesson.row()).containsExactly(row(lesson.origin()));
      float[] actual = new float[TRIAL_HORIZONS];
      for (int h = 0; h < actual.length; h++) {
        Observation then = known.get(lesson.origin() + h + 1);
        boolean wasInStock = then.inStockPermille() < 0 || then.inStockPermille() == 1000;
        actual[h] = wasInStock ? Math.max(0, then.unitsMilli()) / 1000f : Float.NaN;
      }
      assertThat(lesson.actual()).containsExactly(actual);
    }

    private float[] row(int origin) {
      float[] row = new float[LAYOUT.rowSize()];
      LAYOUT.fill(new Known(known), origin, row, 0);
      return row;
    }

    @Override
    public void trend(Trend trend) {}

    @Override
    public void forecast(Forecast forecast) {}

    @Override
    public void sealed(SealedRow sealed) {}

    private final class Segments implements UnitsHistory.Segments {
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

  /** The past as the observations say it, without a window. */
  private record Known(TreeMap<Integer, Observation> observations) implements Past {
    @Override
    public int first() {
      return observations.firstKey();
    }

    @Override
    public double units(int period) {
      return Math.max(0, observations.get(period).unitsMilli()) / 1000.0;
    }

    @Override
    public double price(int period) {
      Observation o = observations.get(period);
      return o.unitsMilli() > 0 && o.revenueMilli() > 0
          ? (double) o.revenueMilli() / o.unitsMilli()
          : 0;
    }

    @Override
    public double promotion(int period) {
      Observation o = observations.get(period);
      return o.sales() == 0 ? 0 : 1000 * o.promoted() / o.sales() / 1000.0;
    }

    @Override
    public double inStock(int period) {
      int permille = observations.get(period).inStockPermille();
      return permille < 0 ? 1 : permille / 1000.0;
    }

    @Override
    public double blockUnits(int block) {
      long sum = 0;
      for (int i = 0; i < DeepLayout.BLOCK_LENGTH; i++) {
        Observation o = observations.get(block * DeepLayout.BLOCK_LENGTH + i);
        sum += o == null ? 0 : Math.max(0, o.unitsMilli());
      }
      return sum / 1000.0;
    }
  }
}
