package io.skucast.local.verify;

import io.skucast.job.observe.JobCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The accounts of a run with faults: whether they add up, and are those of the other run. */
final class CountCheck {
  /** How many of the accepted sales are corrections depends on when the clock passed. */
  private static final String CORRECTIONS = "corrections";

  private CountCheck() {}

  /**
   * @param fed records sent to the job, clocks among them
   * @return a line for everything that is wrong
   */
  static List<String> problems(long fed, JobCounts expected, JobCounts found) {
    List<String> problems = new ArrayList<>();
    if (found.read() + found.clocks() != fed) {
      problems.add(
          "read %,d and clocks %,d are not the %,d records that were fed"
              .formatted(found.read(), found.clocks(), fed));
    }
    if (found.unaccounted() != 0) {
      problems.add(
          "accepted %,d is not aggregated %,d + duplicate %,d + late %,d"
              .formatted(found.accepted(), found.aggregated(), found.duplicate(), found.late()));
    }
    Map<String, Long> reference = expected.summary();
    found
        .summary()
        .forEach(
            (name, count) -> {
              if (!name.equals(CORRECTIONS) && !count.equals(reference.get(name))) {
                problems.add("%s is %,d and not %,d".formatted(name, count, reference.get(name)));
              }
            });
    return problems;
  }

  /** The accounts in one line. */
  static String text(JobCounts counts) {
    return ("read %,d = accepted %,d + rejected %,d; accepted = aggregated %,d + duplicate %,d + late"
            + " %,d; series %,d")
        .formatted(
            counts.read(),
            counts.accepted(),
            counts.rejected(),
            counts.aggregated(),
            counts.duplicate(),
            counts.late(),
            counts.series());
  }
}
