package io.skucast.deep.train;

import java.util.SplittableRandom;

/** Some columns of a batch whose values change places among its rows, and go back again. */
final class Dealt {
  private final float[] floats;
  private final int[] integers;
  private final int rowSize;
  private final int from;
  private final int count;
  private final int rows;
  private final Object before;

  Dealt(float[] numbers, int rowSize, int from, int count, int rows) {
    this(numbers, null, rowSize, from, count, rows);
  }

  Dealt(int[] codes, int rowSize, int column, int rows) {
    this(null, codes, rowSize, column, 1, rows);
  }

  private Dealt(float[] floats, int[] integers, int rowSize, int from, int count, int rows) {
    this.floats = floats;
    this.integers = integers;
    this.rowSize = rowSize;
    this.from = from;
    this.count = count;
    this.rows = rows;
    this.before = floats != null ? floats.clone() : integers.clone();
  }

  /** Every order of the rows is as likely (Fisher and Yates 1938). */
  void deal(SplittableRandom random) {
    Object numbers = floats != null ? floats : integers;
    int[] order = new int[rows];
    for (int i = 0; i < rows; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    for (int i = 0; i < rows; i++) {
      System.arraycopy(before, order[i] * rowSize + from, numbers, i * rowSize + from, count);
    }
  }

  void restore() {
    Object numbers = floats != null ? floats : integers;
    int length = floats != null ? floats.length : integers.length;
    System.arraycopy(before, 0, numbers, 0, length);
  }
}
