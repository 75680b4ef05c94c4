package io.skucast.local.demo;

import io.skucast.job.observe.JobCounts;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** One line that says how far a run has come: rewritten on a terminal, repeated elsewhere. */
final class Progress {
  private static final int LINES_APART = 10;

  private final PrintWriter err;
  private final boolean terminal;
  private long lastRead;
  private long lastNanos = System.nanoTime();
  private int calls;

  Progress(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /**
   * @param sent records sent to the job so far
   */
  void show(long sent, JobCounts counts) {
    long now = System.nanoTime();
    double rate = (counts.read() - lastRead) / ((now - lastNanos) / 1e9);
    boolean due = terminal || calls % LINES_APART == 0;
    calls++;
    if (!due) {
      return;
    }
    lastRead = counts.read();
    lastNanos = now;
    String line =
        "fed %,d · read %,d (%,.0f/s) · event time %s · series %,d · trends %,d · forecasts %,d · late %,d · rejected %,d"
            .formatted(
                sent,
                counts.read(),
                rate,
                eventTime(counts.watermarkMillis()),
                counts.series(),
                counts.trends(),
                counts.forecasts(),
                counts.late(),
                counts.rejected());
    if (terminal) {
      err.print("\r\u001b[K" + line);
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Leaves the line as it is and goes on below it. */
  void end() {
    if (terminal && calls > 0) {
      err.println();
      err.flush();
    }
  }

  private static String eventTime(long millis) {
    return millis == Long.MIN_VALUE || millis == Long.MAX_VALUE
        ? "–"
        : LocalDateTime.ofInstant(Instant.ofEpochMilli(millis + 1), ZoneOffset.UTC)
            .withSecond(0)
            .withNano(0)
            .toString();
  }
}
