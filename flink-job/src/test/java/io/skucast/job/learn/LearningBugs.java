package io.skucast.job.learn;

import io.skucast.job.learn.LearningCluster.Parts;
import io.skucast.job.state.States;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateSnapshotContext;

/** Training with a bug planted in it, to see that the tests would notice. */
final class LearningBugs {
  private LearningBugs() {}

  /** Sums of lessons are kept in a field only, and not in the checkpoint. */
  static Parts forgetsOpenLessons() {
    return new Parts() {
      @Override
      LessonSummingOperator summing() {
        return new LessonSummingOperator(LearningScenario.PLAN) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(States.openLessonSums()).clear();
          }
        };
      }
    };
  }

  /** Sums that wait for their watermark are kept in a field only. */
  static Parts forgetsOpenBlocks() {
    return trainingThatForgets(States.openBlockSums());
  }

  /** What was learned is kept in a field only. */
  static Parts forgetsLearners() {
    return trainingThatForgets(States.learners());
  }

  private static Parts trainingThatForgets(ListStateDescriptor<?> state) {
    return new Parts() {
      @Override
      TrainingOperator training() {
        return new TrainingOperator(LearningScenario.PLAN, LearningCluster.REFUSALS) {
          @Override
          public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            getOperatorStateBackend().getListState(state).clear();
          }
        };
      }
    };
  }

  /** A block is trained on when all its periods but the last are sealed. */
  static Parts trainsEarly() {
    return new Parts() {
      @Override
      TrainingOperator training() {
        return new TrainingOperator(
            LearningScenario.PLAN.withClock(watermark -> (int) watermark + 1),
            LearningCluster.REFUSALS);
      }
    };
  }

  /** Sums leave one period after the watermark that they have to leave before. */
  static Parts sendsLate() {
    return new Parts() {
      @Override
      LessonSummingOperator summing() {
        return new LessonSummingOperator(
            LearningScenario.PLAN.withClock(watermark -> (int) watermark - 1));
      }
    };
  }
}
