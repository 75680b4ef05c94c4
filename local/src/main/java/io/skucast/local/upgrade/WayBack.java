package io.skucast.local.upgrade;

import io.skucast.local.cluster.RunningJob;
import io.skucast.local.cluster.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;

/** From a new job that failed back to the old one, and never to two at once. */
final class WayBack {
  private final JobControl jobs;
  private final UpgradePlan plan;
  private final Consumer<String> progress;
  private final String savepoint;
  private final long began;

  /**
   * @param savepoint that the old job was stopped with
   * @param began nanoseconds of the request to stop
   */
  WayBack(
      JobControl jobs, UpgradePlan plan, Consumer<String> progress, String savepoint, long began) {
    this.jobs = jobs;
    this.plan = plan;
    this.progress = progress;
    this.savepoint = savepoint;
    this.began = began;
  }

  /**
   * @param next the new job; null where its submission failed
   * @param before jobs that there were before the old one was stopped
   * @param failure what went wrong
   * @throws IOException if there is no way back by itself: what to do
   */
  UpgradeResult from(JobID next, List<RunningJob> before, String failure)
      throws IOException, InterruptedException {
    progress.accept("the new job failed: " + failure);
    for (JobID failed : submitted(next, before)) {
      progress.accept("cancelling job " + failed);
      cancel(failed, failure);
      if (jobs.checkpoints(failed) > 0) {
        return goOn(failed);
      }
    }
    try {
      progress.accept("submitting " + plan.old().jar().getFileName() + " from " + savepoint);
      JobID back = jobs.submit(plan.old().from(savepoint));
      progress.accept("waiting until job " + back + " runs");
      jobs.awaitRunning(back, plan.patience());
      return new UpgradeResult(back, savepoint, null, Upgrade.since(began), null, failure);
    } catch (IOException | RuntimeException again) {
      throw new IOException(
          "the new job failed ("
              + failure
              + "), and the old one does not run again ("
              + again.getMessage()
              + "); the state is whole in "
              + savepoint
              + ": see that no job runs, and start the old one with: "
              + line(plan.old(), savepoint),
          again);
    }
  }

  /**
   * The new job, also where its submission was not answered and it runs nevertheless: then it is
   * one that was not there before, under the name of the old one.
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

  private void cancel(JobID failed, String failure) throws IOException, InterruptedException {
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
              + line(plan.old(), savepoint),
          stuck);
    }
  }

  /**
   * The job completed a checkpoint after it was given up. Its results are seen, and the old job
   * would write them a second time: there is no way back, and no need for one.
   */
  private UpgradeResult goOn(JobID late) throws IOException, InterruptedException {
    String checkpoint = jobs.newestCheckpoint(late);
    progress.accept("it had just completed a checkpoint: going on from " + checkpoint);
    try {
      JobID next = jobs.submit(plan.next().from(checkpoint));
      jobs.awaitRunning(next, plan.patience());
      Duration running = Upgrade.since(began);
      jobs.awaitCheckpoint(next, plan.patience());
      return new UpgradeResult(next, savepoint, null, running, Upgrade.since(began), null);
    } catch (IOException | RuntimeException failed) {
      throw new IOException(
          "the new job completed a checkpoint and then failed ("
              + failed.getMessage()
              + "): its results are seen, so the old job must not go on from "
              + savepoint
              + "; start the new one with: "
              + line(plan.next(), checkpoint),
          failed);
    }
  }

  private String line(Submission submission, String from) {
    return SubmitLine.of(plan.folder(), submission, from);
  }
}
