package io.skucast.local;

import java.util.ArrayList;
import java.util.List;

/**
 * Origins of the past at even steps, ascending; the target of the last is the last period.
 *
 * @param origins periods
 * @param every periods from one to the next
 */
record OriginGrid(List<Integer> origins, int every) {

  /**
   * @param first period of the first sale of all
   * @param last period of the last sale of all
   */
  static OriginGrid of(int first, int last, int horizon, int every) {
    int latest = last - horizon;
    if (latest < first) {
      throw new IllegalArgumentException(
          "--horizon is "
              + horizon
              + ": allowed is less than the periods of the sales, "
              + (last - first + 1));
    }
    List<Integer> origins = new ArrayList<>();
    for (int back = (latest - first) / every; back >= 0; back--) {
      origins.add(latest - back * every);
    }
    return new OriginGrid(origins, every);
  }

  /**
   * What can not be judged from these origins, as a line with its end: a feature of the weekday,
   * where all lie on one. Empty where they can reach every place in the season.
   */
  String shortcoming(int season) {
    int places = season / commonDivisor(every, season);
    if (places == season) {
      return "";
    }
    int better = every - 1;
    while (commonDivisor(better, season) > 1) {
      better--;
    }
    return String.format(
        "origins fall on %d of the %d places in the season, which hides what the season explains:"
            + " use --origins-every=%d%n",
        places, season, better);
  }

  private static int commonDivisor(int a, int b) {
    return b == 0 ? a : commonDivisor(b, a % b);
  }
}
