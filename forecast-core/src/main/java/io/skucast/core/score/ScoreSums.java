package io.skucast.core.score;

import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;

/**
 * Sums of the scores of one period, by {@link RollUp}, of some or all series of a category, a
 * location or the total.
 *
 * @param seriesKey of the level, see {@link Level#series}
 */
public record ScoreSums(String seriesKey, int period, long[] sums) {

  /** Keys of the levels that a series is scored for: its category's, its location's, the total. */
  public static String[] levelsOf(String category, String location) {
    return new String[] {
      Level.series(category, Level.ALL).key(),
      Level.series(Level.ALL, location).key(),
      new Series(Level.ALL, Level.ALL).key()
    };
  }
}
