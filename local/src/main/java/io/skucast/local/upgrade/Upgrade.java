package io.skucast.local.upgrade;

import io.skucast.local.cluster.ClusterJobs;
import io.skucast.local.cluster.LocalCluster;
import io.skucast.local.cluster.RunningJob;
import io.skucast.savepoints.check.Compatibility;
import io.skucast.savepoints.check.CompatibilityReport;
import io.skucast.savepoints.check.JobShape;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;

/**
 * From one release to another by a savepoint: checked before anything is stopped, and gone back
 * from if the new job does not run and complete a checkpoint. Results of the new job are seen with
 * its first checkpoint, so before that the old job goes on from the savepoint as if nothing was.
 */
public final class Upgrade {
  private final JobControl jobs;
  private final Checking checking;
  private final UpgradePlan plan;
  private final Consumer<String> progress;
  private String standing = "";

  /** Compares the new job with a savepoint or checkpoint at a path. */
  @FunctionalInterface
  interface Checking {
    CompatibilityReport of(String path) throws IOException;
  }

  /**
   * An upgrade on a cluster that runs.
   *
   * @param next the shape of {@code plan.next()}, open for as long as the upgrade takes
   * @param progress is told each step
   */
  public static Upgrade of(
      LocalCluster cluster,
      ClusterJobs jobs,
      UpgradePlan plan,
      JobShape next,
      Consumer<String> progress) {
    return new Upgrade(
        new LiveJobs(jobs, cluster.rest()), path -> compare(path, next), plan, progress);
  }

  private static CompatibilityReport compare(String path, JobShape next) throws IOException {
    try {
      return Compatibility.check(SavepointFile.open(path), next);
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  Upgrade(JobControl jobs, Checking checking, UpgradePlan plan, Consumer<String> progress) {
    this.jobs = jobs;
    this.checking = checking;
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Compares the new job with what the running one has written last; the job is not touched.
   *
   * <p>That is its newest checkpoint, which costs it nothing. Where there is none that can be
   * opened, it is a savepoint that the job goes on after.
   */
  public CompatibilityReport check() throws IOException, InterruptedException {
    String checkpoint = jobs.newestCheckpoint(plan.job());
    if (!checkpoint.isEmpty()) {
      progress.accept("comparing with checkpoint " + checkpoint);
      try {
        return checking.of(checkpoint);
      } catch (IOException gone) {
        // Where they come every few hundred milliseconds, the cluster tells of one too late.
        progress.accept("a newer one has taken its place, or it cannot be read");
      }
    }
    progress.accept("taking a savepoint to compare with; the job goes on");
    String savepoint = jobs.savepoint(plan.job(), plan.savepoints());
    progress.accept("comparing with savepoint " + savepoint + ", which stays");
    return checking.of(savepoint);
  }

  /**
   * Changes the job, or goes back.
   *
   * @throws IllegalArgumentException if the new job could not go on: the old one is untouched
   * @throws IOException if the old job could not be stopped, or neither could be started: what
   *     stands, and what to do
   */
  public UpgradeResult run() throws IOException, InterruptedException {
    require(check());
    jobs.requireSlots(plan.next().parallelism(), plan.old().parallelism());
    List<RunningJob> before = jobs.running();
    long began = System.nanoTime();
    String savepoint = stop();
    standing = "no job runs; start the old one with: " + submitOld(savepoint);
    JobID next = null;
    try {
      CompatibilityReport report = checking.of(savepoint);
      require(report);
      progress.accept("submitting " + plan.next().jar().getFileName() + " from " + savepoint);
      next = jobs.submit(plan.next().from(savepoint));
      standing = "job " + next + " was submitted from " + savepoint + "; see whether it runs";
      return awaited(next, savepoint, report, began);
    } catch (IOException | RuntimeException failed) {
      standing = "no new job runs; start the old one with: " + submitOld(savepoint);
      UpgradeResult result =
          new WayBack(jobs, plan, progress, savepoint, began)
              .from(next, before, String.valueOf(failed.getMessage()));
      standing = "";
      return result;
    }
  }

  private UpgradeResult awaited(
      JobID next, String savepoint, CompatibilityReport report, long began)
      throws IOException, InterruptedException {
    progress.accept("waiting until job " + next + " runs");
    jobs.awaitRunning(next, plan.patience());
    Duration running = since(began);
    progress.accept("waiting for its first checkpoint");
    jobs.awaitCheckpoint(next, plan.patience());
    standing = "";
    return new UpgradeResult(next, savepoint, report, running, since(began), null);
  }

  private String stop() throws IOException, InterruptedException {
    progress.accept("stopping job " + plan.job() + " with a savepoint");
    standing = "job " + plan.job() + " was asked to stop; see whether it runs";
    try {
      return jobs.stop(plan.job(), plan.savepoints());
    } catch (IOException failed) {
      boolean runs = jobs.running().stream().anyMatch(one -> one.id().equals(plan.job()));
      String newest = runs ? "" : jobs.newestState(plan.job());
      standing = "";
      throw new IOException(
          "job "
              + plan.job()
              + " could not be stopped with a savepoint ("
              + failed.getMessage()
              + "): "
              + (runs
                  ? "it still runs, and nothing was changed"
                  : "it no longer runs; start it again with: "
                      + submitOld(newest.isEmpty() ? "CHECKPOINT" : newest)),
          failed);
    }
  }

  private void require(CompatibilityReport report) {
    boolean mayDrop = plan.next().allowNonRestoredState();
    List<String> reasons = report.reasons(mayDrop);
    if (!reasons.isEmpty()) {
      throw new IllegalArgumentException(
          plan.next().jar().getFileName()
              + " cannot go on from this job's state: "
              + String.join("; ", reasons)
              + (report.accepts(true) ? "; --allow-non-restored-state would drop it" : ""));
    }
  }

  /** What is to be done if this process ends now; empty where nothing is. */
  public String standing() {
    return standing;
  }

  private String submitOld(String from) {
    return SubmitLine.of(plan.folder(), plan.old(), from);
  }

  static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
