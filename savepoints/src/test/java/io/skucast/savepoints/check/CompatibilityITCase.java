package io.skucast.savepoints.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.savepoints.file.SavepointFile;
import io.skucast.savepoints.practice.EditedJob;
import io.skucast.savepoints.practice.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Savepoints of this release against jars of releases that differ from it. */
class CompatibilityITCase {
  private static final String CORE = "forecast-core/src/main/java/io/skucast/core/";
  private static final String JOB = "flink-job/src/main/java/io/skucast/job/";

  @TempDir private static Path folder;
  private static SavepointFile savepoint;
  private static SavepointFile checkpoint;

  @BeforeAll
  static void takeSavepoints() throws Exception {
    try (SampleJob job = SampleJob.start(folder, Map.of("state.backend", "rocksdb"))) {
      checkpoint = SavepointFile.open(job.checkpoint());
      savepoint = SavepointFile.open(job.stop());
    }
  }

  @Test
  void theSameReleaseGoesOnFromEveryStateAsItIs() throws IOException {
    CompatibilityReport report = check(savepoint, jar());
    assertThat(report.accepts(false)).isTrue();
    // A check that finds nothing to compare finds nothing wrong.
    assertThat(states(report, Verdict.KEPT)).hasSizeGreaterThan(35);
    assertThat(report.text()).contains("kafka", " are added").contains("states as they are");
  }

  @Test
  void anIncrementalCheckpointSaysTheSameAsASavepoint() throws IOException {
    assertThat(check(checkpoint, jar()).findings()).isEqualTo(check(savepoint, jar()).findings());
  }

  @Test
  void anAddedFieldAndAnAddedOperatorAreNamedAndAllowed() throws IOException {
    Path next =
        Releases.next(EditedJob.of(repository(), jar()))
            .edit(
                CORE + "learn/GroupLearner.java",
                "  public long refusals;",
                "  public long refusals;\n  public double confidence = 1;")
            .build(folder.resolve("added.jar"));
    CompatibilityReport report = check(savepoint, next);
    assertThat(report.accepts(false)).isTrue();
    assertThat(lines(report, Verdict.CHANGED))
        .contains(
            "operator trend-counts is added: begins without state, and with it trend-count",
            "state series-clock of operator demand-windows is changed: SeriesClock is written in"
                + " version 3 and was in version 2, new is SeriesClock.marks int",
            "state learners of operator training is changed: field confidence of GroupLearner is"
                + " new: it begins with what its class gives it");
  }

  @Test
  void whatIsGoneOrRenamedOrOfAnotherTypeIsRefusedByName() throws IOException {
    Path next = changedInManyWays().build(folder.resolve("changed.jar"));
    CompatibilityReport report = check(savepoint, next);
    assertThat(report.accepts(true)).isFalse();
    assertThat(lines(report, Verdict.REFUSED))
        .containsExactlyInAnyOrder(
            "state learners of operator training is changed: field refusals of GroupLearner is gone"
                + " and declined is new: a rename loses its values",
            "state training-progress of operator training is changed: TrainingProgress.version was"
                + " a Int and is a Long",
            "state models of operator model-forecasts is changed: ModelVersion was changed and its"
                + " version is still 1: gone is [ModelVersion.condition double], new is []; raise"
                + " the version in its serializer and read the old one",
            "state watermark of operator demand-windows is kept in another way: it was UNION and is"
                + " LIST");
  }

  /** A release that nobody should make. */
  private static EditedJob changedInManyWays() throws IOException {
    return Releases.renamedField(Releases.removedComponent(EditedJob.of(repository(), jar())))
        .edit(
            CORE + "learn/TrainingProgress.java",
            "public int version = 1;",
            "public long version = 1;")
        .edit(
            JOB + "state/StateCatalogue.java",
            "new StateEntry(Uids.DEMAND_WINDOWS, UNION, States.watermark())",
            "new StateEntry(Uids.DEMAND_WINDOWS, LIST, States.watermark())");
  }

  @Test
  void whatIsRemovedIsDroppedOnlyWhereThatIsAskedForAndAChangedUidIsSeenToBeOne()
      throws IOException {
    Path next =
        Releases.changedUid(EditedJob.of(repository(), jar()))
            .edit(
                JOB + "SalesForecastPipeline.java",
                ".process(new ScoreRollUp(settings))\n            .uid(Uids.SCORE_ROLL_UP)",
                ".map(sums -> (RolledUp) null).returns(RolledUp.class).uid(\"nothing\")")
            .edit(JOB + "state/States.java", "\"training-progress\"", "\"training-time\"")
            .build(folder.resolve("removed.jar"));
    CompatibilityReport report = check(savepoint, next);
    assertThat(report.accepts(false)).isFalse();
    assertThat(report.accepts(true)).isTrue();
    assertThat(lines(report, Verdict.DROPPED))
        .containsExactlyInAnyOrder(
            "operator levels is removed: its states would be dropped: factors-in-force,"
                + " level-nodes, level-watermark, open-cells, result-counts; likely its uid was"
                + " changed to tiers: change it back",
            "operator score-roll-up is removed: its states would be dropped:" + " open-score-sums",
            "state training-progress of operator training is removed: its values would be dropped");
    assertThat(lines(report, Verdict.CHANGED))
        .anySatisfy(line -> assertThat(line).endsWith("likely it was levels"))
        .contains(
            "state training-time of operator training is new to the savepoint: it begins empty");
  }

  @Test
  void anotherMaximumParallelismIsRefusedWithTheOptionThatHelps() throws IOException {
    CompatibilityReport report = check(savepoint, jar(), 2, List.of("--state.max-parallelism=64"));
    assertThat(report.accepts(true)).isFalse();
    assertThat(lines(report, Verdict.REFUSED))
        .contains(
            "operator demand-state is cut into other parts: the savepoint has maximum parallelism"
                + " 128 and the job 64: give --state.max-parallelism=128");
    assertThat(lines(check(savepoint, jar(), 129, List.of()), Verdict.REFUSED))
        .contains(
            "operator demand-state is too wide: parallelism 129 is above the savepoint's maximum of"
                + " 128: submit it with 128 at most");
  }

  private static CompatibilityReport check(SavepointFile from, Path jar) throws IOException {
    return check(from, jar, 2, List.of());
  }

  private static CompatibilityReport check(
      SavepointFile from, Path jar, int parallelism, List<String> arguments) throws IOException {
    try (JobShape job = JobShape.of(jar, arguments, parallelism)) {
      return Compatibility.check(from, job);
    }
  }

  private static List<String> states(CompatibilityReport report, Verdict verdict) {
    return report.with(verdict).stream()
        .map(Finding::state)
        .filter(state -> !state.isEmpty())
        .toList();
  }

  private static List<String> lines(CompatibilityReport report, Verdict verdict) {
    return report.with(verdict).stream().map(Finding::line).toList();
  }

  private static Path repository() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  private static Path jar() throws IOException {
    Path target = Path.of(System.getProperty("skucast.job", "../flink-job/target"));
    try (Stream<Path> files = Files.list(target)) {
      return files.filter(f -> f.toString().endsWith("-job.jar")).findFirst().orElseThrow();
    }
  }
}
