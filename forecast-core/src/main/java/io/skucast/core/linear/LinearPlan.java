package io.skucast.core.linear;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.OriginRow;
import io.skucast.core.learn.ModelGroup;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** What linear models are made of, and which of them forecasts what. Immutable. */
public final class LinearPlan implements Serializable {
  /**
   * How the models of one category are made.
   *
   * @param lastHorizons last horizon of each group of horizons that has a model, ascending; the
   *     last group goes on as far as is forecast
   */
  public record Way(int[] lastHorizons, Transform transform) implements Serializable {
    public Way {
      if (lastHorizons.length == 0) {
        throw new IllegalArgumentException("horizon groups are none, allowed is one or more");
      }
      int before = 0;
      for (int last : lastHorizons) {
        if (last <= before) {
          throw new IllegalArgumentException(
              "horizon groups end at " + last + ", allowed is ascending from 1");
        }
        before = last;
      }
      lastHorizons = lastHorizons.clone();
    }
  }

  private final PeriodUnit unit;
  private final int horizons;
  private final int reach;
  private final int every;
  private final double rise;
  private final Way way;
  private final HashMap<String, Way> ways;

  /**
   * @param horizons periods ahead that forecasts are issued of
   * @param reach periods ahead that means are needed of, at least the horizons
   * @param every a series teaches from every n-th of its origins
   * @param rise by which demand of the next week has to be above the usual to have risen; 0.2: by
   *     more than 20 %
   * @param ways by category, where not as {@code way}
   */
  public LinearPlan(
      PeriodUnit unit,
      int horizons,
      int reach,
      int every,
      double rise,
      Way way,
      Map<String, Way> ways) {
    this.unit = unit;
    this.horizons = horizons;
    this.reach = reach;
    this.every = every;
    this.rise = rise;
    this.way = way;
    this.ways = new HashMap<>(ways);
  }

  public int horizons() {
    return horizons;
  }

  /** Periods ahead that means are needed of. */
  public int reach() {
    return reach;
  }

  int every() {
    return every;
  }

  double rise() {
    return rise;
  }

  /** Periods in a year. */
  int year() {
    return unit.year();
  }

  OriginRow originRow() {
    return OriginRow.of(reach, unit.season());
  }

  /**
   * Periods that a rise is judged over: a week, which for hours and days is a season; 0 where less
   * is forecast, and nothing is said of rises.
   */
  int week() {
    return unit.week() <= horizons ? unit.week() : 0;
  }

  Transform transform(String category) {
    return way(category).transform();
  }

  private Way way(String category) {
    return ways.getOrDefault(category, way);
  }

  /** The model of a horizon; the last one is also that of horizons beyond. */
  ModelGroup linear(String category, int horizon) {
    int[] lasts = way(category).lastHorizons();
    int at = 0;
    while (at < lasts.length - 1 && lasts[at] < horizon) {
      at++;
    }
    int first = at == 0 ? 1 : lasts[at - 1] + 1;
    return new ModelGroup(ModelGroup.LINEAR, named(category), first, lasts[at]);
  }

  /** Last horizon that the model of a group serves: the last group goes on beyond its own. */
  int lastServed(String category, ModelGroup group) {
    int[] lasts = way(category).lastHorizons();
    return group.lastHorizon() == lasts[lasts.length - 1] ? Integer.MAX_VALUE : group.lastHorizon();
  }

  ModelGroup direction(String category) {
    return new ModelGroup(ModelGroup.DIRECTION, named(category), 1, week());
  }

  /** A series without a category teaches and is served by the models of all. */
  private static String named(String category) {
    return category.isEmpty() ? ModelGroup.ALL : category;
  }
}
