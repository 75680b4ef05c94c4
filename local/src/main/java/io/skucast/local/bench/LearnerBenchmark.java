package io.skucast.local.bench;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.Outcome;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * The learner of one group at {@value #FEATURES} features, none of which is ever zero. How long it
 * warms up and measures is said by {@link LearnerCommand}.
 */
@State(Scope.Thread)
@Threads(1)
public class LearnerBenchmark {
  static final int FEATURES = 64;
  private static final int ROWS = 1024;
  private static final int ROWS_IN_BLOCK = 5_000;
  private static final Blocks BLOCKS = new Blocks(7, 0.9995);
  private static final ModelGroup GROUP = new ModelGroup(ModelGroup.LINEAR, ModelGroup.ALL, 1, 28);

  private final Lesson[] lessons = new Lesson[ROWS];
  private BlockSums taking;
  private BlockSums block;
  private GroupLearner learner;
  private int next;
  private int blocks;

  @Setup
  public void setUp() {
    Random random = new Random(7);
    for (int i = 0; i < ROWS; i++) {
      double[] x = new double[FEATURES];
      double target = 1;
      double common = random.nextGaussian();
      for (int j = 0; j < FEATURES; j++) {
        x[j] = 0.5 * common + random.nextGaussian();
        target += x[j] / (1 + j);
      }
      lessons[i] = new Lesson(GROUP, 0, x, target + random.nextGaussian(), 2.5, i);
    }
    taking = BlockSums.none(GROUP, 0, 1);
    learner = GroupLearner.of(GROUP);
    for (blocks = 0; blocks < 20; blocks++) {
      train();
    }
  }

  /** One lesson taken in. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public BlockSums lessons() {
    taking.add(lessons[next]);
    next = (next + 1) % ROWS;
    return taking;
  }

  /** A block folded in, the ridge chosen out of six, the model solved and judged. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Outcome training() {
    blocks++;
    return train();
  }

  private Outcome train() {
    if (block == null) {
      block = BlockSums.none(GROUP, 0, 1);
      for (int i = 0; i < ROWS_IN_BLOCK; i++) {
        block.add(lessons[i % ROWS]);
      }
    }
    BlockSums again = new BlockSums(GROUP, blocks, block.sums(), null);
    return learner.learn(again, BLOCKS, LearnerOptions.DEFAULT, 1, "");
  }
}
