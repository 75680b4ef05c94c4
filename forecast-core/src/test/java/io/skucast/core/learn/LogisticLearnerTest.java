package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;

class LogisticLearnerTest {
  private static final ModelGroup GROUP = new ModelGroup("direction", "*", 1, 7);
  private static final Blocks KEEPING = new Blocks(7, 1);
  private static final LearnerOptions OPTIONS =
      new LearnerOptions(new double[] {1}, 0, 3, 500, 1e8, 1.1, -1);
  private static final LinearModel TRUTH = new LinearModel(-0.7, new double[] {1.2, -0.05, 0});

  /** Features of three sizes. */
  private static RowSample sample(Random random, int rows, int block, LinearModel truth) {
    RowSample sample = new RowSample(20_000);
    for (int n = 0; n < rows; n++) {
      double[] x = {random.nextGaussian(), 10 * random.nextGaussian(), 5 + random.nextGaussian()};
      boolean one = random.nextDouble() < Logistic.probability(truth.predict(x));
      sample.add(block * 1_000_000L + n, x, one ? 1 : 0);
    }
    return sample;
  }

  private static Outcome learn(
      LogisticLearner learner, int block, RowSample sample, Blocks blocks) {
    int origin = blocks.lastPeriod(block);
    return learner.learn(GROUP, block, sample, blocks, OPTIONS, origin, "a");
  }

