package io.skucast.core.learn;

import java.util.Collection;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the lessons of one group and block come to, or those of a part of them: the parts add up to
 * the same bits in any order. In flight and in state.
 *
 * <p>Lessons of a block weigh the same whatever their period: forgetting goes by whole blocks, so
 * that the sums of categories that forget differently can be added up.
 *
 * @param group the model that the lessons train
 * @param block the block that their targets are in
 * @param sums of a {@link ModelGroup#LINEAR} group; null of any other
 * @param rows of a {@link ModelGroup#DIRECTION} group; null of any other
 */
public record BlockSums(ModelGroup group, int block, GramSums sums, RowSample rows) {
  public BlockSums {
    Objects.requireNonNull(group, "group");
    boolean isLinear = ModelGroup.LINEAR.equals(group.model());
    if ((sums != null) != isLinear || (rows != null) == isLinear) {
      throw new IllegalArgumentException(
          "sums of "
              + group.key()
              + " are "
              + (sums == null ? "missing" : "there")
              + " and rows are "
              + (rows == null ? "missing" : "there")
              + ", allowed is sums alone for linear and rows alone for direction");
    }
  }

  /**
   * Of no lesson yet.
   *
   * @param sampleRows most rows kept of a {@link ModelGroup#DIRECTION} group, from 1
   */
  public static BlockSums none(ModelGroup group, int block, int sampleRows) {
    boolean isLinear = ModelGroup.LINEAR.equals(group.model());
    return new BlockSums(
        group,
        block,
        isLinear ? new GramSums() : null,
        isLinear ? null : new RowSample(sampleRows));
  }

  /** Takes a lesson of this group and block in. */
  public void add(Lesson lesson) {
    if (sums != null) {
      sums.add(lesson.features(), lesson.target(), lesson.weight());
    } else {
      rows.add(lesson.tag(), lesson.features(), lesson.target());
    }
  }

  /** Takes in other lessons of the same block and kind of model. */
  public void add(BlockSums other) {
    if (other.block != block || !other.group.model().equals(group.model())) {
      throw new IllegalArgumentException(
          "sums are of "
              + other.group.key()
              + " in block "
              + other.block
              + ", allowed is "
              + group.model()
              + " in block "
              + block);
    }
    if (sums != null) {
      sums.add(other.sums);
    } else {
      rows.add(other.rows);
    }
  }

  /** Lessons that were not taken in, as a number of theirs is not finite. */
  public long refused() {
    return sums != null ? sums.refused : rows.refused;
  }

  /** Lessons taken in with a number that was cut. */
  public long cut() {
    return sums != null ? sums.cut : 0;
  }

  /**
   * The sums of a block and, by what all its categories come to, of the group of all categories.
   *
   * @param parts of one block; they are not changed
   * @return one a group, by group
   */
  public static NavigableMap<ModelGroup, BlockSums> withCoarser(Collection<BlockSums> parts) {
    NavigableMap<ModelGroup, BlockSums> all = new TreeMap<>();
    for (BlockSums part : parts) {
      part.addTo(all, part.group);
      if (!part.group.isCoarsest()) {
        part.addTo(all, part.group.coarser());
      }
    }
    return all;
  }

  private void addTo(NavigableMap<ModelGroup, BlockSums> all, ModelGroup taker) {
    int capacity = rows == null ? 0 : rows.capacity;
    all.computeIfAbsent(taker, g -> none(g, block, capacity)).add(this);
  }
}
