package io.skucast.local.verify;

import io.skucast.job.io.publish.OutputTopic;
import io.skucast.job.observe.JobCounts;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.elasticsearch.client.RestClient;

/**
 * Everything that a run with faults has left, compared with what an uninterrupted one has.
 *
 * @param comparisons one for each topic and each kind of index
 * @param problems what is wrong beside them, a line each
 */
record Verdict(
    Ended reference, Ended subject, List<Comparison> comparisons, List<String> problems) {
  private static final int SHOWN = 10;

  /** Of these a sale or a record that was sent twice may be there twice. */
  private static final Set<OutputTopic> MAY_REPEAT =
      EnumSet.of(OutputTopic.LATE, OutputTopic.REJECTED);

  /** A run that is over: the prefix of its topics and indices, and its last counts. */
  record Ended(String prefix, JobCounts counts) {}

  /**
   * Reads all topics and indices of both.
   *
   * @param fed records that each was fed
   */
  static Verdict of(
      String bootstrap, RestClient elasticsearch, long fed, Ended reference, Ended subject)
      throws Exception {
    List<Comparison> comparisons = new ArrayList<>();
    List<String> problems =
        new ArrayList<>(CountCheck.problems(fed, reference.counts(), subject.counts()));
    for (OutputTopic topic : OutputTopic.values()) {
      Comparison records =
          Comparison.of(
              new TopicReading(bootstrap, reference.prefix(), topic),
              new TopicReading(bootstrap, subject.prefix(), topic),
              MAY_REPEAT.contains(topic));
      Comparison documents =
          Comparison.of(
              IndexReading.of(elasticsearch, reference.prefix(), topic),
              IndexReading.of(elasticsearch, subject.prefix(), topic),
              false);
      comparisons.add(records);
      comparisons.add(documents);
      if (records.ids() != documents.ids()) {
        problems.add(
            "%s has %,d different results, %s %,d"
                .formatted(records.name(), records.ids(), documents.name(), documents.ids()));
      }
    }
    comparisons.add(
        Comparison.of(
            IndexReading.ofRefused(elasticsearch, reference.prefix()),
            IndexReading.ofRefused(elasticsearch, subject.prefix()),
            false));
    return new Verdict(reference, subject, comparisons, problems);
  }

  boolean isSame() {
    return problems.isEmpty() && comparisons.stream().allMatch(Comparison::isSame);
  }

  /** What was compared and how many, and the first differences. */
  void print(PrintWriter out) {
    out.printf(
        "%n| compared | uninterrupted | "
            + subject.prefix()
            + " | different results | the same | differences |%n"
            + "|---|--:|--:|--:|--:|--:|%n");
    for (Comparison c : comparisons) {
      out.printf(
          Locale.ROOT,
          "| %s | %,d | %,d | %,d | %,d | %,d |%n",
          c.name(),
          c.expected(),
          c.found(),
          c.ids(),
          c.same(),
          c.differences().size());
    }
    out.printf("%n%s%n", CountCheck.text(subject.counts()));
    problems.forEach(problem -> out.printf("  counts: %s%n", problem));
    for (Comparison c : comparisons) {
      c.differences().stream()
          .limit(SHOWN)
          .forEach(d -> out.printf("  %s: %s %s: %s%n", c.name(), d.kind(), d.id(), d.what()));
    }
    out.flush();
  }
}
