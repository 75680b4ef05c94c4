package io.skucast.job.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.score.Alert;
import io.skucast.job.deep.DeepForecasts;
import io.skucast.job.deep.DeepJudge;
import io.skucast.job.deep.DeepTrial;
import io.skucast.job.operator.DeepPathCluster.Lag;
import io.skucast.job.operator.DeepPathCluster.Parts;
import io.skucast.job.state.States;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

/**
 * Drives the deep part of the job with seeded sales and scripted versions through corrections,
 * crashes, rescales and inputs that lag behind each other, and compares outlooks, forecasts,
 * shares, decisions and alerts, to the last bit, with one run in time order, in one subtask, of
 * which nothing lags.
 */
class DeepPathSimulationTest {
  private static final int SEEDS = 60;

  @Test
  void theAnswerIsThatOfARunInTimeOrder() throws Exception {
    Set<Alert.Kind> kinds = EnumSet.noneOf(Alert.Kind.class);
    Set<String> versions = new TreeSet<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      Outcome outcome = run(seed, seed % 20 == 0, Parts::new);
      DeepPathAnswer expected = inTimeOrder(seed);
      assertThat(outcome.answer.faults()).as("faults of seed %d", seed).isEmpty();
      assertThat(differences(outcome.answer.texts(), expected.texts()))
          .as("seed %d, that differ", seed)
          .isEmpty();
      assertThat(outcome.waiting).as("keys that wait after the end of seed %d", seed).isZero();
      kinds.addAll(expected.kinds());
      versions.addAll(expected.versions());
    }
    assertThat(versions).hasSizeGreaterThan(20).contains("none");
    assertThat(kinds)
        .contains(
            Alert.Kind.DEEP_REFUSED,
            Alert.Kind.DEEP_REJECTED,
            Alert.Kind.DEEP_ROLLED_BACK,
            Alert.Kind.DEEP_SUSPENDED,
            Alert.Kind.DEEP_UNSOUND);
  }

  @Test
  void forecastsThatDoNotWaitForDecisionsAreCaught() throws Exception {
    assertThat(
            isCaught(
                scenario ->
                    new Parts(scenario) {
                      @Override
                      DeepForecasts forecasts() {
                        return new Impatient(scenario);
                      }
                    }))
        .isTrue();
  }

  @Test
  void forecastsThatUseVersionsByArrivalAreCaught() throws Exception {
    assertThat(
            isCaught(
                scenario ->
                    new Parts(scenario) {
                      @Override
                      DeepForecasts forecasts() {
                        return new ByArrival(scenario);
                      }
                    }))
        .isTrue();
  }

  @Test
  void aJudgeThatForgetsItsVersionsInACrashIsCaught() throws Exception {
    assertThat(
            isCaught(
                scenario ->
                    new Parts(scenario) {
                      @Override
                      DeepJudge judge() {
                        return new Forgetful(scenario);
                      }
                    }))
        .isTrue();
  }

  @Test
  void aJudgeThatDecidesByArrivalIsCaught() throws Exception {
    assertThat(
            isCaught(
                scenario ->
                    new Parts(scenario) {
                      @Override
                      DeepJudge judge() {
                        return new Hasty(scenario);
                      }
                    }))
        .isTrue();
  }

  @Test
  void aTrialThatForgetsItsCandidatesInACrashIsCaught() throws Exception {
    assertThat(
            isCaught(
                scenario ->
                    new Parts(scenario) {
                      @Override
                      DeepTrial trial() {
                        return new ForgetfulTrial(scenario);
                      }
                    }))
        .isTrue();
  }

  @Test
  void aTrialThatDoesNotWaitForCandidatesIsCaught() throws Exception {
    assertThat(
            isCaught(
                scenario ->
                    new Parts(scenario) {
                      @Override
                      DeepTrial trial() {
                        return new HastyTrial(scenario);
                      }
                    }))
        .isTrue();
  }

  private static final class Impatient extends DeepForecasts {
    private static final long serialVersionUID = 1;

    Impatient(DeepPathScenario scenario) {
      super(
          scenario.settings,
          new DeepPathScenario.Models(),
          DeepPathCluster.FORECASTS,
          DeepPathCluster.SHARES,
          DeepPathCluster.FAULTS);
    }

    @Override
    public void processElement1(StreamRecord<Outlook> record) throws Exception {
      super.processElement1(record);
      super.processWatermark2(new Watermark(Long.MAX_VALUE));
    }
  }

  private static final class ByArrival extends DeepForecasts {
    private static final long serialVersionUID = 1;

    ByArrival(DeepPathScenario scenario) {
      super(
          scenario.settings,
          new DeepPathScenario.Models(),
          DeepPathCluster.FORECASTS,
          DeepPathCluster.SHARES,
          DeepPathCluster.FAULTS);
    }

    @Override
    public void processElement2(StreamRecord<DeepVersion> record) throws Exception {
      DeepVersion v = record.getValue();
      super.processElement2(
          new StreamRecord<>(
              new DeepVersion(v.version(), v.sha256(), v.entry(), Candidate.ALWAYS)));
    }
  }

  private static final class Forgetful extends DeepJudge {
    private static final long serialVersionUID = 1;

    Forgetful(DeepPathScenario scenario) {
      super(scenario.settings, DeepPathCluster.FAULTS);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      getOperatorStateBackend().getListState(States.judgedVersions()).clear();
    }
  }

  private static final class Hasty extends DeepJudge {
    private static final long serialVersionUID = 1;

    Hasty(DeepPathScenario scenario) {
      super(scenario.settings, DeepPathCluster.FAULTS);
    }

    @Override
    public void processElement1(StreamRecord<TrialSums> record) {
      super.processElement1(record);
      try {
        super.processWatermark(new Watermark(Long.MAX_VALUE - 1));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class ForgetfulTrial extends DeepTrial {
    private static final long serialVersionUID = 1;

    ForgetfulTrial(DeepPathScenario scenario) {
      super(scenario.settings, new DeepPathScenario.Models());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
      super.snapshotState(context);
      getOperatorStateBackend().getBroadcastState(States.candidates()).clear();
    }
  }

  private static final class HastyTrial extends DeepTrial {
    private static final long serialVersionUID = 1;

    HastyTrial(DeepPathScenario scenario) {
      super(scenario.settings, new DeepPathScenario.Models());
    }

    @Override
    public void processElement1(StreamRecord<DeepLesson> record) {
      try {
        super.processWatermark2(new Watermark(Long.MAX_VALUE));
        super.processElement1(record);
        super.prepareSnapshotPreBarrier(0);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whether any seed sees a planted bug; a step that refuses to go on has seen it too. */
  private static boolean isCaught(Function<DeepPathScenario, Parts> bug) throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        DeepPathAnswer answer = run(seed, false, bug).answer;
        if (!answer.faults().isEmpty() || !answer.texts().equals(inTimeOrder(seed).texts())) {
          return true;
        }
      } catch (IllegalStateException | IllegalArgumentException e) {
        return true;
      }
    }
    return false;
  }

  private record Outcome(DeepPathAnswer answer, long waiting) {}

  private static Outcome run(int seed, boolean rocks, Function<DeepPathScenario, Parts> parts)
      throws Exception {
    DeepPathScenario scenario = new DeepPathScenario(seed);
    Random random = new Random(seed * 31L + 7);
    Lag lag = Lag.values()[random.nextInt(Lag.values().length)];
    int checkpointEvery = rocks || random.nextInt(2) == 0 ? 80 : 20;
    DeepPathAnswer answer = new DeepPathAnswer();
    DeepPathCluster cluster =
        new CrashingRun(
                scenario.sales.arrivals,
                LevelPathScenario.DISORDER,
                scenario.sales.lastWatermark,
                checkpointEvery,
                random.nextInt(4))
            .run(
                random,
                parallelism ->
                    new DeepPathCluster(
                        parallelism,
                        rocks,
                        parts.apply(scenario),
                        lag,
                        new Channels(random),
                        answer));
    Outcome outcome = new Outcome(answer, cluster.waiting());
    cluster.close();
    return outcome;
  }

  private static DeepPathAnswer inTimeOrder(int seed) throws Exception {
    DeepPathScenario scenario = new DeepPathScenario(seed);
    DeepPathAnswer answer = new DeepPathAnswer();
    new CrashingRun(
            scenario.sales.inTimeOrder(),
            LevelPathScenario.DISORDER,
            scenario.sales.lastWatermark,
            0,
            0)
        .runUndisturbed(
            new DeepPathCluster(
                1, false, new Parts(scenario), Lag.NOTHING, new Channels(null), answer))
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
