package io.skucast.local.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.job.observe.JobCounts;
import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.ClusterPlan;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import io.skucast.local.cluster.Submissions;
import io.skucast.local.upgrade.Rescale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of processes with ZooKeeper, and the job's jar on it, from the command line. */
class ClusterCommandsITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;

  private Path at;
  private LocalCluster cluster;

  @Test
  void theJobOutlivesItsProcessesAndGoesOnFromSavepointsWithMoreSubtasks() throws Exception {
    at = folder.resolve("cluster");
    try (SmallSales sales = new SmallSales()) {
      sales.send(40);
      cluster = LocalCluster.start(at, new ClusterPlan(2, 1, true, Map.of()));
      try (ClusterJobs jobs = ClusterJobs.of(cluster)) {
        wrongWordsAreOneLine(jobs);
        JobID job = submitted(sales);
        awaitRead(jobs, job, sales);
        submissionsAreKeptForTheirOwner(job, sales);
        aTaskManagerThatIsKilledIsStartedAgain(jobs, job);
        aJobManagerThatIsKilledTakesItsJobUpAgain(jobs, job, sales);
        JobID next = goesOnFromTheLastSavepoint(jobs, job, sales);
        withTwoSubtasks(jobs, next, sales);
      } finally {
        Map<String, Long> pids = LocalCluster.open(at).pids();
        assertThat(run("cluster", "stop").code()).isZero();
        assertThat(pids.values()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
      }
      assertThat(run("jobs").err()).hasLineCount(1).contains("no cluster runs in " + at);
    }
  }

  private void wrongWordsAreOneLine(ClusterJobs jobs) throws Exception {
    CommandRun start = run("cluster", "start", "--taskmanagers=3");
    assertThat(start.code()).isEqualTo(2);
    assertThat(start.err()).hasLineCount(1).contains("runs with --taskmanagers 2 --slots 1 --ha");
    assertThat(run("stop").err()).hasLineCount(1).contains("no job runs");
    assertThat(run("stop", "17").err()).hasLineCount(1).contains("JOB has the value '17'");
    assertThat(run("stop", "0".repeat(32)).err()).hasLineCount(1).contains("is not known");
    assertThat(run("rescale", "--parallelism=0").err()).hasLineCount(1).contains("the value 0");
    assertThat(run("submit", "--from=" + folder).err())
        .hasLineCount(1)
        .contains("there is no savepoint or checkpoint in '" + folder + "'");
    assertThat(run("submit", "--from=last").err()).hasLineCount(1).contains("'last'");
    assertThat(run("submit", "--parallelism=3").err()).hasLineCount(1).contains("2 slots");
    assertThat(run("submit", "--forecast.evry=3").err()).hasLineCount(1).contains("forecast.evry");
    assertThat(jobs.list()).isEmpty();
  }

  private JobID submitted(SmallSales sales) throws Exception {
    // Flink's client is given them in a file: what is in the arguments of a process, all can read.
    CommandRun submit =
        run("submit", "--parallelism=1", "--config=" + sales.file(folder), "--forecast.every=7");
    assertThat(submit.code()).as(submit.err()).isZero();
    assertThat(submit.out()).contains("web page", "runs with parallelism 1", "next: ");
    assertThat(run("jobs").out()).hasLineCount(1).contains("RUNNING", "parallelism 1", "skucast");
    return JobID.fromHexString(submit.out().replaceAll("(?s).*job +([0-9a-f]{32}).*", "$1"));
  }

  private void submissionsAreKeptForTheirOwner(JobID job, SmallSales sales) throws Exception {
    // What was given may change: what was submitted does not.
    Files.writeString(folder.resolve("job.properties"), "forecast.every=0\n");
    Submission kept = Submissions.at(at).find(job).orElseThrow();
    assertThat(kept.jar()).hasSameBinaryContentAs(JobJar.built());
    assertThat(kept.parallelism()).isEqualTo(1);
    Path options = Path.of(kept.arguments().get(1));
    assertThat(options).content().contains("forecast.every=7", "kafka.bootstrap=");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(options)))
        .isEqualTo("rw-------");
  }

  private void aTaskManagerThatIsKilledIsStartedAgain(ClusterJobs jobs, JobID job)
      throws Exception {
    kill("taskmanager-1");
    kill("taskmanager-2");
    CommandRun status = run("cluster", "status");
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out()).containsPattern("taskmanager-1 +dead").contains("logs  ");
    assertThat(run("cluster", "start").out())
        .contains("started again: taskmanager-1, taskmanager-2");
    jobs.awaitRunning(job, PATIENCE);
    jobs.awaitCheckpoint(job, PATIENCE);
    assertThat(run("cluster", "status").code()).isZero();
    assertThat(run("cluster", "start").out()).contains("runs already");
  }

  private void aJobManagerThatIsKilledTakesItsJobUpAgain(
      ClusterJobs jobs, JobID job, SmallSales sales) throws Exception {
    kill("jobmanager");
    assertThat(run("jobs").err()).hasLineCount(1).contains("no JobManager answers");
    assertThat(run("cluster", "start").out()).contains("started again: jobmanager");
    Awaitility.await().atMost(PATIENCE).until(() -> !jobs.state(job).equals("UNKNOWN"));
    sales.send(5);
    jobs.awaitRunning(job, PATIENCE);
    jobs.awaitCheckpoint(job, PATIENCE);
    awaitRead(jobs, job, sales);
  }

  private JobID goesOnFromTheLastSavepoint(ClusterJobs jobs, JobID job, SmallSales sales)
      throws Exception {
    CommandRun savepoint = run("savepoint", "--to=" + folder.resolve("elsewhere"));
    assertThat(savepoint.out()).as(savepoint.err()).contains("elsewhere/savepoint-");
    CommandRun stop = run("stop");
    assertThat(stop.out()).as(stop.err()).contains("state/savepoints/savepoint-");
    assertThat(run("stop", job.toString()).err()).hasLineCount(1).contains("is FINISHED");
    sales.send(5);
    List<String> words = new ArrayList<>(List.of("submit", "--from=last", "--parallelism=1"));
    sales.options().forEach((key, value) -> words.add("--" + key + "=" + value));
    CommandRun submit = run(words.toArray(String[]::new));
    assertThat(submit.code()).as(submit.err()).isZero();
    assertThat(submit.out()).contains("state/savepoints/savepoint-");
    JobID next = jobs.list().get(0).id();
    awaitRead(jobs, next, sales);
    return next;
  }

  private void withTwoSubtasks(ClusterJobs jobs, JobID job, SmallSales sales) throws Exception {
    assertThatThrownBy(() -> Rescale.run(cluster, jobs, job, 3, PATIENCE, step -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 slots");
    assertThat(jobs.state(job)).isEqualTo("RUNNING");
    CommandRun rescale = run("rescale", "--parallelism=2");
    assertThat(rescale.code()).as(rescale.err() + rescale.out()).isZero();
    assertThat(rescale.out()).containsPattern("gap +\\d+\\.\\d s until it ran again");
    assertThat(jobs.list()).extracting(RunningJob::parallelism).containsExactly(2);
    sales.send(5);
    awaitRead(jobs, jobs.list().get(0).id(), sales);
  }

  /** Everything once: what was read before a savepoint is counted, and not read again. */
  private static void awaitRead(ClusterJobs jobs, JobID job, SmallSales sales) throws Exception {
    jobs.await(
        job,
        "at the end of the sales",
        () -> JobCounts.of(jobs.accumulators(job)).read() >= sales.sent());
    assertThat(JobCounts.of(jobs.accumulators(job)).read()).isEqualTo(sales.sent());
    jobs.awaitCheckpoint(job, PATIENCE);
  }

  private void kill(String name) throws IOException {
    ProcessHandle process = ProcessHandle.of(LocalCluster.open(at).pids().get(name)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  private CommandRun run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--folder=" + at);
    return CommandRun.of(all.toArray(String[]::new));
  }
}
