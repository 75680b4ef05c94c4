package io.skucast.core.backtest;

import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The series above the SKUs, each the sum of those below it. */
public final class Nodes {
  private static final List<Level> LEVELS =
      List.of(Level.CATEGORY_LOCATION, Level.LOCATION, Level.CATEGORY, Level.TOTAL);

  private final SortedMap<String, SeriesHistory> histories = new TreeMap<>();
  private final Map<Level, Integer> counts = new EnumMap<>(Level.class);

  /**
   * @param skus histories of the SKUs
   */
  public Nodes(Iterable<SeriesHistory> skus) {
    for (SeriesHistory sku : skus) {
      for (Level level : LEVELS) {
        Series node = above(sku, level);
        histories
            .computeIfAbsent(
                node.key(),
                key -> {
                  counts.merge(level, 1, Integer::sum);
                  return new SeriesHistory(node);
                })
            .addAll(sku);
      }
    }
  }

  private static Series above(SeriesHistory sku, Level level) {
    String category = sku.category();
    String location = sku.series().location();
    return switch (level) {
      case CATEGORY_LOCATION -> Level.series(category, location);
      case LOCATION -> Level.series(Level.ALL, location);
      case CATEGORY -> Level.series(category, Level.ALL);
      case TOTAL -> Level.series(Level.ALL, Level.ALL);
      case SKU -> sku.series();
    };
  }

  /** Keys of the nodes above a SKU. */
  List<String> above(SeriesHistory sku) {
    List<String> keys = new ArrayList<>();
    for (Level level : LEVELS) {
      keys.add(above(sku, level).key());
    }
    return keys;
  }

  /** The history of a node by its {@link Series#key()}, or null where there is none. */
  public SeriesHistory history(String key) {
    return histories.get(key);
  }

  /**
   * The levels that differ: one whose nodes are those of a coarser level too, as categories by
   * location are where there is one location, is left out.
   */
  public List<Level> levels() {
    int cells = count(Level.CATEGORY_LOCATION);
    List<Level> levels = new ArrayList<>(List.of(Level.SKU));
    if (cells > count(Level.LOCATION) && cells > count(Level.CATEGORY)) {
      levels.add(Level.CATEGORY_LOCATION);
    }
    if (count(Level.LOCATION) > 1) {
      levels.add(Level.LOCATION);
    }
    if (count(Level.CATEGORY) > 1) {
      levels.add(Level.CATEGORY);
    }
    levels.add(Level.TOTAL);
    return levels;
  }

  private int count(Level level) {
    return counts.getOrDefault(level, 0);
  }
}
