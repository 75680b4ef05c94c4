package io.skucast.core.level;

import io.skucast.core.sale.Series;

/** The kinds of series there are, from the finest to the coarsest. */
public enum Level {
  /** One SKU at one location. */
  SKU,
  /** All SKUs of a category at one location. */
  CATEGORY_LOCATION,
  /** All SKUs at one location. */
  LOCATION,
  /** All SKUs of a category at all locations. */
  CATEGORY,
  /** Everything. */
  TOTAL;

  /** Stands for all categories, or all locations. */
  public static final String ALL = Series.ALL;

  /**
   * The series by whose name a level's results are known: {@code category:toys} in place of a SKU,
   * {@code *} for all.
   *
   * @param category a category, or {@link #ALL}
   * @param location a location, or {@link #ALL}
   */
  public static Series series(String category, String location) {
    return new Series(category.equals(ALL) ? ALL : Series.CATEGORY_PREFIX + category, location);
  }

  /** The level of a series by its names. */
  public static Level of(String sku, String location) {
    boolean everywhere = location.equals(ALL);
    if (sku.equals(ALL)) {
      return everywhere ? TOTAL : LOCATION;
    }
    if (sku.startsWith(Series.CATEGORY_PREFIX)) {
      return everywhere ? CATEGORY : CATEGORY_LOCATION;
    }
    return SKU;
  }
}
