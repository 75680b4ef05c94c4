package io.skucast.job.operator;

import static io.skucast.job.operator.SeriesPathScenario.DISORDER;
import static io.skucast.job.operator.SeriesPathScenario.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.config.Options;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.junit.jupiter.api.Test;

/**
 * Drives both keyed operators with seeded sales and signals through shuffles inside the allowed
 * disorder, crashes and rescales, and compares the last revision of every observation with a model
 * that sums the sorted list, and every trend and forecast, to the last bit, with the pure step over
 * those sums in order. Sales come before their period closes, signals before it is sealed. A
 * failing seed is in the message.
 */
class SeriesPathSimulationTest {
  private static final int SEEDS = 240;

  @Test
  void theAnswerIsTheSameThroughShufflesCrashesAndRescales() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      SeriesPathScenario scenario = new SeriesPathScenario(seed);
      Outcome outcome = run(scenario, seed, SeriesPathSimulationTest::correct);
      assertThat(outcome.observations).as("seed %d", seed).isEqualTo(scenario.expected());
      assertThat(outcome.results)
          .as("trends and forecasts of seed %d", seed)
          .isEqualTo(scenario.expectedResults());
      assertThat(outcome.lateIds).as("late ones of seed %d", seed).isEqualTo(scenario.lateIds);
      assertThat(outcome.timersLeft).as("timers after the end of seed %d", seed).isZero();
    }
  }

  @Test
  void aPlantedBugIsCaught() throws Exception {
    int caught = 0;
    for (int seed = 0; seed < 40; seed++) {
      SeriesPathScenario scenario = new SeriesPathScenario(seed);
      try {
        Outcome outcome = run(scenario, seed, ForgetsItsWatermark::new);
        if (!outcome.observations.equals(scenario.expected())
            || !outcome.results.equals(scenario.expectedResults())
            || !outcome.lateIds.equals(scenario.lateIds)) {
          caught++;
        }
      } catch (IllegalStateException e) {
        // The demand state refuses to reopen what is final: caught as well.
        assertThat(e).hasMessageContaining("is sealed");
        caught++;
      }
    }
    assertThat(caught).as("seeds that see an operator losing its watermark").isPositive();
  }

  private static DemandWindowOperator correct() {
    return new DemandWindowOperator(
        SETTINGS::calendars,
        SETTINGS.get(Options.LATENESS_PERIODS),
        SeriesPath.LATE,
        SeriesPath.REJECTED);
  }

  /** The planted bug: what would happen if the watermark were not part of the checkpoint. */
  private static final class ForgetsItsWatermark extends DemandWindowOperator {
    ForgetsItsWatermark() {
      super(
          SETTINGS::calendars,
          SETTINGS.get(Options.LATENESS_PERIODS),
          SeriesPath.LATE,
          SeriesPath.REJECTED);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
      super.initializeState(context);
      forgetWatermark();
    }
  }

  private record Outcome(
      TreeMap<String, String> observations,
      TreeMap<String, String> results,
      Set<String> lateIds,
      int timersLeft) {}

  private static Outcome run(
      SeriesPathScenario scenario, int seed, Supplier<DemandWindowOperator> window)
      throws Exception {
    Random random = new Random(seed * 31L + 7);
    boolean rocks = seed % 6 == 0;
    SeriesPathCluster.Answer answer = new SeriesPathCluster.Answer();
    CrashingRun run =
        new CrashingRun(scenario.arrivals, DISORDER, scenario.end - 1, 15, 1 + random.nextInt(3));
    SeriesPathCluster cluster =
        run.run(
            random,
            parallelism -> new SeriesPathCluster(parallelism, rocks, SETTINGS, window, answer));
    int timersLeft = cluster.timers();
    cluster.close();
    TreeMap<String, String> observations = new TreeMap<>();
    answer.observations.forEach((key, o) -> observations.put(key, SeriesPathScenario.text(o)));
    return new Outcome(observations, answer.results.texts(), answer.lateIds, timersLeft);
  }
}
