package io.skucast.job.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.learn.BlockSums;
import io.skucast.job.learn.LearningCluster.Checkpoint;
import io.skucast.job.learn.LearningCluster.Parts;
import io.skucast.job.learn.LearningCluster.Results;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Drives training with seeded lessons through disorder, watermarks that come to subtasks at
 * different times, crashes and rescales, and compares all versions and refusals, to the last bit
 * and in their order, with one run in one subtask that nothing disturbs. A failing seed is in the
 * message.
 */
class LearningSimulationTest {
  private static final int SEEDS = 60;

  @Test
  void theVersionsAreThoseOfAnUndisturbedRun() throws Exception {
    int crashes = 0;
    int refusals = 0;
    int versions = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Results expected = undisturbed(seed);
      Outcome outcome = disturbed(seed, new Parts());
      assertThat(difference(outcome.results.versions(), expected.versions()))
          .as("versions of seed %d", seed)
          .isEmpty();
      assertThat(difference(outcome.results.refusals(), expected.refusals()))
          .as("refusals of seed %d", seed)
          .isEmpty();
      Set<String> known = new HashSet<>(expected.versions());
      assertThat(outcome.lost).as("lost in crashes of seed %d", seed).allMatch(known::contains);
      crashes += outcome.crashes;
      refusals += expected.refusals().size();
      versions += expected.versions().size();
    }
    assertThat(crashes).as("crashes of all seeds").isGreaterThan(SEEDS / 2);
    assertThat(refusals).as("refusals of all seeds").isGreaterThan(SEEDS / 2);
    assertThat(versions).as("versions of all seeds").isGreaterThan(20 * SEEDS);
  }

  @Test
  void sumsThatAreKeptInAFieldOnlyAreCaught() throws Exception {
    assertThat(isCaught(LearningBugs.forgetsOpenLessons())).isTrue();
  }

  @Test
  void trainingThatForgetsOpenBlocksIsCaught() throws Exception {
    assertThat(isCaught(LearningBugs.forgetsOpenBlocks())).isTrue();
  }

  @Test
  void learnersThatAreKeptInAFieldOnlyAreCaught() throws Exception {
    assertThat(isCaught(LearningBugs.forgetsLearners())).isTrue();
  }

  @Test
  void sumsOfOneSubtaskThatAreLostAreCaught() throws Exception {
    Parts loses =
        new Parts() {
          @Override
          boolean loses(BlockSums sums, int subtask) {
            return subtask == 1 && sums.block() == 7;
          }
        };
    assertThat(isCaught(loses)).isTrue();
  }

  @Test
  void aBlockThatIsTrainedOnOnePeriodEarlyIsCaught() throws Exception {
    assertThat(isCaught(LearningBugs.trainsEarly())).isTrue();
  }

  @Test
  void sumsThatAreSentAfterTheirWatermarkAreCaught() throws Exception {
    assertThat(isCaught(LearningBugs.sendsLate())).isTrue();
  }

  /** Whether any seed sees a planted bug; an operator that refuses to go on has seen it too. */
  private static boolean isCaught(Parts bug) throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        if (!disturbed(seed, bug).results.equals(undisturbed(seed))) {
          return true;
        }
      } catch (IllegalStateException e) {
        return true;
      }
    }
    return false;
  }

  private static String difference(List<String> lines, List<String> expected) {
    for (int i = 0; i < Math.max(lines.size(), expected.size()); i++) {
      String line = i < lines.size() ? lines.get(i) : "nothing";
      String undisturbed = i < expected.size() ? expected.get(i) : "nothing";
      if (!line.equals(undisturbed)) {
        return "line " + i + ":\n  " + line + "\n  undisturbed " + undisturbed;
      }
    }
    return "";
  }

  /**
   * @param results what came out, once each
   * @param lost versions that came out and were taken back by a crash
   */
  private record Outcome(Results results, List<String> lost, int crashes) {}

  private static Outcome disturbed(int seed, Parts parts) throws Exception {
    LearningScenario scenario = new LearningScenario(seed);
    Random random = new Random(seed * 31L + 7);
    int crashes = random.nextInt(4);
    List<String> lost = new ArrayList<>();
    Results results = new Results();
    LearningCluster cluster = start(parts, random, results, null);
    Checkpoint checkpoint = null;
    int checkpointAt = 0;
    int crashesLeft = crashes;
    int crashAt = draw(random, 0, scenario.arrivals.size());
    int i = 0;
    while (i < scenario.arrivals.size()) {
      if (random.nextInt(60) == 0) {
        checkpoint = cluster.snapshot(i);
        checkpointAt = i;
      }
      if (crashesLeft > 0 && i == crashAt) {
        crashesLeft--;
        cluster.close();
        Results kept = checkpoint == null ? new Results() : checkpoint.results().copy();
        lost.addAll(results.versions().subList(kept.versions().size(), results.versions().size()));
        results = kept;
        cluster = start(parts, random, results, checkpoint);
        i = checkpointAt;
        crashAt = draw(random, checkpointAt + 1, scenario.arrivals.size());
        continue;
      }
      cluster.process(scenario.arrivals.get(i++));
      if (random.nextInt(4) == 0) {
        cluster.watermark(scenario.limits[i] - random.nextInt(3));
      }
    }
    cluster.endInput();
    cluster.close();
    return new Outcome(results, lost, crashes);
  }

  private static int draw(Random random, int from, int to) {
    return from + random.nextInt(Math.max(1, to - from));
  }

  private static LearningCluster start(
      Parts parts, Random random, Results results, Checkpoint checkpoint) throws Exception {
    LearningCluster cluster = new LearningCluster(1 + random.nextInt(3), parts, random, results);
    cluster.open(checkpoint);
    return cluster;
  }

  private static Results undisturbed(int seed) throws Exception {
    LearningScenario scenario = new LearningScenario(seed);
    Results results = new Results();
    LearningCluster cluster = new LearningCluster(1, new Parts(), new Random(seed), results);
    cluster.open(null);
    for (int i = 0; i < scenario.arrivals.size(); i++) {
      cluster.process(scenario.arrivals.get(i));
      if (scenario.limits[i + 1] > scenario.limits[i]) {
        cluster.watermark(scenario.limits[i + 1]);
      }
    }
    cluster.endInput();
    cluster.close();
    return results;
  }
}
