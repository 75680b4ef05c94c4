package io.skucast.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.local.cluster.Submission;
import io.skucast.savepoints.check.CompatibilityReport;
import io.skucast.savepoints.check.Finding;
import io.skucast.savepoints.check.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an upgrade does when something fails, whatever it is. */
class UpgradeTest {
  private static final Finding DROPPED =
      new Finding("levels", "level-nodes", "removed", Verdict.DROPPED, "it would be dropped");
  private static final Finding REFUSED =
      new Finding("training", "learners", "changed", Verdict.REFUSED, "field price is gone");

  private final FakeJobs jobs = new FakeJobs();
  private boolean mayDrop;
  private int parallelism = 2;
  private Upgrade.Checking checking = path -> new CompatibilityReport(path, List.of());

  @Test
  void theNewJobGoesOnFromTheSavepointThatTheOldOneWasStoppedWith() throws Exception {
    UpgradeResult result = upgrade().run();
    assertThat(result.isUpgraded()).isTrue();
    assertThat(result.savepoint()).isEqualTo("/savepoints/stopped");
    assertThat(result.untilCheckpoint()).isGreaterThanOrEqualTo(result.untilRunning());
    assertThat(jobs.asked)
        .containsExactly(
            "stop", "submit new.jar from /savepoints/stopped", "running new.jar", "checkpoint");
  }

  @Test
  void aJarThatCannotGoOnIsRefusedAndTheJobIsNotTouched() {
    checking = path -> new CompatibilityReport(path, List.of(REFUSED, DROPPED));
    mayDrop = true;
    assertThatThrownBy(() -> upgrade().run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "new.jar cannot go on from this job's state: state learners of operator training is"
                + " changed: field price is gone");
    assertThat(jobs.asked).isEmpty();
    assertThat(jobs.runningJar()).isEqualTo(FakeJobs.OLD_JAR);
  }

  @Test
  void stateIsDroppedOnlyWhereThatIsAskedFor() throws Exception {
    checking = path -> new CompatibilityReport(path, List.of(DROPPED));
    assertThatThrownBy(() -> upgrade().run())
        .hasMessageContaining("level-nodes")
        .hasMessageEndingWith("--allow-non-restored-state would drop it");
    assertThat(jobs.asked).isEmpty();
    mayDrop = true;
    assertThat(upgrade().run().report().with(Verdict.DROPPED)).containsExactly(DROPPED);
    assertThat(jobs.live.values()).allMatch(Submission::allowNonRestoredState);
  }

  @Test
  void aJobThatWouldFindNoRoomIsRefusedBeforeTheOldOneIsStopped() {
    parallelism = 3;
    assertThatThrownBy(() -> upgrade().run()).isInstanceOf(IllegalArgumentException.class);
    assertThat(jobs.asked).isEmpty();
  }

  @Test
  void aJobWithoutACheckpointThatCanBeOpenedIsComparedByASavepoint() throws Exception {
    jobs.checkpoint = "";
    assertThat(upgrade().check().savepoint()).isEqualTo("/savepoints/while-it-runs");
  }

  @Test
  void aCheckpointThatIsGoneByTheTimeItIsReadIsNoReasonToStop() throws Exception {
    checking =
        path -> {
          if (path.startsWith("/checkpoints")) {
            throw new IOException("not there");
          }
          return new CompatibilityReport(path, List.of());
        };
    assertThat(upgrade().run().isUpgraded()).isTrue();
    assertThat(jobs.asked).startsWith("savepoint", "stop");
  }

  @Test
  void whatOnlyTheSavepointShowsIsGoneBackFrom() throws Exception {
    checking =
        path ->
            new CompatibilityReport(path, path.contains("stopped") ? List.of(REFUSED) : List.of());
    UpgradeResult result = upgrade().run();
    assertThat(result.failure()).contains("field price is gone");
    assertThat(jobs.asked)
        .containsExactly("stop", "submit old.jar from /savepoints/stopped", "running old.jar");
  }

  @Test
  void aNewJobThatDoesNotRunIsCancelledBeforeTheOldOneGoesOn() throws Exception {
    jobs.newJobRuns = false;
    UpgradeResult result = upgrade().run();
    assertThat(result.isUpgraded()).isFalse();
    assertThat(result.failure()).isEqualTo("it restarts and restarts");
    assertThat(jobs.asked)
        .endsWith("cancel", "submit old.jar from /savepoints/stopped", "running old.jar");
    assertThat(jobs.live.get(result.job()).allowNonRestoredState()).isFalse();
  }

  @Test
  void aNewJobThatRunsAndCompletesNoCheckpointIsGoneBackFrom() throws Exception {
    jobs.newJobCompletes = false;
    assertThat(upgrade().run().failure()).isEqualTo("no checkpoint after 5 s");
    assertThat(jobs.runningJar()).isEqualTo(FakeJobs.OLD_JAR);
  }

  @Test
  void resultsThatAreSeenAreNotWrittenASecondTimeByTheOldJob() throws Exception {
    jobs.newJobCompletes = false;
    jobs.completesLate = true;
    UpgradeResult result = upgrade().run();
    assertThat(result.isUpgraded()).isTrue();
    assertThat(jobs.asked).contains("submit new.jar from /checkpoints/late");
    assertThat(jobs.asked).noneMatch(asked -> asked.startsWith("submit old.jar"));
  }

  @Test
  void aJobThatCannotBeStoppedGoesOn() {
    jobs.failing = "stop";
    assertThatThrownBy(() -> upgrade().run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it still runs, and nothing was changed");
    assertThat(jobs.runningJar()).isEqualTo(FakeJobs.OLD_JAR);
  }

  @ParameterizedTest(name = "{0} fails, its work done: {1}")
  @CsvSource({
    "stop,false",
    "stop,true",
    "submit new.jar,false",
    "submit new.jar,true",
    "running new.jar,false",
    "checkpoint,false",
    "cancel,false",
    "cancel,true",
    "submit old.jar,false",
    "running old.jar,false"
  })
  void whateverFailsOneJobRunsOrItIsSaidHowToStartOne(String what, boolean worksBefore) {
    jobs.failing = what;
    jobs.worksBeforeItFails = worksBefore;
    // What comes after a failure only, needs one.
    jobs.newJobRuns = !what.equals("cancel") && !what.endsWith("old.jar");
    Upgrade upgrade = upgrade();
    try {
      UpgradeResult result = upgrade.run();
      assertThat(jobs.live).containsOnlyKeys(result.job());
      assertThat(upgrade.standing()).isEmpty();
    } catch (IOException told) {
      assertThat(told).hasMessageContaining(what + (what.endsWith("jar") ? "" : " was refused"));
      assertThat(told.getMessage())
          .containsAnyOf(
              "it still runs",
              "skucast submit --folder /cluster --jar /jars/old.jar --parallelism 2 --from"
                  + " /savepoints/stopped");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    // The fake has seen to it that there never were two.
    assertThat(jobs.live.size()).isLessThanOrEqualTo(1);
  }

  private Upgrade upgrade() {
    Submission old = jobs.live.get(jobs.old);
    Submission next = new Submission(FakeJobs.NEW_JAR, parallelism, null, mayDrop, List.of());
    return new Upgrade(
        jobs,
        path -> checking.of(path),
        new UpgradePlan(Path.of("/cluster"), jobs.old, old, next, null, Duration.ofSeconds(5)),
        line -> {});
  }
}
