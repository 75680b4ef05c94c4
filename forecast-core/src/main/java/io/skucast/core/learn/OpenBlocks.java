package io.skucast.core.learn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The sums of blocks that lessons may still come for, by block and group. It is no state itself:
 * {@link #all} is what to store.
 */
public final class OpenBlocks {
  private final int sampleRows;
  private final NavigableMap<Integer, Map<ModelGroup, BlockSums>> blocks = new TreeMap<>();

  /**
   * @param sampleRows most rows kept of a block and {@link ModelGroup#DIRECTION} group, from 1
   */
  public OpenBlocks(int sampleRows) {
    this.sampleRows = sampleRows;
  }

  /** Takes a lesson of the block in. */
  public void add(int block, Lesson lesson) {
    sums(lesson.group(), block).add(lesson);
  }

  /** Takes in sums, which are not changed. */
  public void add(BlockSums part) {
    sums(part.group(), part.block()).add(part);
  }

  private BlockSums sums(ModelGroup group, int block) {
    Map<ModelGroup, BlockSums> groups = blocks.get(block);
    if (groups == null) {
      groups = new HashMap<>();
      blocks.put(block, groups);
    }
    BlockSums sums = groups.get(group);
    if (sums == null) {
      sums = BlockSums.none(group, block, sampleRows);
      groups.put(group, sums);
    }
    return sums;
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  /** The earliest block with lessons; there must be one. */
  public int first() {
    return blocks.firstKey();
  }

  /** Takes the sums of the earliest block out, by group; there must be one. */
  public Collection<BlockSums> takeFirst() {
    return new TreeMap<>(blocks.pollFirstEntry().getValue()).values();
  }

  /** All sums, by block and group. */
  public List<BlockSums> all() {
    List<BlockSums> all = new ArrayList<>();
    blocks.values().forEach(groups -> all.addAll(new TreeMap<>(groups).values()));
    return all;
  }
}
