package io.skucast.core.forecast;

import java.util.Arrays;

/**
 * Units of a series' past year, in segments of 28 periods, so that one observation reads and writes
 * a few hundred bytes of it and not the year.
 */
public final class UnitsHistory {
  /** Periods in a segment. */
  public static final int SEGMENT = 28;

  /** Stands for a period that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** Where the segments are kept. */
  public interface Segments {
    /** The segment, or null. */
    long[] get(int segment) throws Exception;

    void put(int segment, long[] units) throws Exception;

    void remove(int segment) throws Exception;
  }

  private UnitsHistory() {}

  /** Thousandths of units in the period, or {@link #UNKNOWN}. */
  public static long get(Segments segments, int period) throws Exception {
    long[] units = segments.get(Math.floorDiv(period, SEGMENT));
    return units == null ? UNKNOWN : units[Math.floorMod(period, SEGMENT)];
  }

  /**
   * Sets a period and forgets what lies more than {@code keep} periods before it.
   *
   * @param keep periods that a later question may reach back, and lateness with it
   */
  public static void put(Segments segments, int period, long unitsMilli, int keep)
      throws Exception {
    int segment = Math.floorDiv(period, SEGMENT);
    long[] units = segments.get(segment);
    if (units == null) {
      units = new long[SEGMENT];
      Arrays.fill(units, UNKNOWN);
      // A segment begins once in 28 periods: then, and only then, an old one has to go.
      segments.remove(Math.floorDiv(period - keep, SEGMENT) - 1);
    }
    units[Math.floorMod(period, SEGMENT)] = unitsMilli;
    segments.put(segment, units);
  }
}
