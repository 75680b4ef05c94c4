package io.skucast.job.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.job.state.Uids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.junit.jupiter.api.Test;

/**
 * On a real cluster, 100,000 lessons with 20 correlated features are trained on in one, two and
 * three subtasks, each run failing three times on its way. With nothing forgotten, the last version
 * must be the least squares solution of all lessons at once, worked out by orthogonal
 * transformations of the rows and not from their sums.
 */
class LearningITCase {
  private static final int ROUNDS = 1000;
  private static final int LESSONS_A_ROUND = 100;
  private static final int ROUNDS_A_PERIOD = 10;
  private static final int FEATURES = 20;
  private static final ModelGroup GROUP = new ModelGroup(ModelGroup.LINEAR, ModelGroup.ALL, 1, 7);

  /** Rounds before which a checkpoint must be complete; failures are between them. */
  private static final int ROUNDS_A_CHECKPOINT = 100;

  private static final Set<Long> FAILURES = ConcurrentHashMap.newKeySet();

  @Test
  void theLastVersionIsTheLeastSquaresSolutionOfAllLessons() throws Exception {
    DMatrixRMaj solution = leastSquares();
    List<String> versions = null;
    for (int parallelism = 1; parallelism <= 3; parallelism++) {
      List<ModelVersion> trained = train(parallelism, Set.of(150L, 555L, 950L));
      assertThat(FAILURES).as("failures that did not happen").isEmpty();
      ModelVersion last = trained.get(trained.size() - 1);
      assertThat(last.samples()).isEqualTo(ROUNDS * LESSONS_A_ROUND);
      assertThat(distance(last, solution)).as("in %d subtasks", parallelism).isLessThan(1e-8);
      List<String> texts = trained.stream().map(VersionText::of).toList();
      assertThat(texts).as("in %d subtasks", parallelism).hasSizeGreaterThan(10);
      if (versions != null) {
        assertThat(texts).as("in %d subtasks", parallelism).isEqualTo(versions);
      }
      versions = texts;
    }
  }

  private static List<ModelVersion> train(int parallelism, Set<Long> failures) throws Exception {
    FAILURES.addAll(failures);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
    DataStream<Lesson> lessons =
        env.fromSource(
                new DataGeneratorSource<>(
                    round -> round,
                    ROUNDS,
                    RateLimiterStrategy.perCheckpoint(ROUNDS_A_CHECKPOINT),
                    Types.LONG),
                WatermarkStrategy.forGenerator(context -> new Periods()),
                "rounds")
            .uid("rounds")
            .setParallelism(1)
            .rebalance()
            .flatMap(new Failing())
            .returns(TypeInformation.of(Lesson.class))
            .uid("lessons");
    LearningPlan plan =
        LearningPlan.of(
                new Blocks(7, 1),
                new LearnerOptions(new double[] {0}, 0, 2, 1000, 1e8, 1.1, -1),
                watermark -> (int) watermark,
                1)
            .withTrainingAtEnd(true);
    List<ModelVersion> versions = new ArrayList<>();
    OnlineLearning.versions(lessons, plan, Uids.LESSON_SUMS, Uids.TRAINING)
        .versions()
        .executeAndCollect()
        .forEachRemaining(versions::add);
    return versions;
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    return configuration;
  }

  /** A period is sealed with its last round; rounds are in order. */
  private static final class Periods implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long round, long timestamp, WatermarkOutput output) {
      if (round % ROUNDS_A_PERIOD == ROUNDS_A_PERIOD - 1) {
        output.emitWatermark(new Watermark(round / ROUNDS_A_PERIOD));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // A watermark comes with its round alone.
    }
  }

  /** Makes the lessons of a round, a function of its number, and fails once in some rounds. */
  private static final class Failing implements FlatMapFunction<Long, Lesson> {
    @Override
    public void flatMap(Long round, Collector<Lesson> out) {
      if (FAILURES.remove(round)) {
        throw new IllegalStateException("Fails on purpose in round " + round + ".");
      }
      lessons(round).forEach(out::collect);
    }
  }

  private static List<Lesson> lessons(long round) {
    Random random = new Random(round);
    List<Lesson> lessons = new ArrayList<>();
    for (int n = 0; n < LESSONS_A_ROUND; n++) {
      double[] x = new double[FEATURES];
      double common = random.nextGaussian();
      double target = 12 + random.nextGaussian();
      for (int i = 0; i < FEATURES; i++) {
        x[i] = i + 3 * common + random.nextGaussian();
        target += (i % 3 - 0.7) * x[i];
      }
      int period = (int) (round / ROUNDS_A_PERIOD) + random.nextInt(4);
      long tag = round * LESSONS_A_ROUND + n;
      lessons.add(new Lesson(GROUP, period, x, target, 1, tag));
    }
    return lessons;
  }

  /** Intercept and coefficients of all lessons at once. */
  private static DMatrixRMaj leastSquares() {
    DMatrixRMaj rows = new DMatrixRMaj(ROUNDS * LESSONS_A_ROUND, FEATURES + 1);
    DMatrixRMaj targets = new DMatrixRMaj(rows.numRows, 1);
    for (int round = 0; round < ROUNDS; round++) {
      List<Lesson> lessons = lessons(round);
      for (int n = 0; n < LESSONS_A_ROUND; n++) {
        int row = round * LESSONS_A_ROUND + n;
        rows.set(row, 0, 1);
        for (int i = 0; i < FEATURES; i++) {
          rows.set(row, i + 1, lessons.get(n).features()[i]);
        }
        targets.set(row, 0, lessons.get(n).target());
      }
    }
    var solver = LinearSolverFactory_DDRM.qr(rows.numRows, rows.numCols);
    assertThat(solver.setA(rows)).isTrue();
    DMatrixRMaj solution = new DMatrixRMaj(FEATURES + 1, 1);
    solver.solve(targets, solution);
    return solution;
  }

  /** Of the coefficients from the solution, relative to its length. */
  private static double distance(ModelVersion version, DMatrixRMaj solution) {
    double apart = Math.pow(version.model().intercept() - solution.get(0), 2);
    double length = Math.pow(solution.get(0), 2);
    for (int i = 1; i <= FEATURES; i++) {
      double coefficient = version.model().coefficients()[i - 1];
      apart += Math.pow(coefficient - solution.get(i), 2);
      length += Math.pow(solution.get(i), 2);
    }
    return Math.sqrt(apart / length);
  }
}
