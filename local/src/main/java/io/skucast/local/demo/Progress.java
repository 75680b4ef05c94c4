package io.skucast.local.demo;

import io.skucast.job.observe.JobCounts;
import io.skucast.local.ProgressLine;
import java.io.PrintWriter;

/** How far the demo has come, in one {@link ProgressLine}. */
final class Progress {
  private static final int LINES_APART = 10;

  private final ProgressLine shown;
  private long lastRead;
  private long lastNanos = System.nanoTime();

  Progress(PrintWriter err, boolean terminal) {
    this.shown = new ProgressLine(err, terminal, LINES_APART);
  }

  /**
   * @param sent records sent to the job so far
   */
  void show(long sent, JobCounts counts) {
    long now = System.nanoTime();
    double rate = (counts.read() - lastRead) / ((now - lastNanos) / 1e9);
    if (!shown.isDue()) {
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
                ProgressLine.eventTime(counts.watermarkMillis()),
                counts.series(),
                counts.trends(),
                counts.forecasts(),
                counts.late(),
                counts.rejected());
    shown.show(line);
  }

  /** Leaves the line as it is and goes on below it. */
  void end() {
    shown.end();
  }
}
