package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.JudgedVersion.Standing;
import io.skucast.core.score.Alert;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeStepTest {
  private static final int LATENESS = 2;
  private static final int ORIGINS = 3;
  private static final long YARDSTICK = 1000;

  private final TreeMap<Integer, JudgedVersion> judged = new TreeMap<>();
  private final DeepVersions decided = new DeepVersions();
  private final List<DeepFault> faults = new ArrayList<>();
  private final JudgeStep.Outlet outlet =
      new JudgeStep.Outlet() {
        @Override
        public void version(DeepVersion version) {}

        @Override
        public void fault(DeepFault fault) {
          faults.add(fault);
        }
      };
  private JudgeStep step = step(ORIGINS);
  private int period = 100;

  @Test
  void aVersionServesOnceItWasNoWorseThanTheYardstickOverTheOriginsOfItsTrial() {
    publish(1);
    scores(2, 900);
    assertThat(serving()).isEmpty();
    scores(1, 900);
    // Decided at the end of the third period, effective once no correction can be of before.
    assertThat(decided.at(period - 1 + LATENESS)).isNull();
    assertThat(decided.at(period - 1 + LATENESS + 1).version()).isEqualTo("v1");
    assertThat(faults).isEmpty();
  }

  @Test
  void aVersionThatIsWorseThanTheYardstickIsRejectedForGood() {
    publish(1);
    scores(ORIGINS, YARDSTICK + 1);
    assertThat(judged.get(1).standing).isEqualTo(Standing.REJECTED);
    scores(2 * ORIGINS, 1);
    assertThat(serving()).isEmpty();
    assertThat(kinds()).containsExactly(Alert.Kind.DEEP_REJECTED);
    assertThat(faults.get(0).message()).contains("v1").contains("what series last sold");
  }

  @Test
  void aBetterVersionTakesOverAndAWorseOneDoesNot() {
    publish(1);
    scores(ORIGINS, 900);
    publish(2);
    scores(ORIGINS, 900, 800);
    assertThat(serving()).isEqualTo("v2");
    publish(3);
    scores(ORIGINS, 900, 800, 801);
    assertThat(serving()).isEqualTo("v2");
    assertThat(kinds()).containsExactly(Alert.Kind.DEEP_REJECTED);
    assertThat(faults.get(0).message()).contains("v3").contains("'v2', which serves");
  }

  @Test
  void aVersionIsComparedOnTheOriginsOfBothAlone() {
    publish(1);
    scores(ORIGINS, 900);
    publish(2);
    scores(ORIGINS - 1, 900, 100);
    assertThat(serving()).as("before the trial is over").isEqualTo("v1");
  }

  @Test
  void aServingVersionThatBecomesWorseThanTheOneBeforeByMoreThanTheToleranceIsRolledBack() {
    publish(1);
    scores(ORIGINS, 900);
    publish(2);
    scores(ORIGINS, 900, 800);
    scores(ORIGINS, 900, 980);
    assertThat(serving()).as("within the tolerance of a tenth").isEqualTo("v2");
    scores(ORIGINS, 900, 999);
    assertThat(serving()).isEqualTo("v1");
    assertThat(judged.get(2).standing).isEqualTo(Standing.REJECTED);
    assertThat(kinds()).containsExactly(Alert.Kind.DEEP_ROLLED_BACK);
  }

  @Test
  void aServingVersionThatBecomesWorseThanTheYardstickIsSuspended() {
    publish(1);
    scores(ORIGINS, 900);
    scores(ORIGINS, YARDSTICK + 100);
    assertThat(serving()).isEmpty();
    assertThat(kinds()).containsExactly(Alert.Kind.DEEP_SUSPENDED);
    publish(2);
    scores(ORIGINS, 1, 900);
    assertThat(serving()).as("of a version that comes later").isEqualTo("v2");
  }

  @Test
  void aWithdrawnVersionEndsWithTheNextOriginAndTheOneBeforeServesAgain() {
    publish(1);
    scores(ORIGINS, 900);
    publish(2);
    scores(ORIGINS, 900, 800);
    int from = period + 10;
    step.take(entry(3, "v2", false, from, Candidate.ALWAYS), judged, decided, outlet);
    assertThat(decided.at(from - 1).version()).isEqualTo("v2");
    assertThat(decided.at(from).version()).isEqualTo("v1");
    step.take(entry(4, "v1", false, from + 1, Candidate.ALWAYS), judged, decided, outlet);
    assertThat(decided.at(from).version()).isEqualTo("v1");
    assertThat(decided.at(from + 1)).isNull();
  }

  @Test
  void aVersionThatIsWithdrawnBeforeItServesNeverDoes() {
    step = step(0);
    step.take(entry(1, "v1", true, 10, 60), judged, decided, outlet);
    step.take(entry(2, "v2", true, 10, 70), judged, decided, outlet);
    step.take(entry(3, "v2", false, 15, Candidate.ALWAYS), judged, decided, outlet);
    assertThat(decided.at(59)).isNull();
    assertThat(decided.at(69).version()).isEqualTo("v1");
    assertThat(decided.at(70).version()).isEqualTo("v1");
  }

  @Test
  void ofTwoVersionsOfOneOriginTheEarlierServesOnceTheOtherIsWithdrawn() {
    step = step(0);
    step.take(entry(1, "v1", true, 10, 60), judged, decided, outlet);
    step.take(entry(2, "v2", true, 10, 60), judged, decided, outlet);
    assertThat(decided.at(60).version()).isEqualTo("v2");
    step.take(entry(3, "v2", false, 65, Candidate.ALWAYS), judged, decided, outlet);
    assertThat(decided.at(64).version()).isEqualTo("v2");
    assertThat(decided.at(65).version()).isEqualTo("v1");
  }

  @Test
  void withoutATrialAVersionServesFromItsOriginButNeverOneWithinItsTraining() {
    step = step(0);
    step.take(entry(1, "v1", true, Candidate.ALWAYS, Candidate.ALWAYS), judged, decided, outlet);
    assertThat(decided.at(49)).as("of a version trained through 50").isNull();
    assertThat(decided.at(50).version()).isEqualTo("v1");
    step.take(entry(2, "v2", true, 70, Candidate.ALWAYS), judged, decided, outlet);
    assertThat(decided.at(71).version()).isEqualTo("v1");
    assertThat(decided.at(72).version()).isEqualTo("v2");
    step.take(entry(3, "v3", true, 80, 60), judged, decided, outlet);
    assertThat(decided.at(79).version()).as("what was issued stays").isEqualTo("v2");
    assertThat(decided.at(80).version()).isEqualTo("v3");
  }

  @Test
  void aVersionThatCannotBeLoadedIsRefusedOnce() {
    step.take(
        new Candidate(
            1, "v1", "", true, 99, 100, 50, Candidate.ALWAYS, "version 'v1' has no manifest"),
        judged,
        decided,
        outlet);
    scores(ORIGINS, 1);
    assertThat(serving()).isEmpty();
    assertThat(kinds()).containsExactly(Alert.Kind.DEEP_REFUSED);
    assertThat(faults.get(0).period()).isEqualTo(99);
  }

  @Test
  void aFaultOnTrialIsTheEndOfIt() {
    publish(1);
    step.judge(
        period, List.of(new TrialSums(1, 50, 9, 1, 2, "took too long")), judged, decided, outlet);
    scores(ORIGINS, 1);
    assertThat(serving()).isEmpty();
    assertThat(kinds()).containsExactly(Alert.Kind.DEEP_REFUSED);
  }

  @Test
  void whatIsOverIsForgotten() {
    for (int entry = 1; entry <= 50; entry++) {
      publish(entry);
      long[] losses = new long[entry];
      Arrays.fill(losses, 900);
      scores(ORIGINS, losses);
      step.take(entry(1000 + entry, "v" + entry, false, period, -1), judged, decided, outlet);
      JudgeStep.forget(period - 1, judged, decided);
    }
    assertThat(judged).hasSizeLessThan(4);
    assertThat(decided.all()).hasSizeLessThan(10);
  }

  private static JudgeStep step(int origins) {
    return new JudgeStep(new JudgeStep.Rules(origins, 0.1, LATENESS));
  }

  private void publish(int entry) {
    step.take(entry(entry, "v" + entry, true, period, Candidate.ALWAYS), judged, decided, outlet);
  }

  private static Candidate entry(
      int entry, String version, boolean publishes, int from, int effectiveFrom) {
    return new Candidate(entry, version, "sha", publishes, from - 1, from, 50, effectiveFrom, "");
  }

  /**
   * @param losses of the versions, by entry, at each of the next origins
   */
  private void scores(int origins, long... losses) {
    for (int i = 0; i < origins; i++) {
      int origin = period - 9;
      List<TrialSums> sums =
          IntStream.range(0, losses.length)
              .mapToObj(v -> new TrialSums(v + 1, origin, 5, losses[v], YARDSTICK, ""))
              .toList();
      step.judge(period++, sums, judged, decided, outlet);
    }
  }

  /** Version of the far future; empty where there is none. */
  private String serving() {
    DeepVersion version = decided.at(1_000_000);
    return version == null ? "" : version.version();
  }

  private List<Alert.Kind> kinds() {
    return faults.stream().map(DeepFault::kind).toList();
  }
}
