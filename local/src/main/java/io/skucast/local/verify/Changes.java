package io.skucast.local.verify;

import io.skucast.local.cluster.Submission;
import java.nio.file.Path;

/** What is done to a running job on purpose. Each leaves it running, from a savepoint of itself. */
final class Changes {
  private final JobRun run;
  private final Stage stage;

  Changes(JobRun run, Stage stage) {
    this.run = run;
    this.stage = stage;
  }

  /** The same jar with another number of subtasks. */
  String rescale(int parallelism) throws Exception {
    String savepoint = stop();
    Submission submission = run.submission().from(savepoint).at(parallelism);
    run.becomes(stage.jobs().submit(submission), submission);
    run.awaitWell();
    return "from " + Path.of(savepoint).getFileName();
  }

  String upgrade(Path next) throws Exception {
    throw new UnsupportedOperationException(next.toString());
  }

  String failedUpgrade(Path failing) throws Exception {
    throw new UnsupportedOperationException(failing.toString());
  }

  private String stop() throws Exception {
    return stage.jobs().stop(run.job(), null);
  }
}
