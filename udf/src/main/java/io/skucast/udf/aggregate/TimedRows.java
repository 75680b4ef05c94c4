package io.skucast.udf.aggregate;

import io.skucast.udf.argument.Allowed;
import java.util.Arrays;

/**
 * Rows of a group in order of time, however they arrived; what is retracted is gone. A row is a
 * time and one or two numbers; equal rows are kept once, with how many there are. State: a POJO of
 * primitives and primitive arrays.
 */
public class TimedRows {
  /** Different rows of one group; a series has hundreds or thousands. */
  static final int MOST_ROWS = 1_000_000;

  /** Places in use of the arrays. */
  public int size;

  /** Ascending; rows of one time by their numbers. */
  public long[] times = new long[0];

  public double[] values = new double[0];

  /** Second number of each row; zero where rows have but one. */
  public double[] others = new double[0];

  /** How many rows are the same; below zero where they were retracted before they were added. */
  public int[] counts = new int[0];

  /** What the function was told beside the rows, one for the group; empty before the first row. */
  public double[] parameters = new double[0];

  /** Adds the row so many times, or takes it away where the count is negative. */
  void add(String function, long time, double value, double other, int count) {
    double v = value + 0.0; // -0.0 and 0.0 are the same row
    double o = other + 0.0;
    int place = place(time, v, o);
    if (place >= 0) {
      counts[place] += count;
      if (counts[place] == 0) {
        remove(place);
      }
    } else {
      insert(function, -place - 1, time, v, o, count);
    }
  }

  private int place(long time, double value, double other) {
    // Rows mostly arrive in order of time.
    if (size > 0 && time > times[size - 1]) {
      return -size - 1;
    }
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(middle, time, value, other);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  private int compare(int place, long time, double value, double other) {
    if (times[place] != time) {
      return Long.compare(times[place], time);
    }
    int order = Double.compare(values[place], value);
    return order != 0 ? order : Double.compare(others[place], other);
  }

  private void remove(int place) {
    int after = size - place - 1;
    System.arraycopy(times, place + 1, times, place, after);
    System.arraycopy(values, place + 1, values, place, after);
    System.arraycopy(others, place + 1, others, place, after);
    System.arraycopy(counts, place + 1, counts, place, after);
    size--;
  }

  private void insert(
      String function, int place, long time, double value, double other, int count) {
    if (size == times.length) {
      resize(grown(function));
    }
    int after = size - place;
    System.arraycopy(times, place, times, place + 1, after);
    System.arraycopy(values, place, values, place + 1, after);
    System.arraycopy(others, place, others, place + 1, after);
    System.arraycopy(counts, place, counts, place + 1, after);
    times[place] = time;
    values[place] = value;
    others[place] = other;
    counts[place] = count;
    size++;
  }

  private int grown(String function) {
    if (size >= MOST_ROWS) {
      throw Allowed.refused(
          function,
          "the number of different rows of a group",
          "above " + MOST_ROWS,
          "no more: group by series, or by a span of time too");
    }
    return Math.min(MOST_ROWS, Math.max(8, size + size / 2));
  }

  private void resize(int length) {
    times = Arrays.copyOf(times, length);
    values = Arrays.copyOf(values, length);
    others = Arrays.copyOf(others, length);
    counts = Arrays.copyOf(counts, length);
  }

  /** Adds all rows of another part of the group. */
  void merge(String function, String[] names, TimedRows part) {
    if (part.parameters.length > 0) {
      tell(function, names, part.parameters);
    }
    for (int i = 0; i < part.size; i++) {
      add(function, part.times[i], part.values[i], part.others[i], part.counts[i]);
    }
  }

  /**
   * Takes what the function was told beside a row.
   *
   * @throws IllegalArgumentException if it is not what it was told with the rows before
   */
  void tell(String function, String[] names, double... told) {
    if (parameters.length == 0) {
      parameters = told.clone();
      return;
    }
    for (int i = 0; i < told.length; i++) {
      if (told[i] != parameters[i]) {
        throw Allowed.refused(
            function, names[i], told[i], "one for all rows of a group, here " + parameters[i]);
      }
    }
  }

  void reset() {
    size = 0;
    resize(0);
    parameters = new double[0];
  }

  /** Sees the numbers of one time, those of several rows of it added up. */
  interface Sink {
    void accept(long time, double value, double other);
  }

  /** Shows every time that there are rows of, in order. */
  void forEach(Sink sink) {
    int i = 0;
    while (i < size) {
      long time = times[i];
      double value = 0;
      double other = 0;
      boolean any = false;
      for (; i < size && times[i] == time; i++) {
        if (counts[i] > 0) {
          value += values[i] * counts[i];
          other += others[i] * counts[i];
          any = true;
        }
      }
      if (any) {
        sink.accept(time, value, other);
      }
    }
  }
}
