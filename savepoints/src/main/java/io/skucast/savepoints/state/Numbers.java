package io.skucast.savepoints.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whole numbers, none of them negative, and how they are spread. */
public final class Numbers {
  private static final int WIDTH = 40;

  private long[] values = new long[16];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  public int size() {
    return size;
  }

  public long sum() {
    return Arrays.stream(values, 0, size).sum();
  }

  /**
   * The smallest number that so large a share of them does not exceed.
   *
   * @param share 0 for the least, 0.5 for the median, 1 for the largest
   * @return 0 where there are none
   */
  public long quantile(double share) {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)];
  }

  /** A line a power of two, drawn as wide as its number is. */
  public List<String> histogram() {
    long[] counts = new long[65];
    for (int i = 0; i < size; i++) {
      counts[64 - Long.numberOfLeadingZeros(Math.max(0, values[i]))]++;
    }
    long most = Arrays.stream(counts).max().orElse(0);
    List<String> lines = new ArrayList<>();
    int first = 0;
    int last = counts.length - 1;
    while (first < last && counts[first] == 0) {
      first++;
    }
    while (last > first && counts[last] == 0) {
      last--;
    }
    for (int bits = first; most > 0 && bits <= last; bits++) {
      long from = bits == 0 ? 0 : 1L << (bits - 1);
      long to = bits == 0 ? 0 : (from << 1) - 1;
      int width = (int) Math.ceil((double) WIDTH * counts[bits] / most);
      lines.add(
          String.format(
              Locale.ROOT, "%,11d to %,11d %,9d %s", from, to, counts[bits], "█".repeat(width)));
    }
    return lines;
  }
}
