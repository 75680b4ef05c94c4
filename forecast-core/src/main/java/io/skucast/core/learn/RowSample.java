package io.skucast.core.learn;

import java.util.Arrays;

/**
 * A sample of rows that does not depend on their order nor on how they are split into parts: the
 * rows whose hashed tags are the smallest (bottom-k sampling; Cohen and Kaplan 2007). State and in
 * flight: a POJO of primitives and primitive arrays.
 *
 * <p>Rows are told apart by their tags: of rows with the same tag the first is kept.
 */
public class RowSample {
  public int version = 1;

  /** Most rows kept. */
  public int capacity;

  /** Features in a row; -1 before the first row. */
  public int features = -1;

  /** Rows offered, those refused left out. */
  public long offered;

  /** Rows with a number that is not finite: not taken in. */
  public long refused;

  /** Rows kept. */
  public int rows;

  /** Tags of the rows kept, by ascending hash. */
  public long[] tags = new long[0];

  /** Features of the rows kept, row after row. */
  public float[] x = new float[0];

  /** Targets of the rows kept. */
  public float[] y = new float[0];

  public RowSample() {
    this(2000);
  }

  /**
   * @param capacity most rows kept, from 1
   */
  public RowSample(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity is " + capacity + ", allowed is from 1");
    }
    this.capacity = capacity;
  }

  /** Takes a row in, or not. */
  public void add(long tag, double[] row, double target) {
    boolean finite = Float.isFinite((float) target);
    for (double feature : row) {
      finite &= Float.isFinite((float) feature);
    }
    if (!finite) {
      refused++;
      return;
    }
    size(row.length);
    offered++;
    int place = placeFor(tag);
    if (place < 0) {
      return;
    }
    open(place, tag, (float) target);
    for (int i = 0; i < features; i++) {
      x[place * features + i] = (float) row[i];
    }
  }

  /** Takes in what another kept. */
  public void add(RowSample other) {
    if (other.capacity != capacity) {
      throw new IllegalArgumentException(
          "capacity is " + other.capacity + ", allowed is " + capacity + " as of this sample");
    }
    refused += other.refused;
    if (other.features < 0) {
      return;
    }
    size(other.features);
    offered += other.offered;
    for (int n = 0; n < other.rows; n++) {
      int place = placeFor(other.tags[n]);
      if (place >= 0) {
        open(place, other.tags[n], other.y[n]);
        System.arraycopy(other.x, n * features, x, place * features, features);
      }
    }
  }

  /** Where the tag belongs, or below 0 where it is kept already or its hash is too large. */
  private int placeFor(long tag) {
    long hash = hash(tag);
    if (rows == capacity && Long.compareUnsigned(hash, hash(tags[rows - 1])) >= 0) {
      return -1;
    }
    int from = 0;
    int to = rows;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(hash(tags[middle]), hash);
      if (order == 0) {
        return -1;
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Makes room for a row at the place; the last row falls out where the sample is full. */
  private void open(int place, long tag, float target) {
    if (rows < capacity) {
      if (rows == tags.length) {
        int room = (int) Math.min(capacity, Math.max(16L, 2L * rows));
        tags = Arrays.copyOf(tags, room);
        y = Arrays.copyOf(y, room);
        x = Arrays.copyOf(x, Math.multiplyExact(room, features));
      }
      rows++;
    }
    int moved = rows - 1 - place;
    System.arraycopy(tags, place, tags, place + 1, moved);
    System.arraycopy(y, place, y, place + 1, moved);
    System.arraycopy(x, place * features, x, (place + 1) * features, moved * features);
    tags[place] = tag;
    y[place] = target;
  }

  /** The mixing steps of SplitMix64 (Steele, Lea and Flood 2014): no two tags have one hash. */
  static long hash(long tag) {
    long mixed = tag + 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  private void size(int count) {
    if (features < 0) {
      features = count;
    } else if (features != count) {
      throw new IllegalArgumentException(
          "row has " + count + " features, allowed is " + features + " as in the rows before");
    }
  }

  /** A copy that shares nothing with this one. */
  public RowSample copy() {
    RowSample copy = new RowSample(capacity);
    copy.version = version;
    copy.features = features;
    copy.offered = offered;
    copy.refused = refused;
    copy.rows = rows;
    copy.tags = tags.clone();
    copy.x = x.clone();
    copy.y = y.clone();
    return copy;
  }
}
