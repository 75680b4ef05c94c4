package io.skucast.core.backtest;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.demand.Observation;
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
import io.skucast.core.linear.LessonRows;
import io.skucast.core.linear.LessonStep;
import io.skucast.core.linear.LinearFeatures;
import io.skucast.core.linear.LinearPlan;
import io.skucast.core.linear.LinearStep;
import io.skucast.core.linear.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Smoothers and linear model over all series together, period by period as the job does, and
 * forecasts from every origin on the way: nothing after an origin is known to its forecasts.
 * Without stream, state, levels and late sales, so that many settings can be tried.
 */
public final class LinearRun {
  /**
   * What is run.
   *
   * @param learning options of the learner of a category
   * @param blocks of the learner of a category; all have the same number of periods
   */
  public record Setup(
      PeriodUnit unit,
      BankOptions bank,
      LinearPlan plan,
      Function<String, LearnerOptions> learning,
      Function<String, Blocks> blocks,
      TargetCalendar calendar) {}

  private final Setup setup;
  private final int[] origins;
  private final Bands bands;
  private final LessonStep lessons;
  private final LinearStep linear;
  private final Models models = new Models();
  private final Map<ModelGroup, GroupLearner> learners = new TreeMap<>();

  /** Directions are not forecast here: no row of theirs is needed. */
  private final OpenBlocks open = new OpenBlocks(1);

  private final String layout;

  /**
   * @param origins periods, ascending
   */
  public LinearRun(Setup setup, int[] origins, Bands bands) {
    this.setup = setup;
    this.origins = origins.clone();
    this.bands = bands;
    this.lessons = new LessonStep(setup.plan(), setup.calendar());
    this.linear = new LinearStep(setup.plan(), setup.calendar(), bands.levels(), new int[0], -1);
    this.layout = new LinearFeatures(setup.plan(), setup.calendar()).fingerprint();
  }

  /** One series on its way. */
  private final class Course implements DemandStep.Outlet {
    private final SeriesHistory history;
    private final Scale[] scales;
    private final SeriesScore[] scores = new SeriesScore[origins.length];
    private final DemandStep step;
    private final SeriesDemand demand;
    private final LessonRows rows = new LessonRows();
    private Outlook outlook;

    Course(SeriesHistory history) {
      this.history = history;
      this.scales = Scale.at(history, origins);
      this.step =
          new DemandStep(
              new DemandStep.Plan(
                  setup.unit(),
                  setup.bank(),
                  0,
                  origins,
                  setup.plan().horizons(),
                  bands.levels(),
                  List.of(),
                  List.of(),
                  new int[0],
                  0,
                  true),
              0);
      this.demand = step.start();
    }

    void observe(int period) throws Exception {
      long units = history.unitsMilli(period);
      step.observe(
          demand,
          NO_YEAR,
          new Observation(
              history.series().key(),
              period,
              units,
              0,
              Math.round(1000 * history.revenue(period, period)),
              0,
              1,
              period + 1,
              0,
              0,
              -1,
              0,
              history.category()),
          this);
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
    public void sealed(SealedRow sealed) {
      lessons.sealed(
          rows,
          sealed,
          lesson -> {
            if (lesson.group().model().equals(ModelGroup.LINEAR)) {
              teach(lesson);
            }
          });
    }

    void score(int origin) {
      if (outlook != null && scales[origin] != null) {
        Outlook made = linear.apply(outlook, models, false).outlook();
        scores[origin] =
            SeriesScore.of(
                history, scales[origin], origins[origin], made.mean(), made.quantiles(), bands);
      }
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

  /**
   * Scores the combination on all series.
   *
   * @return for each series one score an origin; null where it had not begun or had never changed
   */
  public List<SeriesScore[]> run(List<SeriesHistory> histories) throws Exception {
    List<Course> courses = new ArrayList<>();
    histories.forEach(history -> courses.add(new Course(history)));
    int first = histories.stream().mapToInt(SeriesHistory::first).min().orElse(0);
    int last = origins[origins.length - 1];
    for (int period = first; period <= last; period++) {
      for (Course course : courses) {
        if (course.history.first() <= period) {
          course.observe(period);
        }
      }
      int origin = Arrays.binarySearch(origins, period);
      for (Course course : courses) {
        if (origin >= 0) {
          course.score(origin);
        }
      }
      train(period);
    }
    return courses.stream().map(course -> course.scores).toList();
  }

  private void teach(Lesson lesson) {
    open.add(setup.blocks().apply(ModelGroup.ALL).block(lesson.period()), lesson);
  }

  private void train(int period) {
    Blocks all = setup.blocks().apply(ModelGroup.ALL);
    while (!open.isEmpty() && all.lastPeriod(open.first()) <= period) {
      BlockSums.withCoarser(open.takeFirst()).forEach(this::train);
    }
  }

  private void train(ModelGroup group, BlockSums sums) {
    Outcome outcome =
        learners
            .computeIfAbsent(group, GroupLearner::of)
            .learn(
                sums,
                setup.blocks().apply(group.category()),
                setup.learning().apply(group.category()),
                1,
                layout);
    if (outcome instanceof Outcome.Published published) {
      models.put(published.version());
    }
  }
}
