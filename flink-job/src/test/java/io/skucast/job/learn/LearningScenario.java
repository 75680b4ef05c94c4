package io.skucast.job.learn;

import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Lessons of a seed, in an order of arrival that is not that of their periods. Periods are
 * milliseconds: what the watermark says is sealed.
 */
final class LearningScenario {
  private static final int EVERY = 3;
  private static final int PERIODS = 30;
  private static final int DISORDER = 5;

  static final LearnerOptions OPTIONS =
      new LearnerOptions(new double[] {1e-4, 0.1}, 0, 2, 20, 1e8, 1.1, -1);

  static final LearningPlan PLAN =
      LearningPlan.of(new Blocks(EVERY, 1), OPTIONS, watermark -> (int) watermark, 2)
          .withRules("toys", new LearningPlan.Rules(0.9, OPTIONS))
          .withSampleRows(30)
          .withTrainingAtEnd(true);

  private static final List<ModelGroup> GROUPS =
      List.of(
          new ModelGroup(ModelGroup.LINEAR, "shoes", 1, 7),
          new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7),
          new ModelGroup(ModelGroup.LINEAR, ModelGroup.ALL, 1, 7),
          new ModelGroup(ModelGroup.LINEAR, "toys", 8, 28),
          new ModelGroup(ModelGroup.DIRECTION, "shoes", 1, 7),
          new ModelGroup(ModelGroup.DIRECTION, "toys", 1, 7));

  final List<Lesson> arrivals = new ArrayList<>();

  /** By place in the arrivals: the greatest watermark that holds before it arrives. */
  final long[] limits;

  LearningScenario(int seed) {
    Random random = new Random(seed);
    int poisoned = random.nextInt(PERIODS / EVERY);
    for (int period = 0; period < PERIODS; period++) {
      // A category may be silent for a block or two.
      int groups = period / EVERY % 4 == 2 ? 2 : GROUPS.size();
      int lessons = 10 + random.nextInt(20);
      for (int n = 0; n < lessons; n++) {
        ModelGroup group = GROUPS.get(random.nextInt(groups));
        arrivals.add(lesson(group, period, period / EVERY == poisoned ? 1000 : 1, random));
      }
    }
    for (int from = 0; from < arrivals.size(); from += 40) {
      int to = Math.min(arrivals.size(), from + 40 + random.nextInt(20 * DISORDER));
      Collections.shuffle(arrivals.subList(from, to), random);
    }
    limits = new long[arrivals.size() + 1];
    limits[arrivals.size()] = PERIODS - 1;
    for (int i = arrivals.size() - 1; i >= 0; i--) {
      limits[i] = Math.min(limits[i + 1], arrivals.get(i).period() - 1);
    }
  }

  private static Lesson lesson(ModelGroup group, int period, double factor, Random random) {
    double[] x = {random.nextGaussian(), random.nextInt(10), random.nextDouble()};
    double score = x[0] - 0.3 * x[1] + 2 * x[2] + random.nextGaussian();
    boolean isLinear = ModelGroup.LINEAR.equals(group.model());
    double target = isLinear ? 5 + factor * score : score > 0 ? 1 : 0;
    if (random.nextInt(200) == 0) {
      x[1] = Double.NaN;
    }
    return new Lesson(group, period, x, target, 0.5 + random.nextDouble(), random.nextLong());
  }
}
