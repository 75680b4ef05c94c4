package io.skucast.core.generate;

import java.time.LocalDate;

/**
 * What sales are generated from: the same plan gives the same sales.
 *
 * @param skus 1 to 1,000,000
 * @param days 1 to 3,660
 * @param locations 1 to 1,000; each SKU is sold at all of them
 * @param start the first day, in UTC
 */
public record SalesPlan(int skus, int days, int locations, long seed, LocalDate start) {
  public SalesPlan {
    require("skus", skus, 1_000_000);
    require("days", days, 3_660);
    require("locations", locations, 1_000);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "--" + name + " is " + value + ": allowed is 1 to " + most);
    }
  }

  /** Number of series. */
  int series() {
    return Math.multiplyExact(skus, locations);
  }

  /** Number of the SKU of a series. */
  int sku(int series) {
    return series / locations;
  }

  int location(int series) {
    return series % locations;
  }

  static String skuName(int sku) {
    return "SKU-%05d".formatted(sku + 1);
  }

  static String locationName(int location) {
    return "store-" + (location + 1);
  }
}
