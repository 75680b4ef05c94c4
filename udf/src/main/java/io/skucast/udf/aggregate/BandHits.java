package io.skucast.udf.aggregate;

/** Rows of a group, and those whose demand was in its band. State: a POJO of primitives. */
public class BandHits {
  /** Rows counted; below zero where rows were retracted elsewhere than they were added. */
  public long rows;

  public long inside;
}