  private static ModelVersion published(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).version();
  }

  @Example
  void itFindsTheCoefficientsOfTwentyThousandRowsAndIsNearTheBatchSolution() {
    Random random = new Random(1);
    LogisticLearner learner = new LogisticLearner();
    RowSample everything = new RowSample(20_000);
    ModelVersion version = null;
    for (int block = 0; block < 10; block++) {
      RowSample sample = sample(random, 2000, block, TRUTH);
      everything.add(sample);
      Outcome outcome = learn(learner, block, sample, KEEPING);
      if (block > 0) {
        version = published(outcome);
        assertThat(version.loss()).isLessThan(version.naiveLoss());
      }
    }
    assertThat(version.samples()).isEqualTo(20_000);
    assertThat(version.version()).isEqualTo(70);
    assertThat(version.residualVariance()).isBetween(0.1, 0.25);

    FrozenScale scale = learner.scale;
    LogOdds batch = new LogOdds(new double[] {1e-3, 1, 1, 1});
    batch.observe(scale.rows(everything), everything.y);
    LinearModel expected = scale.model(batch.mean);
    for (int i = 0; i < 3; i++) {
      double error = 1 / Math.sqrt(batch.precision[(i + 1) * 5]) / scale.unit[i];
      double coefficient = version.model().coefficients()[i];
      assertThat(coefficient).isCloseTo(TRUTH.coefficients()[i], within(4 * error));
      assertThat(coefficient).isCloseTo(expected.coefficients()[i], within(0.2 * error));
    }
  }

  @Example
  void theBatchSolutionIsWhereTheGradientVanishes() {
    RowSample sample = sample(new Random(2), 500, 0, TRUTH);
    double[][] rows = new FrozenScale(sample).rows(sample);
    LogOdds belief = new LogOdds(new double[] {0.5, 1, 1, 1});
    belief.observe(rows, sample.y);
    double[] gradient = new double[4];
    for (int i = 0; i < 4; i++) {
      gradient[i] = -(i == 0 ? 0.5 : 1) * belief.mean[i];
      for (int n = 0; n < 500; n++) {
        double odds = 0;
        for (int j = 0; j < 4; j++) {
          odds += belief.mean[j] * rows[n][j];
        }
        gradient[i] += (sample.y[n] - 1 / (1 + Math.exp(-odds))) * rows[n][i];
      }
    }
    assertThat(gradient).containsExactly(new double[4], within(1e-5));
  }

  @Example
  void forgettingFollowsAChangeThatKeepingDoesNot() {
    Random random = new Random(3);
    Blocks forgetting = new Blocks(7, StrictMath.pow(0.5, 1 / 7.0));
    LinearModel changed = new LinearModel(0.5, new double[] {-1.2, 0.05, 0});
    LogisticLearner keeper = new LogisticLearner();
    LogisticLearner forgetter = new LogisticLearner();
    for (int block = 0; block < 20; block++) {
      RowSample sample = sample(random, 500, block, block < 10 ? TRUTH : changed);
      learn(keeper, block, sample, KEEPING);
      learn(forgetter, block, sample, forgetting);
    }
    assertThat(keeper.weight).isEqualTo(10_000);
    assertThat(forgetter.weight).isCloseTo(500 * (2 - StrictMath.pow(0.5, 19)), within(1e-9));
    // Of the early rows 38 in 100 are ones, of the late ones 60: the base rate is of the late ones.
    assertThat(forgetter.ones / forgetter.weight).isBetween(0.53, 0.66);
    assertThat(keeper.ones / keeper.weight).isBetween(0.44, 0.53);
    assertThat(forgetter.scale.model(forgetter.belief.mean).coefficients()[0])
        .isCloseTo(-1.2, within(0.3));
    assertThat(keeper.scale.model(keeper.belief.mean).coefficients()[0]).isBetween(-0.4, 0.4);
  }

  @Example
  void forgettingInOneStepIsForgettingInTwoAndEndsAtTheFirstPrior() {
    double[] precisions = {1e-3, 1, 1, 1};
    RowSample sample = sample(new Random(4), 300, 0, TRUTH);
    LogOdds once = new LogOdds(precisions);
    once.observe(new FrozenScale(sample).rows(sample), sample.y);
    LogOdds twice = once.copy();
    LogOdds gone = once.copy();
    once.forget(0.06, precisions);
    twice.forget(0.2, precisions);
    twice.forget(0.3, precisions);
    assertThat(twice.mean).containsExactly(once.mean, within(1e-9));
    assertThat(twice.precision).containsExactly(once.precision, within(1e-9));
    gone.forget(0, precisions);
    assertThat(gone.mean).containsExactly(new double[4], within(0.0));
    assertThat(gone.precision).containsExactly(new LogOdds(precisions).precision, within(0.0));
  }

  @Example
  void separableRowsSingleClassesConstantsAndOutliersAreNeverNaN() {
    for (int kind = 0; kind < 4; kind++) {
      Random random = new Random(5);
      Blocks forgetting = new Blocks(7, 0.8);
      LogisticLearner learner = new LogisticLearner();
      for (int block = 0; block < 30; block++) {
        RowSample sample = new RowSample(300);
        for (int n = 0; n < 300; n++) {
          double x = random.nextGaussian();
          double target =
              switch (kind) {
                case 0 -> x > 0 ? 1 : 0;
                case 1 -> 0;
                default -> n % 2;
              };
          double[] constant = {3, 1e6, block > 5 ? 1 : 0};
          double[] outlier = {x, n == block ? 1e9 : x, n == 2 * block ? -1e30 : x};
          double[] plain = {x, -x, random.nextGaussian()};
          double[][] features = {plain, plain, constant, outlier};
          sample.add(1000L * block + n, features[kind], target);
        }
        Outcome outcome = learn(learner, block, sample, forgetting);
        assertThat(Arrays.stream(learner.belief.mean)).allMatch(Double::isFinite);
        assertThat(Arrays.stream(learner.belief.precision)).allMatch(Double::isFinite);
        if (outcome instanceof Outcome.Published published) {
          assertThat(published.version().model().isFinite()).isTrue();
          assertThat(published.version().loss()).isBetween(0.0, 1.0);
        }
      }
      if (kind == 0) {
        assertThat(learner.served).isTrue();
        assertThat(learner.belief.mean[1]).isBetween(1.0, 50.0);
      }
    }
  }

  /**
   * A block with its targets turned around is forecast far worse than by the base rate, so it is
   * refused; so are the versions while it is among the three held-out blocks.
   */
  @Example
  void aBlockTurnedAroundIsRefusedUntilItIsNoLongerHeldOut() {
    Random random = new Random(6);
    LogisticLearner learner = new LogisticLearner();
    LinearModel strong = new LinearModel(0, new double[] {3, 0, 0});
    for (int block = 0; block < 8; block++) {
      learn(learner, block, sample(random, 500, block, strong), KEEPING);
    }
    double[] good = learner.servedWeights.clone();
    RowSample turned = sample(random, 500, 8, strong);
    for (int n = 0; n < turned.rows; n++) {
      turned.y[n] = 1 - turned.y[n];
    }
    Outcome outcome = learn(learner, 8, turned, KEEPING);
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).refusal().reason()).isEqualTo(Refusal.WORSE_THAN_NAIVE);
    assertThat(learner.servedWeights).isEqualTo(good);
    int block = 9;
    while (!(outcome instanceof Outcome.Published)) {
      assertThat(learner.servedWeights).isEqualTo(good);
      assertThat(block).isLessThan(30);
      outcome = learn(learner, block, sample(random, 500, block, strong), KEEPING);
      block++;
    }
    assertThat(learner.servedWeights).isNotEqualTo(good);
  }

  @Example
  void logLossAndProbabilityAreFiniteAndRightHoweverSure() {
    assertThat(Logistic.probability(0)).isEqualTo(0.5);
    assertThat(Logistic.probability(-1000)).isZero();
    assertThat(Logistic.probability(1000)).isEqualTo(1);
    assertThat(Logistic.loss(1000, 0)).isEqualTo(1000);
    assertThat(Logistic.loss(1000, 1)).isZero();
    assertThat(Logistic.loss(-2, 1)).isCloseTo(-Math.log(1 / (1 + Math.exp(2))), within(1e-12));
  }

  @Example
  void targetsOtherThanZeroAndOneAreErrorsAndEmptyBlocksChangeNothing() {
    LogisticLearner learner = new LogisticLearner();
    RowSample sample = new RowSample(5);
    sample.add(1, new double[] {1}, 0.5);
    assertThatThrownBy(() -> learn(learner, 0, sample, KEEPING))
        .hasMessage("target is 0.5, allowed is 0 or 1");
    assertThat(learn(learner, 0, null, KEEPING)).isInstanceOf(Outcome.Waiting.class);
    assertThat(learner).usingRecursiveComparison().isEqualTo(new LogisticLearner());
  }

  @Example
  void aCopyGoesOnTheSameWayAndSharesNothing() {
    Random random = new Random(7);
    LogisticLearner learner = new LogisticLearner();
    for (int block = 0; block < 5; block++) {
      learn(learner, block, sample(random, 400, block, TRUTH), KEEPING);
    }
    LogisticLearner copy = learner.copy();
    LogisticLearner untouched = learner.copy();
    RowSample sample = sample(random, 400, 5, TRUTH);
    Outcome outcome = learn(learner, 5, sample, KEEPING);
    assertThat(copy).usingRecursiveComparison().isEqualTo(untouched);
    assertThat(learn(copy, 5, sample, KEEPING)).usingRecursiveComparison().isEqualTo(outcome);
    assertThat(copy).usingRecursiveComparison().isEqualTo(learner);
    assertThat(Arrays.equals(copy.belief.mean, untouched.belief.mean)).isFalse();
  }
}
