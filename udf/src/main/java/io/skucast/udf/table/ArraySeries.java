package io.skucast.udf.table;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.udf.argument.Allowed;
import org.apache.flink.table.data.ArrayData;

/**
 * A series as SQL has it, an array of numbers in order of time, and how the job's forecasters learn
 * it: as the units of consecutive periods, in thousandths.
 */
final class ArraySeries {
  /** The week of days. */
  static final int WEEK = 7;

  static final int LARGEST_SEASON = 366;
  static final double LARGEST = 1e12;

  /** Eleven years of hours. */
  private static final int MOST_VALUES = 100_000;

  private static final double LEAST = 0.0005;
  private static final double MILLI = 1000;

  /** Periods ahead by which forecasts further ahead are judged, where no calendar says it. */
  private static final int LONGEST_LAG = 28;

  private ArraySeries() {}

  /** The numbers, NaN where they are null. */
  static double[] values(String function, ArrayData array) {
    if (array.size() > MOST_VALUES) {
      throw Allowed.refused(
          function, "values", "of " + array.size() + " elements", MOST_VALUES + " or fewer");
    }
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.isNullAt(i) ? Double.NaN : value(function, i, array.getDouble(i));
    }
    return values;
  }

  private static double value(String function, int at, double value) {
    if (!(value >= 0 && value <= LARGEST)) {
      throw Allowed.refused(
          function,
          "values[" + (at + 1) + "]",
          value,
          "0 to 1e12, or NULL for what is not known; take GREATEST(x, 0), or add a constant");
    }
    if (value > 0 && value < LEAST) {
      throw Allowed.refused(
          function,
          "values[" + (at + 1) + "]",
          value,
          "0, or 0.0005 and more, since values are kept in thousandths; multiply all of them");
    }
    return value;
  }

  /** Periods in a season: the week where none is given. */
  static int season(String function, Integer season) {
    return season == null ? WEEK : Allowed.whole(function, "season", season, 1, LARGEST_SEASON);
  }

  /** The job's forecasters of one series, that have seen nothing yet. */
  static ForecasterBank bank(int season) {
    return new ForecasterBank(season, lag(season), BankOptions.DEFAULT);
  }

  /** That of the calendar whose season it is. */
  private static int lag(int season) {
    for (PeriodUnit unit : PeriodUnit.values()) {
      if (unit.season() == season) {
        return unit.lag();
      }
    }
    return Math.min(season, LONGEST_LAG);
  }

  /**
   * Learns the next period. One that is not known is learned as one without stock, which says
   * nothing of demand; before the first known one there is no series.
   */
  static void learn(ForecasterBank bank, double value) {
    if (!Double.isNaN(value)) {
      bank.update(Math.round(value * MILLI));
    } else if (bank.observations() > 0) {
      bank.update(0, 0);
    }
  }
}
