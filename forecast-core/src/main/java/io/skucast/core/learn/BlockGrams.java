package io.skucast.core.learn;

import java.util.Arrays;

/**
 * All rows of a group so far: the newest blocks apart, so that they can be held out, and those
 * before together. State: a POJO of primitives, primitive arrays and {@link Gram}s.
 */
public class BlockGrams {
  public int version = 1;

  /** Rows of the blocks before {@link #recent}, as they weigh at the end of {@link #pastBlock}. */
  public Gram past = new Gram();

  /** The last block in {@link #past}. */
  public int pastBlock;

  /** The newest blocks that have rows, oldest first, each as it weighs at its own end. */
  public Gram[] recent = new Gram[0];

  /** The blocks of {@link #recent}. */
  public int[] recentBlocks = new int[0];

  /** Features in a row; -1 before the first. */
  int features() {
    return recent.length > 0 ? recent[0].features : past.features;
  }

  /** Blocks kept apart. */
  int size() {
    return recent.length;
  }

  Gram newest() {
    return recent[recent.length - 1];
  }

  /** Adds a block after all others; those before the newest so many go to the past. */
  void add(int block, Gram rows, Blocks blocks, int mostBlocks) {
    while (recent.length >= mostBlocks) {
      past = sum(blocks, recentBlocks[0], true, 0, 1);
      pastBlock = recentBlocks[0];
      recent = Arrays.copyOfRange(recent, 1, recent.length);
      recentBlocks = Arrays.copyOfRange(recentBlocks, 1, recentBlocks.length);
    }
    int place = recent.length;
    recent = Arrays.copyOf(recent, place + 1);
    recentBlocks = Arrays.copyOf(recentBlocks, place + 1);
    recent[place] = rows;
    recentBlocks[place] = block;
  }

  /** Adds rows of an earlier block to a later one that is there. */
  void addLate(int block, Gram rows, Blocks blocks, int mostBlocks) {
    int last = recent.length - 1;
    if (last < 0 || recentBlocks[last] < block) {
      add(block, rows, blocks, mostBlocks);
      return;
    }
    Gram later = rows.copy();
    later.scale(blocks.discountOfBlocks((long) recentBlocks[last] - block));
    recent[last].add(later);
  }

  /** Takes the newest block out again. */
  Gram removeNewest() {
    Gram newest = newest();
    recent = Arrays.copyOf(recent, recent.length - 1);
    recentBlocks = Arrays.copyOf(recentBlocks, recentBlocks.length - 1);
    return newest;
  }

  /** Recent rows by their places, and the past or not, as they weigh at the end of a block. */
  Gram sum(Blocks blocks, int block, boolean withPast, int from, int to) {
    Gram sum = withPast ? past.copy() : new Gram();
    if (withPast && past.features >= 0) {
      sum.scale(blocks.discountOfBlocks((long) block - pastBlock));
    }
    for (int i = from; i < to; i++) {
      Gram rows = recent[i].copy();
      rows.scale(blocks.discountOfBlocks((long) block - recentBlocks[i]));
      sum.add(rows);
    }
    return sum;
  }

  /** A copy that shares nothing with this one. */
  public BlockGrams copy() {
    BlockGrams copy = new BlockGrams();
    copy.version = version;
    copy.past = past.copy();
    copy.pastBlock = pastBlock;
    copy.recent = new Gram[recent.length];
    Arrays.setAll(copy.recent, i -> recent[i].copy());
    copy.recentBlocks = recentBlocks.clone();
    return copy;
  }
}
