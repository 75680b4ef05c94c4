package io.skucast.job.operator;

import java.util.Arrays;

/** The watermark of a task: the least of those of its channels. */
public final class Valve {
  private final long[] marks;
  private long passed = Long.MIN_VALUE;

  public Valve(int channels) {
    marks = new long[channels];
    Arrays.fill(marks, Long.MIN_VALUE);
  }

  /** Whether the watermark of the task has moved. */
  public boolean moves(int channel, long mark) {
    marks[channel] = mark;
    long least = Arrays.stream(marks).min().orElseThrow();
    boolean moves = least > passed;
    passed = Math.max(passed, least);
    return moves;
  }

  public long passed() {
    return passed;
  }
}
