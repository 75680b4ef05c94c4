package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LinearLearnerTest {
  private static final Blocks BLOCKS = new Blocks(7, StrictMath.pow(0.5, 1 / 7.0));
  private static final LearnerOptions OPTIONS =
      new LearnerOptions(new double[] {0, 1e-4, 1e-2}, 0, 3, 100, 1e8, 1.1, 0);

  /** Feature 0 is the naive forecast; it misses 20 and the third of feature 1. */
  private static final LinearModel TRUTH = new LinearModel(20, new double[] {1, 3, 0});

  private static GramSums block(Random random, int rows, LinearModel truth, double factor) {
    double[][] features = LearnFixture.rows(random, rows, 3);
    for (double[] row : features) {
      row[0] = LearnFixture.grid(100 + 10 * row[0]);
    }
    double[] targets = LearnFixture.targets(random, features, truth, 1);
    for (int n = 0; n < rows; n++) {
      targets[n] *= factor;
    }
    return LearnFixture.sums(features, targets);
  }

  private static Outcome learn(LinearLearner learner, int block, GramSums sums) {
    return learn(learner, block, sums, OPTIONS);
  }

  private static Outcome learn(
      LinearLearner learner, int block, GramSums sums, LearnerOptions options) {
    int origin = BLOCKS.lastPeriod(block) + 1;
    return learner.learn(LearnFixture.GROUP, block, sums, BLOCKS, options, origin, "a");
  }

  private static ModelVersion published(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Published.class);
    return ((Outcome.Published) outcome).version();
  }

  private static Refusal refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).refusal();
  }

  private static LinearLearner trained(Random random, int blocks) {
    LinearLearner learner = new LinearLearner();
    for (int block = 0; block < blocks; block++) {
      learn(learner, block, block(random, 200, TRUTH, 1));
    }
    assertThat(learner.served).isTrue();
    return learner;
  }

  @Example
  void itWaitsForRowsToTrainAndJudgeOnAndThenPublishesEveryBlock() {
    Random random = new Random(1);
    LinearLearner learner = new LinearLearner();
    assertThat(learn(learner, 0, block(random, 200, TRUTH, 1))).isInstanceOf(Outcome.Waiting.class);
    for (int block = 1; block < 9; block++) {
      ModelVersion version = published(learn(learner, block, block(random, 200, TRUTH, 1)));
      assertThat(version.version()).isEqualTo(7L * block + 7);
      assertThat(version.trainedThrough()).isEqualTo(7 * block + 6);
      assertThat(version.samples()).isEqualTo(200L * (block + 1));
      assertThat(version.layout()).isEqualTo("a");
      assertThat(version.loss()).isBetween(0.7, 1.4);
      assertThat(version.residualVariance()).isBetween(0.7, 1.4);
      assertThat(version.naiveLoss()).isBetween(380.0, 440.0);
      assertThat(version.means()[0]).isCloseTo(100, within(2.0));
      assertThat(version.model().coefficients()).containsExactly(TRUTH.coefficients(), within(0.5));
      assertThat(learner.rows.size()).isLessThanOrEqualTo(3);
      assertThat(learner.servedVersion).isEqualTo(version.version());
    }
  }

  @Property(tries = 20)
  void theVersionIsTheSolutionOfAllRowsDiscountedByTheirBlocksWhateverBlocksAreMissing(
      @ForAll long seed) {
    Random random = new Random(seed);
    LinearLearner learner = new LinearLearner();
    Gram all = new Gram();
    int before = 0;
    for (int block = 0; block < 12; block += 1 + random.nextInt(2)) {
      GramSums sums = block(random, 200, TRUTH, 1);
      if (all.features >= 0) {
        all.scale(StrictMath.pow(0.5, block - before));
      }
      all.add(sums);
      before = block;
      Outcome outcome = learn(learner, block, sums);
      if (outcome instanceof Outcome.Published published) {
        ModelVersion version = published.version();
        LinearModel expected = RidgeRegression.solve(all, version.ridge()).model();
        assertThat(version.model().coefficients())
            .containsExactly(expected.coefficients(), within(1e-9));
        assertThat(version.model().intercept()).isCloseTo(expected.intercept(), within(1e-7));
      }
    }
    assertThat(learner.served).isTrue();
  }

  @Example
  void anEmptyBlockChangesNothing() {
    LinearLearner learner = trained(new Random(2), 5);
    LinearLearner before = learner.copy();
    assertThat(learn(learner, 5, null)).isInstanceOf(Outcome.Waiting.class);
    assertThat(learn(learner, 6, new GramSums())).isInstanceOf(Outcome.Waiting.class);
    assertThat(learner).usingRecursiveComparison().isEqualTo(before);
  }

  /**
   * A block whose targets are a thousand times too large would ruin the model on the rows before:
   * it is refused against the last version, which stays, and set aside. The next block shows that
   * it misled, so it is dropped, and that next block is published as if it had never been: the
   * learner recovers after one block, whether or not it forgets.
   */
  @Property(tries = 10)
  void aPoisonedBlockIsRefusedAndTheNextBlockDropsIt(
      @ForAll @IntRange(min = 1, max = 4) int heldOutBlocks, @ForAll long seed) {
    LearnerOptions options =
        new LearnerOptions(new double[] {0, 1e-4}, 0, heldOutBlocks, 100, 1e8, 1.1, 0);
    Random random = new Random(seed);
    LinearLearner learner = trained(random, 6);
    LinearLearner spared = learner.copy();
    long good = learner.servedVersion;
    double[] coefficients = learner.servedCoefficients.clone();

    GramSums poisoned = block(random, 200, TRUTH, 1000);
    Refusal refusal = refused(learn(learner, 6, poisoned, options));
    assertThat(refusal.reason()).isEqualTo(Refusal.SUSPECT_BLOCK);
    assertThat(refusal.value()).isGreaterThan(1e6);
    assertThat(refusal.limit()).isLessThan(3);
    assertThat(refusal.message())
        .startsWith("Loss on the rows before the newest block of linear:1-7:shoes in block 6 is ")
        .endsWith(": the last version, if any, stays.");
    assertThat(learner.servedVersion).isEqualTo(good);
    assertThat(learner.servedCoefficients).isEqualTo(coefficients);

    GramSums clean = block(random, 200, TRUTH, 1);
    ModelVersion version = published(learn(learner, 7, clean, options));
    assertThat(learner.dropped).isEqualTo(200);
    ModelVersion expected = published(learn(spared, 7, clean, options));
    assertThat(version.model()).usingRecursiveComparison().isEqualTo(expected.model());
  }

  /**
   * What is poisoned before there is a version to compare with is in the sums for good. Versions
   * are refused until it is forgotten: the sums forget half of it with each block, and it takes
   * some 20 halvings of an error of 100,000 a row to get below the noise of 1.
   */
  @Example
  void aPoisonedFirstBlockIsForgotten() {
    Random random = new Random(3);
    LinearLearner learner = new LinearLearner();
    learn(learner, 0, block(random, 200, TRUTH, 1000));
    int block = 1;
    while (true) {
      Outcome outcome = learn(learner, block, block(random, 200, TRUTH, 1));
      if (outcome instanceof Outcome.Published published) {
        assertThat(published.version().loss()).isLessThan(published.version().naiveLoss());
        break;
      }
      assertThat(refused(outcome).reason()).isEqualTo(Refusal.WORSE_THAN_NAIVE);
      assertThat(++block).isLessThan(40);
    }
    assertThat(block).isGreaterThan(5);
  }

  @Example
  void aNewRegimeIsPublishedFromItsSecondBlockOn() {
    Random random = new Random(4);
    LinearLearner learner = trained(random, 6);
    LinearModel changed = new LinearModel(60, new double[] {1, -3, 2});
    assertThat(refused(learn(learner, 6, block(random, 200, changed, 1))).reason())
        .isEqualTo(Refusal.SUSPECT_BLOCK);
    for (int block = 7; block < 14; block++) {
      published(learn(learner, block, block(random, 200, changed, 1)));
    }
    assertThat(learner.dropped).isZero();
    assertThat(learner.servedCoefficients).containsExactly(changed.coefficients(), within(0.5));
  }

  @Example
  void aVersionThatIsWorseOnTheNewestBlockThanTheLastOneIsRefused() {
    Random random = new Random(5);
    LinearLearner learner = trained(random, 6);
    // As if the rows so far had misled: the last version fits the newest block, they do not.
    LinearModel better = new LinearModel(40, new double[] {1, -3, 2});
    learner.servedIntercept = better.intercept();
    learner.servedCoefficients = better.coefficients();
    LinearLearner judged = learner.copy();
    Refusal refusal = refused(learn(judged, 6, block(random, 5, better, 1)));
    assertThat(refusal.reason()).isEqualTo(Refusal.WORSE_THAN_LAST);
    assertThat(refusal.message()).startsWith("Loss on the newest block of linear:1-7:shoes");
    // Fewer rows than a twentieth of the least samples are no ground.
    published(learn(learner, 6, block(random, 4, better, 1)));
  }

  @Example
  void aTinyBlockDoesNotSettleWhatWasSetAside() {
    Random random = new Random(13);
    LinearLearner learner = trained(random, 6);
    LinearModel changed = new LinearModel(60, new double[] {1, -3, 2});
    refused(learn(learner, 6, block(random, 200, changed, 1)));
    learn(learner, 7, block(random, 4, TRUTH, 1));
    assertThat(learner.suspect.samples).isEqualTo(200);
    learn(learner, 9, block(random, 200, changed, 1));
    assertThat(learner.suspect.samples).isZero();
    assertThat(learner.dropped).isZero();
    Gram all = learner.rows.sum(BLOCKS, 9, true, 0, learner.rows.size());
    assertThat(all.samples).isEqualTo(6 * 200 + 200 + 4 + 200);
    double sixes = 200 * (2 - Math.pow(0.5, 5)) * Math.pow(0.5, 4);
    assertThat(all.weight()).isCloseTo(sixes + 200 / 8.0 + 4 / 4.0 + 200, within(1e-9));
  }

  @Example
  void aModelThatIsWorseThanTheNaiveForecastIsRefused() {
    Random random = new Random(6);
    LinearLearner learner = new LinearLearner();
    LinearModel naiveAlready = new LinearModel(0, new double[] {1, 0, 0});
    int refusals = 0;
    for (int block = 0; block < 8; block++) {
      Outcome outcome = learn(learner, block, block(random, 120, naiveAlready, 1));
      if (outcome instanceof Outcome.Refused refused) {
        refusals++;
        assertThat(refused.refusal().reason()).isEqualTo(Refusal.WORSE_THAN_NAIVE);
        assertThat(refused.refusal().value()).isGreaterThan(refused.refusal().limit());
      }
    }
    assertThat(refusals).isPositive();
  }

  @Example
  void theRidgeIsRaisedForTheConditionAndWithoutARidgeThatDoesTheVersionIsRefused() {
    LearnerOptions raised = new LearnerOptions(new double[] {0, 1e-2}, 0, 3, 100, 1e4, 1.1, 0);
    LearnerOptions stuck = new LearnerOptions(new double[] {0, 1e-9}, 0, 3, 100, 1e4, 1.1, 0);
    Random random = new Random(7);
    LinearLearner learner = new LinearLearner();
    LinearLearner refusing = new LinearLearner();
    for (int block = 0; block < 4; block++) {
      double[][] rows = LearnFixture.rows(random, 200, 3);
      for (double[] row : rows) {
        row[2] = row[1];
      }
      GramSums sums = LearnFixture.sums(rows, LearnFixture.targets(random, rows, TRUTH, 1));
      Outcome outcome = learn(learner, block, sums, raised);
      Outcome other = learn(refusing, block, sums, stuck);
      if (block > 0) {
        assertThat(published(outcome).ridge()).isEqualTo(1e-2);
        assertThat(published(outcome).condition()).isLessThan(1e4);
        assertThat(refused(other).reason()).isEqualTo(Refusal.CONDITION);
      }
    }
    assertThat(refusing.served).isFalse();
  }

  @Example
  void badRowsNeverMakeAVersionThatIsNotFinite() {
    double[] bad = {1e9, -1e9, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double number : bad) {
      for (int place = 0; place < 4; place++) {
        Random random = new Random(8);
        LinearLearner learner = trained(random, 5);
        for (int block = 5; block < 8; block++) {
          GramSums sums = block(random, 200, TRUTH, 1);
          if (block > 5) {
            learn(learner, block, sums);
            continue;
          }
          double[] row = {100, 1, 1};
          double target = place == 3 ? number : 120;
          if (place < 3) {
            row[place] = number;
          }
          sums.add(row, target, 1);
          learn(learner, block, sums);
          assertThat(new LinearModel(learner.servedIntercept, learner.servedCoefficients))
              .matches(LinearModel::isFinite);
        }
        // What is refused row by row leaves no trace; an outlier must not have been served.
        assertThat(learner.servedCoefficients).containsExactly(TRUTH.coefficients(), within(0.5));
      }
    }
  }

  @Example
  void withAnAbsolutePenaltyAFeatureThatDoesNotMatterIsLeftOut() {
    LearnerOptions sparse = new LearnerOptions(new double[] {0.05}, 1, 3, 100, 1e8, 1.1, 0);
    Random random = new Random(14);
    LinearLearner learner = new LinearLearner();
    for (int block = 0; block < 4; block++) {
      Outcome outcome = learn(learner, block, block(random, 200, TRUTH, 1), sparse);
      if (block > 0) {
        assertThat(published(outcome).model().coefficients()[2]).isZero();
        assertThat(published(outcome).ridge()).isEqualTo(0.05);
      }
    }
  }

  @Example
  void constantTargetsArePublishedWithoutLoss() {
    Random random = new Random(9);
    LearnerOptions meanIsNaive = new LearnerOptions(new double[] {0, 1}, 0, 2, 100, 1e8, 1.1, -1);
    LinearLearner learner = new LinearLearner();
    for (int block = 0; block < 5; block++) {
      GramSums sums = LearnFixture.sums(LearnFixture.rows(random, 150, 3), new double[150]);
      Outcome outcome = learn(learner, block, sums, meanIsNaive);
      if (block > 0) {
        assertThat(published(outcome).loss()).isZero();
      }
    }
  }

  @Example
  void anotherLayoutStartsAnew() {
    Random random = new Random(10);
    LinearLearner learner = trained(random, 5);
    double[][] rows = LearnFixture.rows(random, 200, 2);
    GramSums sums = LearnFixture.sums(rows, new double[200]);
    assertThatThrownBy(() -> learn(learner, 5, sums))
        .hasMessage("rows have 2 features, allowed is 3 as before");
    Outcome outcome = learner.learn(LearnFixture.GROUP, 5, sums, BLOCKS, OPTIONS, 42, "b");
    assertThat(outcome).isInstanceOf(Outcome.Waiting.class);
    assertThat(learner.served).isFalse();
    assertThat(learner.rows.size()).isEqualTo(1);
  }

  @Example
  void blocksInDisorderAndOriginsBeforeTheTargetsAreErrors() {
    Random random = new Random(11);
    LinearLearner learner = trained(random, 5);
    GramSums sums = block(random, 200, TRUTH, 1);
    assertThatThrownBy(() -> learn(learner, 4, sums))
        .hasMessage("block is 4, allowed is after 4, the last one taken in");
    assertThatThrownBy(() -> learner.learn(LearnFixture.GROUP, 5, sums, BLOCKS, OPTIONS, 40, "a"))
        .hasMessage("effectiveOrigin is 40, allowed is from 41, the last period of block 5");
  }

  @Example
  void aCopyGoesOnTheSameWayAndSharesNothing() {
    Random random = new Random(12);
    LinearLearner learner = trained(random, 6);
    LinearLearner copy = learner.copy();
    LinearLearner untouched = learner.copy();
    GramSums sums = block(random, 200, TRUTH, 1);
    Outcome outcome = learn(learner, 6, sums);
    assertThat(copy).usingRecursiveComparison().isEqualTo(untouched);
    assertThat(learn(copy, 6, sums)).usingRecursiveComparison().isEqualTo(outcome);
    assertThat(copy).usingRecursiveComparison().isEqualTo(learner);
  }
}
