package io.skucast.local;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** One line that says how far a run has come: rewritten on a terminal, repeated elsewhere. */
public final class ProgressLine {
  private final PrintWriter err;
  private final boolean terminal;
  private final int linesApart;
  private int calls;

  /**
   * @param linesApart without a terminal, one of so many lines is shown
   */
  public ProgressLine(PrintWriter err, boolean terminal, int linesApart) {
    this.err = err;
    this.terminal = terminal;
    this.linesApart = linesApart;
  }

  /** Whether the next line is to be shown; to be asked once for each. */
  public boolean isDue() {
    return calls++ % linesApart == 0 || terminal;
  }

  public void show(String line) {
    if (terminal) {
      err.print("\r\u001b[K" + line);
    } else {
      err.println(line);
    }
    err.flush();
  }

  /** Leaves the line as it is and goes on below it. */
  public void end() {
    if (terminal && calls > 0) {
      err.println();
      err.flush();
    }
  }

  /** A watermark to the minute, or a dash where there is none. */
  public static String eventTime(long millis) {
    return millis == Long.MIN_VALUE || millis == Long.MAX_VALUE
        ? "–"
        : LocalDateTime.ofInstant(Instant.ofEpochMilli(millis + 1), ZoneOffset.UTC)
            .withSecond(0)
            .withNano(0)
            .toString();
  }
}
