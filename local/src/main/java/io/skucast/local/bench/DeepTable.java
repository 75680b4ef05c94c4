package io.skucast.local.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Speeds of the ways of asking a deep model, several of each, beside each other. */
final class DeepTable {
  static final String BARE = "bare session";
  static final String OPERATOR = "operator of the job";
  static final String SERVED = "served";
  static final String BARE_ONE = "bare session, one row a call";
  static final String SERVED_ONE = "served, one row a call";

  private final PrintWriter progress;
  private final Map<String, List<DeepSpeed>> speeds = new LinkedHashMap<>();

  /**
   * @param progress takes a line for each speed as it comes
   */
  DeepTable(PrintWriter progress) {
    this.progress = progress;
  }

  void add(String way, DeepSpeed speed) {
    List<DeepSpeed> all = speeds.computeIfAbsent(way, w -> new ArrayList<>());
    all.add(speed);
    all.sort(Comparator.comparing(DeepSpeed::rowsPerSecond));
    progress.printf(Locale.ROOT, "%s: %,.0f rows/s%n", way, speed.rowsPerSecond());
    progress.flush();
  }

  /** Prints the median of each way, and how the operator stands to the bare session. */
  void print(PrintWriter out) {
    out.printf(
        "| way | rows/s (least to most) | to the bare session | p50 of a call, ms | p99, ms |%n"
            + "|---|--:|--:|--:|--:|%n");
    speeds.forEach(
        (way, all) ->
            out.printf(
                Locale.ROOT,
                "| %s | %,.0f (%,.0f to %,.0f) | %.3f | %.2f | %.2f |%n",
                way,
                rate(way),
                all.get(0).rowsPerSecond(),
                all.get(all.size() - 1).rowsPerSecond(),
                rate(way) / rate(BARE),
                median(way).p50Millis(),
                median(way).p99Millis()));
    out.printf(
        Locale.ROOT,
        "%noperator to bare session: %.2f by rows/s, %.2f by the p50 of a call, which other work on"
            + " the machine disturbs less%n"
            + "operator to one row a call: served %.1f, bare %.1f by rows/s%n",
        rate(OPERATOR) / rate(BARE),
        median(BARE).p50Millis() / median(OPERATOR).p50Millis(),
        rate(OPERATOR) / rate(SERVED_ONE),
        rate(OPERATOR) / rate(BARE_ONE));
    out.flush();
  }

  private DeepSpeed median(String way) {
    List<DeepSpeed> all = speeds.get(way);
    return all.get(all.size() / 2);
  }

  private double rate(String way) {
    return median(way).rowsPerSecond();
  }
}
