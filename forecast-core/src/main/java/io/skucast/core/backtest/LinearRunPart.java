package io.skucast.core.backtest;

import io.skucast.core.demand.Observation;
import io.skucast.core.demand.StockChanges;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.OpenBlocks;
import io.skucast.core.linear.LessonRows;
import io.skucast.core.linear.LessonStep;
import io.skucast.core.linear.LinearStep;
import io.skucast.core.linear.Models;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some of the series of a {@link LinearRun}, on one thread at a time. */
final class LinearRunPart {
  private final LinearRun.Setup setup;
  private final int[] origins;
  private final Bands bands;
  private final DemandStep demandStep;
  private final LessonStep lessonStep;
  private final LinearStep linearStep;
  private final List<Course> courses = new ArrayList<>();
  private OpenBlocks open = new OpenBlocks(1);

  LinearRunPart(LinearRun.Setup setup, int[] origins, Bands bands) {
    this.setup = setup;
    this.origins = origins;
    this.bands = bands;
    this.demandStep =
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
                setup.plan().reach(),
                true),
            0);
    this.lessonStep = new LessonStep(setup.plan(), setup.calendars().get());
    this.linearStep =
        new LinearStep(setup.plan(), setup.calendars().get(), bands.levels(), new int[0], -1);
  }

  void add(SeriesHistory history) {
    courses.add(new Course(history));
  }

  /** From a period to another, both included, in which no version becomes effective. */
  void run(int from, int to, Models models) {
    for (Course course : courses) {
      for (int period = Math.max(from, course.history.first()); period <= to; period++) {
        course.observe(period);
        int origin = Arrays.binarySearch(origins, period);
        if (origin >= 0) {
          course.score(origin, models);
        }
      }
    }
  }

  /** Sums of what was taught since the last call. */
  List<BlockSums> lessons() {
    List<BlockSums> sums = open.all();
    open = new OpenBlocks(1);
    return sums;
  }

  SeriesScore[] scores(int course) {
    return courses.get(course).scores;
  }

  /** One series on its way. */
  private final class Course implements DemandStep.Outlet, UnitsHistory.Segments {
    private final SeriesHistory history;
    private final Scale[] scales;
    private final SeriesScore[] scores = new SeriesScore[origins.length];
    private final SeriesDemand demand = demandStep.start();
    private final LessonRows rows = new LessonRows();
    private Outlook outlook;

    Course(SeriesHistory history) {
      this.history = history;
      this.scales = Scale.at(history, origins);
    }

    void observe(int period) {
      Observation observation =
          new Observation(
              history.series().key(),
              period,
              history.unitsMilli(period),
              0,
              Math.round(1000 * history.revenue(period, period)),
              0,
              1,
              period + 1,
              0,
              0,
              StockChanges.NO_SHARE,
              0,
              history.category());
      try {
        demandStep.observe(demand, this, observation, this);
      } catch (Exception e) {
        throw new IllegalStateException(history.series().key() + ", period " + period, e);
      }
    }

    void score(int origin, Models models) {
      if (outlook != null && scales[origin] != null) {
        Outlook made = linearStep.apply(outlook, models, false).outlook();
        scores[origin] =
            SeriesScore.of(
                history, scales[origin], origins[origin], made.mean(), made.quantiles(), bands);
      }
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
      lessonStep.sealed(
          rows,
          sealed,
          lesson -> {
            // Directions are not scored here.
            if (lesson.group().model().equals(ModelGroup.LINEAR)) {
              open.add(setup.blocks().apply(ModelGroup.ALL).block(lesson.period()), lesson);
            }
          });
    }

    /** The year is for trends alone, which nobody sees here. */
    @Override
    public long[] get(int segment) {
      return null;
    }

    @Override
    public void put(int segment, long[] units) {}

    @Override
    public void remove(int segment) {}
  }
}
