package io.skucast.job.operator;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.learn.ModelVersion;
import io.skucast.job.config.Settings;
import io.skucast.job.learn.JobLearningPlan;
import io.skucast.job.learn.LessonSummingOperator;
import io.skucast.job.learn.TrainingOperator;
import io.skucast.job.operator.LevelPathCluster.Parts;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.util.Collector;

/** The job with a bug planted in it, to see that the simulation would notice. */
final class LevelPathBugs {
  private LevelPathBugs() {}

  /** Sums of periods that are not sealed everywhere are not in the checkpoint. */
  static Parts forgetsOpenSums(Settings settings) {
    return new Parts(settings) {
      @Override
      LevelOperator level() {
        return new LevelOperator(settings, LevelPathCluster.LEVELS) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.openCells()).clear();
          }
        };
      }
    };
  }

  /** Factors that levels still have to be issued by are not in the checkpoint. */
  static Parts forgetsFactors(Settings settings) {
    return new Parts(settings) {
      @Override
      LevelOperator level() {
        return new LevelOperator(settings, LevelPathCluster.LEVELS) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.factorsInForce()).clear();
          }
        };
      }
    };
  }

  /** Outlooks are issued by whatever factors have come so far. */
  static Parts doesNotWait(Settings settings) {
    return new Parts(settings) {
      @Override
      Reconciliation reconciliation() {
        return new Reconciliation(
            settings, LevelPathCluster.ACCURACY, LevelPathCluster.SCORES, LevelPathCluster.ALERTS) {
          @Override
          public void processElement(
              Outlook outlook, ReadOnlyContext context, Collector<Forecast> out) throws Exception {
            super.processElement(outlook, new EndOfTime<>(this, context), out);
          }
        };
      }
    };
  }

  /** Levels take a period when it is over in one zone, and not in all. */
  static Parts takesPeriodsEarly(Settings settings) {
    return new Parts(settings) {
      @Override
      LevelOperator level() {
        return new LevelOperator(
            settings.with(Map.of("calendar.zones", "")), LevelPathCluster.LEVELS);
      }
    };
  }

  /** Models speak as far as their versions have come. */
  static Parts doesNotWaitForVersions(Settings settings) {
    return withModelForecasts(
        settings,
        (s, events) ->
            new ModelForecasts(s, events, ModelPath.FORECASTS, ModelPath.SHARES) {
              @Override
              public void processElement(
                  Outlook outlook, ReadOnlyContext context, Collector<Outlook> out)
                  throws Exception {
                super.processElement(outlook, new EndOfTime<>(this, context), out);
              }
            });
  }

  /** Of each group only the newest version is kept, though older origins still ask for theirs. */
  static Parts forgetsVersionsEarly(Settings settings) {
    return withModelForecasts(
        settings,
        (s, events) ->
            new ModelForecasts(s, events, ModelPath.FORECASTS, ModelPath.SHARES) {
              @Override
              public void processBroadcastElement(
                  ModelVersion version, Context context, Collector<Outlook> out) throws Exception {
                super.processBroadcastElement(version, context, out);
                var known = context.getBroadcastState(States.models());
                List<String> older = new ArrayList<>();
                known
                    .entries()
                    .forEach(
                        entry -> {
                          ModelVersion other = entry.getValue();
                          if (other.group().equals(version.group())
                              && other.effectiveOrigin() < version.effectiveOrigin()) {
                            older.add(entry.getKey());
                          }
                        });
                for (String key : older) {
                  known.remove(key);
                }
              }
            });
  }

  /** A version is used from the moment that it arrives, whatever origin it is effective from. */
  static Parts usesVersionsByArrival(Settings settings) {
    return withModelForecasts(
        settings,
        (s, events) ->
            new ModelForecasts(s, events, ModelPath.FORECASTS, ModelPath.SHARES) {
              @Override
              public void processBroadcastElement(
                  ModelVersion v, Context context, Collector<Outlook> out) throws Exception {
                ModelVersion always =
                    new ModelVersion(
                        v.group(),
                        v.version(),
                        0,
                        v.trainedThrough(),
                        v.samples(),
                        v.loss(),
                        v.naiveLoss(),
                        v.ridge(),
                        v.condition(),
                        v.model(),
                        v.means(),
                        v.residualVariance(),
                        v.meanWeight(),
                        v.mix(),
                        v.layout());
                super.processBroadcastElement(always, context, out);
              }
            });
  }

  /** What was learned is kept in a field only. */
  static Parts forgetsLearners(Settings settings) {
    return new Parts(settings) {
      @Override
      TrainingOperator training() {
        return new TrainingOperator(JobLearningPlan.of(settings, events), ModelPath.REFUSALS) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.learners()).clear();
          }
        };
      }
    };
  }

  /** Sums of lessons are kept in a field only. */
  static Parts forgetsLessons(Settings settings) {
    return new Parts(settings) {
      @Override
      LessonSummingOperator lessonSums() {
        return new LessonSummingOperator(JobLearningPlan.of(settings, events)) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.openLessonSums()).clear();
          }
        };
      }
    };
  }

  private static Parts withModelForecasts(
      Settings settings, BiFunction<Settings, EventCalendar, ModelForecasts> make) {
    return new Parts(settings) {
      @Override
      ModelForecasts modelForecasts() {
        return make.apply(settings, events);
      }
    };
  }
}
