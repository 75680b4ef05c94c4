package io.skucast.core.learn;

/**
 * Event time cut into blocks of periods; models are trained at the end of each, and older rows
 * weigh less. Block 0 starts with period 0.
 *
 * @param every periods in a block, from 1
 * @param retained what remains of a row's weight with each later period, above 0 to 1; 1 forgets
 *     nothing
 */
public record Blocks(int every, double retained) {
  public Blocks {
    if (every < 1) {
      throw new IllegalArgumentException("every is " + every + ", allowed is from 1");
    }
    if (!(retained > 0 && retained <= 1)) {
      throw new IllegalArgumentException(
          "retained is " + retained + ", allowed is above 0 and at most 1");
    }
  }

  /** The block that the period is in. */
  public int block(int period) {
    return Math.floorDiv(period, every);
  }

  /** The last period of the block. */
  public int lastPeriod(int block) {
    return Math.toIntExact((long) block * every + every - 1);
  }

  /** Weight of a row of the period at the end of its own block, above 0 to 1. */
  public double discount(int period) {
    return remaining(lastPeriod(block(period)) - period);
  }

  /** What remains of a weight after so many whole blocks, 0 to 1. */
  public double discountOfBlocks(long blocks) {
    if (blocks < 0) {
      throw new IllegalArgumentException("blocks is " + blocks + ", allowed is from 0");
    }
    return remaining(blocks * every);
  }

  /**
   * Checks that a block comes after the one before it, and that a model trained on it is used for
   * no origin that its targets reach beyond.
   */
  void require(int block, int before, int effectiveOrigin) {
    if (block <= before) {
      throw new IllegalArgumentException(
          "block is " + block + ", allowed is after " + before + ", the last one taken in");
    }
    if (effectiveOrigin < lastPeriod(block)) {
      throw new IllegalArgumentException(
          "effectiveOrigin is "
              + effectiveOrigin
              + ", allowed is from "
              + lastPeriod(block)
              + ", the last period of block "
              + block);
    }
  }

  private double remaining(long periods) {
    return retained == 1 ? 1 : StrictMath.pow(retained, periods);
  }
}
