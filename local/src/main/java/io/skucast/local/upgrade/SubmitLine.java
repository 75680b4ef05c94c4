package io.skucast.local.upgrade;

import io.skucast.local.cluster.Submission;
import java.nio.file.Path;
import java.util.List;

/** What one types to submit a job by hand, where a command could not. */
final class SubmitLine {
  private SubmitLine() {}

  /**
   * @param folder of the cluster
   * @param from savepoint or checkpoint to start from
   */
  static String of(Path folder, Submission submission, String from) {
    StringBuilder line =
        new StringBuilder("skucast submit --folder ")
            .append(folder)
            .append(" --jar ")
            .append(submission.jar())
            .append(" --parallelism ")
            .append(submission.parallelism())
            .append(" --from ")
            .append(from);
    if (submission.allowNonRestoredState()) {
      line.append(" --allow-non-restored-state");
    }
    List<String> words = submission.arguments();
    for (String word : words) {
      line.append(' ').append(masked(word));
    }
    return line.toString();
  }

  /** A password in a message would be in a log soon. */
  private static String masked(String word) {
    int equals = word.indexOf('=');
    boolean isSecret =
        equals > 0 && word.substring(0, equals).matches("(?i).*(password|secret|token|key).*");
    return isSecret ? word.substring(0, equals) + "=******" : word;
  }
}
