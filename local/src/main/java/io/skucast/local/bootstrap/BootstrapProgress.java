package io.skucast.local.bootstrap;

import io.skucast.job.observe.JobCounts;
import io.skucast.local.ProgressLine;
import io.skucast.savepoints.bootstrap.Bootstrap;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** A line of how far a bootstrap has come, and about when it is done. */
final class BootstrapProgress implements Bootstrap.Progress {
  /** Where lines can not be rewritten, one is written for so many. */
  private static final int LINES_APART = 5;

  private final ProgressLine line;
  private final OptionalLong rows;
  private final long began = System.nanoTime();

  /**
   * @param rows in all, where it is known
   */
  BootstrapProgress(PrintWriter err, OptionalLong rows) {
    this.line = new ProgressLine(err, System.console() != null, LINES_APART);
    this.rows = rows;
  }

  @Override
  public void show(JobCounts counts) {
    if (line.isDue()) {
      line.show(text(counts, (System.nanoTime() - began) / 1e9));
    }
  }

  String text(JobCounts counts, double seconds) {
    String text =
        String.format(
            Locale.ROOT,
            "%.0f s · event time %s · read %,d (%,.0f/s) · series %,d · late %,d",
            seconds,
            ProgressLine.eventTime(counts.watermarkMillis()),
            counts.read(),
            counts.read() / seconds,
            counts.series(),
            counts.late());
    if (rows.isEmpty() || counts.read() == 0) {
      return text;
    }
    double left = Math.max(0, seconds * (rows.getAsLong() - counts.read()) / counts.read());
    return text
        + " · about "
        + Math.min(100, 100 * counts.read() / Math.max(1, rows.getAsLong()))
        + " %, "
        + shown(Duration.ofSeconds(Math.round(left)))
        + " left";
  }

  private static String shown(Duration left) {
    return left.toHours() > 0
        ? String.format(Locale.ROOT, "%d h %d min", left.toHours(), left.toMinutesPart())
        : String.format(Locale.ROOT, "%d min %d s", left.toMinutes(), left.toSecondsPart());
  }

  void end() {
    line.end();
  }
}
