package io.skucast.local.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a script does, step by step: each printed as it happens, and all in a table at the end. */
final class Steps {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final PrintWriter out;
  private final Duration patience;
  private final long began = System.nanoTime();
  private final List<Step> done = new ArrayList<>();

  /** One step: what was done, how long it took, and what it says of itself, which may be empty. */
  record Step(String what, double seconds, String note) {}

  /** What is done in a step; it gives what the step says of itself. */
  @FunctionalInterface
  interface Act {
    String run() throws Exception;
  }

  /** What is waited for. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws Exception;
  }

  /**
   * @param patience how long any one thing is waited for
   */
  Steps(PrintWriter out, Duration patience) {
    this.out = out;
    this.patience = patience;
  }

  Duration patience() {
    return patience;
  }

  /** Does one step. */
  void step(String what, Act act) throws Exception {
    out.printf(Locale.ROOT, "%6.1f s  %s …%n", seconds(began), what);
    out.flush();
    long start = System.nanoTime();
    String note;
    try {
      note = act.run();
    } catch (IOException e) {
      throw new IOException("the step '" + what + "' failed: " + e.getMessage(), e);
    }
    done.add(new Step(what, seconds(start), note));
    out.printf(
        Locale.ROOT, "%6.1f s    %s%n", seconds(began), note.isEmpty() ? "done" : "done: " + note);
    out.flush();
  }

  /**
   * Waits until something is so; an answer that does not come counts as not yet.
   *
   * @throws IOException if it does not become so within the patience
   */
  void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "not "
                + what
                + " within "
                + patience.toSeconds()
                + " s; a slower machine needs a longer --patience");
      }
      TimeUnit.NANOSECONDS.sleep(BETWEEN_LOOKS.toNanos());
    }
  }

  List<Step> done() {
    return List.copyOf(done);
  }

  /** All steps with their seconds. */
  void printTable() {
    out.printf("%n| step | seconds | |%n|---|--:|---|%n");
    for (Step step : done) {
      out.printf(Locale.ROOT, "| %s | %.1f | %s |%n", step.what(), step.seconds(), step.note());
    }
    out.printf(Locale.ROOT, "| all | %.1f | |%n", seconds(began));
    out.flush();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
