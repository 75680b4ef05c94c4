package io.skucast.local.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens to the job, top to bottom. Everything happens while sales flow and results of them
 * are in a transaction that is open.
 *
 * @param jar the release that runs
 * @param next one with a field more in its state and an operator more
 * @param failing one that does not come up
 */
record UpgradeScenario(Path jar, Path next, Path failing) {
  /**
   * The uninterrupted run, and the others compared with it.
   *
   * @param with whether there is a run on a cluster with high availability
   * @param without whether there is one on a cluster without
   */
  List<Verdict> verify(Verification on, boolean with, boolean without) throws Exception {
    Verdict.Ended[] calm = new Verdict.Ended[1];
    List<Verdict> verdicts = new ArrayList<>();
    if (with) {
      on.onCluster(
          "flink-with-ha",
          true,
          stage -> {
            calm[0] = uninterrupted(stage, "uninterrupted");
            verdicts.add(on.compare(calm[0], withHighAvailability(stage, "with-ha")));
          });
    }
    if (without) {
      on.onCluster(
          "flink-without-ha",
          false,
          stage -> {
            calm[0] = calm[0] == null ? uninterrupted(stage, "uninterrupted") : calm[0];
            verdicts.add(on.compare(calm[0], withoutHighAvailability(stage, "without-ha")));
          });
    }
    return verdicts;
  }

  /** Nothing. */
  Verdict.Ended uninterrupted(Stage stage, String prefix) throws Exception {
    try (JobRun run = new JobRun(stage, prefix)) {
      stage.steps().step("submit, for a run without faults", () -> run.submit(jar, 2, null));
      return run.finish("feed all sales");
    }
  }

  /** On a cluster with high availability, whose jobs survive the JobManager. */
  Verdict.Ended withHighAvailability(Stage stage, String prefix) throws Exception {
    try (JobRun run = new JobRun(stage, prefix)) {
      Faults faults = new Faults(run, stage);
      Changes changes = new Changes(run, stage);
      stage.steps().step("submit at parallelism 1", () -> run.submit(jar, 1, null));
      run.whileFedTo(1 / 8.0, "kill -9 the job's TaskManager", faults::killATaskManager);
      run.whileFedTo(2 / 8.0, "kill -9 the JobManager", faults::killTheJobManager);
      run.whileFedTo(3 / 8.0, "upgrade to a jar with more state", () -> changes.upgrade(next));
      run.whileFedTo(4 / 8.0, "rescale 1 to 2", () -> changes.rescale(2));
      run.whileFedTo(5 / 8.0, "rescale 2 to 3", () -> changes.rescale(3));
      run.whileFedTo(6 / 8.0, "kill -9 in a checkpoint", faults::killDuringACheckpoint);
      run.whileFedTo(7 / 8.0, "roll back a failed upgrade", () -> changes.failedUpgrade(failing));
      return run.finish("feed the rest");
    }
  }

  /** On a cluster without, where a job is resumed from the last checkpoint that it retained. */
  Verdict.Ended withoutHighAvailability(Stage stage, String prefix) throws Exception {
    try (JobRun run = new JobRun(stage, prefix)) {
      Faults faults = new Faults(run, stage);
      stage.steps().step("submit at parallelism 2", () -> run.submit(jar, 2, null));
      run.whileFedTo(1 / 3.0, "kill -9 the JobManager, resume", faults::killTheJobManagerAndResume);
      run.whileFedTo(2 / 3.0, "kill -9 all, resume at 3", () -> faults.killAllAndResume(3));
      return run.finish("feed the rest");
    }
  }
}
