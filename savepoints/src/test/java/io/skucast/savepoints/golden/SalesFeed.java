package io.skucast.savepoints.golden;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Sales and signals by a seed, a line each: kind, id, SKU, location, milliseconds, thousandths of
 * units, and of a sale thousandths of the price, promotion and category. Of every three SKUs one
 * sells by the day of the week, one now and then, and one begins late; each has stock and views,
 * and some days it is out of stock.
 */
final class SalesFeed {
  static final int FIRST_DAY = (int) LocalDate.of(2024, 1, 1).toEpochDay();
  private static final long DAY = 86_400_000L;

  private SalesFeed() {}

  /** In order of days; signals of a day before its sales. */
  static List<String> lines(int skus, int locations, int days, long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int day = 0; day < days; day++) {
      long midnight = (FIRST_DAY + day) * DAY;
      for (int sku = 0; sku < skus; sku++) {
        for (int place = 0; place < locations; place++) {
          String series = "SKU-" + sku + ",store-" + place;
          int at = day * 1000 + sku * 10 + place;
          if (sku % 3 == 2 && day < days / 2) {
            continue;
          }
          boolean out = random.nextInt(25) == 0;
          lines.add(
              "STOCK,k" + at + "," + series + "," + (midnight + 60_000) + "," + (out ? 0 : 90_000));
          lines.add(
              "VIEW,v"
                  + at
                  + ","
                  + series
                  + ","
                  + (midnight + 120_000)
                  + ","
                  + 1000 * (1 + random.nextInt(9)));
          long units = units(sku, day, random);
          if (out || units == 0) {
            continue;
          }
          boolean promoted = day % 17 == sku;
          lines.add(
              "sale,s"
                  + at
                  + ","
                  + series
                  + ","
                  + (midnight + 3_600_000L * 12 + 1000 * sku + place)
                  + ","
                  + 1000 * (promoted ? 2 * units : units)
                  + ","
                  + (promoted ? 1990 : 2490 + 10 * sku)
                  + ","
                  + (promoted ? 1 : 0)
                  + ","
                  + (sku % 2 == 0 ? "toys" : "food"));
        }
      }
    }
    return lines;
  }

  private static long units(int sku, int day, Random random) {
    return sku % 3 == 1
        ? Math.max(0, random.nextInt(8) - 4)
        : 2 + sku + (day % 7 >= 5 ? 6 : 0) + random.nextInt(4);
  }
}
