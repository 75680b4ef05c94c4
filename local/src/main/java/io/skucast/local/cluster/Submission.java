package io.skucast.local.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * What is submitted to a cluster.
 *
 * @param jar the job's
 * @param parallelism how many subtasks each operator has, and so the slots that are needed
 * @param from the savepoint or retained checkpoint to start from, or null for no state
 * @param allowNonRestoredState whether state may be left behind that no operator of the jar asks
 *     for
 * @param arguments options of the job: {@code --key=value} and {@code --config FILE}
 */
public record Submission(
    Path jar, int parallelism, String from, boolean allowNonRestoredState, List<String> arguments) {

  public Submission {
    arguments = List.copyOf(arguments);
  }

  /** The same job with the same options, started from there. */
  public Submission from(String savepoint) {
    return new Submission(jar, parallelism, savepoint, allowNonRestoredState, arguments);
  }

  /** The same job with the same options, with so many subtasks each. */
  public Submission at(int otherParallelism) {
    return new Submission(jar, otherParallelism, from, allowNonRestoredState, arguments);
  }
}
