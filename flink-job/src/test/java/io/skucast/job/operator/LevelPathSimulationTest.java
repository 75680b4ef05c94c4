package io.skucast.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.config.Settings;
import io.skucast.job.operator.LevelPathCluster.Lag;
import io.skucast.job.operator.LevelPathCluster.Parts;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Drives the whole job with seeded sales and signals through shuffles inside the allowed disorder,
 * corrections, crashes, rescales and inputs that lag behind each other, and compares what readers
 * see at the end, to the last bit, with one run in time order, in one subtask, of which nothing
 * lags. A failing seed is in the message.
 */
class LevelPathSimulationTest {
  private static final int SEEDS = 40;

  @Test
  void theAnswerIsThatOfARunInTimeOrder() throws Exception {
    int alerts = 0;
    int refusals = 0;
    int versions = 0;
    long explained = 0;
    long rises = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Outcome outcome = run(seed, seed % 20 == 0, Parts::new);
      LevelPathAnswer expected = inTimeOrder(seed);
      assertThat(expected.faults()).as("faults in time order of seed %d", seed).isEmpty();
      assertThat(expected.repeatedScores()).as("scores of seed %d", seed).isEmpty();
      assertThat(outcome.answer.faults()).as("faults of seed %d", seed).isEmpty();
      assertThat(differences(outcome.answer.texts(), expected.texts()))
          .as("seed %d, that differ", seed)
          .isEmpty();
      assertThat(outcome.answer.incoherences()).as("levels of seed %d", seed).isEmpty();
      if (outcome.crashes == 0) {
        assertThat(outcome.answer.repeatedScores()).as("scores of seed %d", seed).isEmpty();
      }
      assertThat(outcome.late).as("late ones of seed %d", seed).isZero();
      assertThat(outcome.timers).as("timers after the end of seed %d", seed).isZero();
      assertThat(outcome.waiting).as("keys that wait after the end of seed %d", seed).isZero();
      alerts += expected.alerts();
      refusals += expected.refusals();
      versions += expected.versions();
      explained += expected.explained();
      rises += expected.rises();
    }
    assertThat(alerts).as("alerts of all seeds").isGreaterThan(refusals);
    assertThat(refusals).as("refused models of all seeds").isPositive();
    assertThat(versions).as("model versions of all seeds").isGreaterThan(SEEDS);
    assertThat(explained).as("forecasts that models moved").isGreaterThan(10 * SEEDS);
    assertThat(rises).as("forecasts with a probability").isPositive();
  }

  @Test
  void levelsThatForgetOpenSumsAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::forgetsOpenSums)).isTrue();
  }

  @Test
  void levelsThatForgetFactorsInForceAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::forgetsFactors)).isTrue();
  }

  @Test
  void levelsThatDoNotWaitForAllZonesAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::takesPeriodsEarly)).isTrue();
  }

  @Test
  void aReconciliationThatDoesNotWaitForFactorsIsCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::doesNotWait)).isTrue();
  }

  @Test
  void modelsThatDoNotWaitForVersionsAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::doesNotWaitForVersions)).isTrue();
  }

  @Test
  void modelsThatForgetVersionsTooEarlyAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::forgetsVersionsEarly)).isTrue();
  }

  @Test
  void modelsThatUseVersionsByArrivalAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::usesVersionsByArrival)).isTrue();
  }

  @Test
  void trainingThatKeepsWhatItLearnedInAFieldIsCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::forgetsLearners)).isTrue();
  }

  @Test
  void sumsOfLessonsThatAreKeptInAFieldAreCaught() throws Exception {
    assertThat(isCaught(LevelPathBugs::forgetsLessons)).isTrue();
  }

  /** Whether any seed sees a planted bug; a step that refuses to go on has seen it too. */
  private static boolean isCaught(Function<Settings, Parts> bug) throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        LevelPathAnswer answer = run(seed, false, bug).answer;
        if (!answer.faults().isEmpty()
            || !answer.incoherences().isEmpty()
            || !answer.texts().equals(inTimeOrder(seed).texts())) {
          return true;
        }
      } catch (IllegalStateException | IllegalArgumentException e) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param late sales and signals that came too late
   */
  private record Outcome(LevelPathAnswer answer, int crashes, int late, int timers, long waiting) {}

  private static Outcome run(int seed, boolean rocks, Function<Settings, Parts> parts)
      throws Exception {
    LevelPathScenario scenario = new LevelPathScenario(seed);
    Random random = new Random(seed * 31L + 7);
    Lag lag = Lag.values()[random.nextInt(Lag.values().length)];
    int crashes = random.nextInt(4);
    int checkpointEvery = rocks || random.nextInt(2) == 0 ? 80 : 20;
    LevelPathAnswer answer = new LevelPathAnswer(scenario);
    LevelPathCluster cluster =
        new CrashingRun(
                scenario.arrivals,
                LevelPathScenario.DISORDER,
                scenario.lastWatermark,
                checkpointEvery,
                crashes)
            .run(
                random,
                parallelism ->
                    new LevelPathCluster(
                        parallelism,
                        rocks,
                        parts.apply(scenario.settings),
                        lag,
                        new Channels(random),
                        answer));
    Outcome outcome =
        new Outcome(answer, crashes, cluster.late(), cluster.timers(), cluster.waiting());
    cluster.close();
    return outcome;
  }

  private static LevelPathAnswer inTimeOrder(int seed) throws Exception {
    LevelPathScenario scenario = new LevelPathScenario(seed);
    LevelPathAnswer answer = new LevelPathAnswer(scenario);
    new CrashingRun(
            scenario.inTimeOrder(), LevelPathScenario.DISORDER, scenario.lastWatermark, 0, 0)
        .runUndisturbed(
            new LevelPathCluster(
                1, false, new Parts(scenario.settings), Lag.NOTHING, new Channels(null), answer))
        .close();
    return answer;
  }

  private static List<String> differences(
      TreeMap<String, String> answer, TreeMap<String, String> expected) {
    TreeMap<String, String> all = new TreeMap<>(expected);
    all.putAll(answer);
    return all.keySet().stream()
        .filter(key -> !String.valueOf(answer.get(key)).equals(expected.get(key)))
        .map(key -> key + ":\n  " + answer.get(key) + "\n  in time order " + expected.get(key))
        .toList();
  }
}
