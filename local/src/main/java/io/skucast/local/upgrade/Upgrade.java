package io.skucast.local.upgrade;

import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import io.skucast.savepoints.check.CompatibilityReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;

/**
 * From one release to another by a savepoint: checked before anything is stopped, and gone back
 * from if the new job does not run and complete a checkpoint. Results of the new job are seen with
 * its first checkpoint, so before that the old job goes on from the savepoint as if nothing was.
 */
public final class Upgrade {
  /** Checkpoints come and go while one of them is read. */
  private static final int TRIES = 3;

  private final JobControl jobs;
  private final Checking checking;
  private final UpgradePlan plan;
  private final Consumer<String> progress;
  private String standing = "";

  /** Compares the new job with a savepoint or checkpoint at a path. */
  @FunctionalInterface
  public interface Checking {
    CompatibilityReport of(String path) throws IOException;
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
    for (int i = 0; i < TRIES; i++) {
      String checkpoint = jobs.newestCheckpoint(plan.job());
      if (checkpoint.isEmpty()) {
        break;
      }
      progress.accept("comparing with checkpoint " + checkpoint);
      try {
        return checking.of(checkpoint);
      } catch (IOException gone) {
        progress.accept("it cannot be read, or a newer one has taken its place");
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
    List<RunningJob> before = jobs.running();
    long began = System.nanoTime();
    String savepoint = stop();
    standing =
        "no job runs; start the old one with: " + command(plan.old(), savepoint);
    JobID next = null;
    try {
      CompatibilityReport report = checking.of(savepoint);
      require(report);
      progress.accept("submitting " + plan.next().jar().getFileName() + " from " + savepoint);
      next = jobs.submit(plan.next().from(savepoint));
      standing = "job " + next + " was submitted from " + savepoint + "; see whether it runs";
      return awaited(next, savepoint, report, began);
    } catch (IOException | RuntimeException failed) {
      return goBack(next, before, savepoint, failed.getMessage(), began);
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
      String checkpoint = jobs.newestCheckpoint(plan.job());
      throw new IOException(
          "job "
              + plan.job()
              + " could not be stopped with a savepoint ("
              + failed.getMessage()
              + "): "
              + (runs
                  ? "it still runs, and nothing was changed"
                  : "it no longer runs; start it again with: "
                      + command(plan.old(), checkpoint.isEmpty() ? "CHECKPOINT" : checkpoint)),
          failed);
    }
  }

  private UpgradeResult goBack(
      JobID next, List<RunningJob> before, String savepoint, String failure, long began)
      throws IOException, InterruptedException {
    progress.accept("the new job failed: " + failure);
    for (JobID failed : submitted(next, before)) {
      progress.accept("cancelling job " + failed);
      cancel(failed, savepoint, failure);
      if (jobs.checkpoints(failed) > 0) {
        return goOn(failed, savepoint, began);
      }
    }
    try {
      progress.accept("submitting " + plan.old().jar().getFileName() + " from " + savepoint);
      JobID back = jobs.submit(plan.old().from(savepoint));
      progress.accept("waiting until job " + back + " runs");
      jobs.awaitRunning(back, plan.patience());
      standing = "";
      return new UpgradeResult(back, savepoint, null, since(began), null, failure);
    } catch (IOException | RuntimeException again) {
      throw new IOException(
          "the new job failed ("
              + failure
              + "), and the old one does not run again ("
              + again.getMessage()
              + "); the state is whole in "
              + savepoint
              + ": see that no job runs, and start the old one with: "
              + command(plan.old(), savepoint),
          again);
    }
  }

  /**
   * The new job, also where its submission was not answered and it runs nevertheless: then it is one
   * that was not there before, under the name of the old one.
   */
  private List<JobID> submitted(JobID next, List<RunningJob> before)
      throws IOException, InterruptedException {
    if (next != null) {
      return List.of(next);
    }
    Set<JobID> known = before.stream().map(RunningJob::id).collect(Collectors.toSet());
    Set<String> names =
        before.stream()
            .filter(one -> one.id().equals(plan.job()))
            .map(RunningJob::name)
            .collect(Collectors.toSet());
    return jobs.running().stream()
        .filter(one -> !known.contains(one.id()) && names.contains(one.name()))
        .map(RunningJob::id)
        .toList();
  }

  private void cancel(JobID failed, String savepoint, String failure)
      throws IOException, InterruptedException {
    try {
      jobs.cancel(failed);
    } catch (IOException | RuntimeException stuck) {
      throw new IOException(
          "the new job failed ("
              + failure
              + ") and cannot be cancelled ("
              + stuck.getMessage()
              + "): cancel job "
              + failed
              + ", then start the old one with: "
              + command(plan.old(), savepoint),
          stuck);
    }
  }

  /**
   * The job completed a checkpoint after it was given up. Its results are seen, and the old job
   * would write them a second time: there is no way back, and no need for one.
   */
  private UpgradeResult goOn(JobID late, String savepoint, long began)
      throws IOException, InterruptedException {
    String checkpoint = jobs.newestCheckpoint(late);
    progress.accept("it had just completed a checkpoint: going on from " + checkpoint);
    try {
      JobID next = jobs.submit(plan.next().from(checkpoint));
      jobs.awaitRunning(next, plan.patience());
      Duration running = since(began);
      jobs.awaitCheckpoint(next, plan.patience());
      standing = "";
      return new UpgradeResult(
          next, savepoint, checking.of(savepoint), running, since(began), null);
    } catch (IOException | RuntimeException failed) {
      throw new IOException(
          "the new job completed a checkpoint and then failed ("
              + failed.getMessage()
              + "): its results are seen, so the old job must not go on from "
              + savepoint
              + "; start the new one with: "
              + command(plan.next(), checkpoint),
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
              + (report.accepts(true)
                  ? "; --allow-non-restored-state would drop it"
                  : ""));
    }
  }

  /** What is to be done if this process ends now; empty where nothing is. */
  public String standing() {
    return standing;
  }

  private static String command(Submission submission, String from) {
    return "skucast submit --jar " + submission.jar() + " --from " + from;
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
