package io.skucast.core.linear;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.OpenBlocks;
import io.skucast.core.learn.Outcome;
import io.skucast.core.sale.Series;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A shop of some series, observed day by day without lateness, that teaches and is forecast. */
final class Shop {
  static final int HORIZONS = 14;
  static final int REACH = 28;
  static final double[] LEVELS = {0.1, 0.5, 0.9};
  static final int FIRST = 19_700;
  static final LinearPlan PLAN = plan(HORIZONS, 3);

  private static final LearnerOptions LEARNING =
      new LearnerOptions(
          new double[] {1e-6, 1e-4, 1e-3, 1e-2, 0.1},
          0,
          8,
          1000,
          1e9,
          1.1,
          LinearFeatures.NAIVE,
          LinearFeatures.EXPECTED);
  private static final Blocks WEEKS = new Blocks(7, 0.9995);

  final List<Course> courses = new ArrayList<>();
  final Models models = new Models();
  private final LessonStep lessonStep = new LessonStep(PLAN, calendar());
  private final LinearStep linearStep =
      new LinearStep(PLAN, calendar(), LEVELS, new int[] {1, 7}, -1);
  private final Map<ModelGroup, GroupLearner> learners = new TreeMap<>();
  private final OpenBlocks open = new OpenBlocks(500);
  private int day = FIRST;

  Shop(int series) {
    for (int i = 0; i < series; i++) {
      courses.add(new Course("sku" + i));
    }
  }

  static LinearPlan plan(int horizons, int every) {
    return new LinearPlan(
        PeriodUnit.DAY,
        horizons,
        REACH,
        every,
        0.2,
        new LinearPlan.Way(new int[] {7, 14}, Transform.RATIO),
        Map.of("logs", new LinearPlan.Way(new int[] {7, 14}, Transform.LOG)));
  }

  static TargetCalendar calendar() {
    return new TargetCalendar(
        new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
        "none",
        List.of(),
        EventCalendar.NONE);
  }

  /** What one series went through. */
  static final class Course implements DemandStep.Outlet {
    final Series series;
    final List<SealedRow> sealed = new ArrayList<>();
    final LessonRows rows = new LessonRows();
    Outlook outlook;
    private final DemandStep step;
    private final SeriesDemand demand;
    private int day = FIRST;

    Course(String sku) {
      series = new Series(sku, "all");
      step =
          new DemandStep(
              new DemandStep.Plan(
                  PeriodUnit.DAY,
                  BankOptions.DEFAULT,
                  1,
                  new int[0],
                  HORIZONS,
                  LEVELS,
                  List.of(),
                  List.of(),
                  new int[] {1, 7},
                  REACH,
                  true),
              0);
      demand = step.start();
    }

    /** One day with its sales, in thousandths of units, and the share of it that had stock. */
    Course observe(long unitsMilli, double inStock) throws Exception {
      int permille = Double.isNaN(inStock) ? -1 : (int) (1000 * inStock);
      step.observe(
          demand,
          NO_YEAR,
          new Observation(
              series.key(), day, unitsMilli, 0, 0, 0, 1, day + 1, 0, 0, permille, 0, "toys"),
          this);
      day++;
      return this;
    }

    @Override
    public void trend(Trend trend) {}

    @Override
    public void forecast(Forecast forecast) {}

    @Override
    public void outlook(Outlook next) {
      outlook = next;
    }

    @Override
    public void sealed(SealedRow row) {
      sealed.add(row);
    }
  }

  private static final UnitsHistory.Segments NO_YEAR =
      new UnitsHistory.Segments() {
        @Override
        public long[] get(int segment) {
          return null;
        }

        @Override
        public void put(int segment, long[] units) {}

        @Override
        public void remove(int segment) {}
      };

  /** All series see a day; then what is over is trained on. */
  void observe(long[] unitsMilli) throws Exception {
    for (int i = 0; i < unitsMilli.length; i++) {
      Course course = courses.get(i).observe(unitsMilli[i], Double.NaN);
      lessonStep.sealed(course.rows, course.sealed.get(course.sealed.size() - 1), this::teach);
    }
    while (!open.isEmpty() && WEEKS.lastPeriod(open.first()) <= day) {
      BlockSums.withCoarser(open.takeFirst()).forEach(this::train);
    }
    day++;
  }

  private void teach(Lesson lesson) {
    open.add(WEEKS.block(lesson.period()), lesson);
  }

  private void train(ModelGroup group, BlockSums sums) {
    Outcome outcome =
        learners
            .computeIfAbsent(group, GroupLearner::of)
            .learn(sums, WEEKS, LEARNING, 1, linearStep.features().fingerprint());
    if (outcome instanceof Outcome.Published published) {
      models.put(published.version());
    }
  }

  /** What smoothers and models make of the last day of a series. */
  LinearStep.Result apply(int series) {
    return linearStep.apply(courses.get(series).outlook, models, true);
  }
}
