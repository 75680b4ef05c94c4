package io.skucast.core.linear;

/**
 * Rows of a series that wait for their targets to be sealed. State: a POJO of primitives and
 * primitive arrays.
 */
public class LessonRows {
  public int version = 1;

  /** Origins of the rows, ascending. */
  public int[] origins = new int[0];

  /** Numbers of each row, see {@link io.skucast.core.forecast.OriginRow}. */
  public float[] numbers = new float[0];

  /** A copy that shares nothing with this one. */
  public LessonRows copy() {
    LessonRows copy = new LessonRows();
    copy.version = version;
    copy.origins = origins.clone();
    copy.numbers = numbers.clone();
    return copy;
  }
}
