package io.skucast.udf.table;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.AggregateFunction;

/** From rows in any order to the array that functions of a series take. */
@FunctionDoc(
    name = "SERIES",
    purpose =
        "The values of a group as an array with one element a period, from the first to the last there is, in order of time whatever"
            + " the order of the rows. Values of one period add up.",
    arguments = {
      @Argument(
          name = "period",
          type = "DATE or BIGINT",
          meaning =
              "the period: its date, for days, or any number that goes up by one a period; 100,000 from first to last at most"),
      @Argument(
          name = "units",
          type = "DOUBLE",
          meaning = "what the row adds to its period, -1e12 to 1e12, kept in thousandths"),
      @Argument(
          name = "gap",
          type = "DOUBLE",
          meaning =
              "optional: what stands where a period has no row, such as 0 for sales; NULL, which is not known, where it is left out")
    },
    nulls = "a row whose period or units are NULL adds nothing; NULL where no row adds anything",
    returns = "ARRAY<DOUBLE>, in the units' unit, to a thousandth",
    example =
        "SELECT SERIES(sold_on, units) AS known, SERIES(sold_on, units, 0) AS sold FROM (VALUES (DATE '2024-03-06', 3.5), (DATE '2024-03-03',"
            + " 1.25), (DATE '2024-03-04', 2), (DATE '2024-03-04', 4)) AS sales (sold_on, units)",
    result = "[1.25, 6.0, null, 3.5] | [1.25, 6.0, 0.0, 3.5]")
public class SeriesOfRows extends AggregateFunction<Double[], SeriesOfRows.Periods> {
  private static final String NAME = "SERIES";
  private static final double LARGEST = 1e12;
  private static final double MILLI = 1000;
  private static final int MOST_PERIODS = 100_000;

  /** What rows have added so far: whole thousandths, so that their order leaves no trace. */
  public static class Periods {
    /** Thousandths by period. */
    public MapView<Long, Long> milli = new MapView<>();

    /** Rows by period. */
    public MapView<Long, Long> rows = new MapView<>();

    /** What stands where there is no row; null: not known. */
    public Double gap;
  }

  @Override
  public Periods createAccumulator() {
    return new Periods();
  }

  /** A row of a day. */
  public void accumulate(Periods periods, LocalDate period, Double units) throws Exception {
    accumulate(periods, period, units, null);
  }

  /** A row of a day, with what stands in gaps. */
  public void accumulate(Periods periods, LocalDate period, Double units, Double gap)
      throws Exception {
    accumulate(periods, number(period), units, gap);
  }

  /** A row of a numbered period. */
  public void accumulate(Periods periods, Long period, Double units) throws Exception {
    accumulate(periods, period, units, null);
  }

  /** A row of a numbered period, with what stands in gaps. */
  public void accumulate(Periods periods, Long period, Double units, Double gap) throws Exception {
    periods.gap = gap == null ? null : Math.round(checked("gap", gap) * MILLI) / MILLI;
    if (period != null && units != null) {
      add(periods, period, Math.round(checked("units", units) * MILLI), 1);
    }
  }

  /** Takes a row of a day back. */
  public void retract(Periods periods, LocalDate period, Double units) throws Exception {
    retract(periods, number(period), units);
  }

  /** Takes a row of a day back. */
  public void retract(Periods periods, LocalDate period, Double units, Double gap)
      throws Exception {
    retract(periods, number(period), units);
  }

  /** Takes a row of a numbered period back. */
  public void retract(Periods periods, Long period, Double units, Double gap) throws Exception {
    retract(periods, period, units);
  }

  /** Takes a row of a numbered period back. */
  public void retract(Periods periods, Long period, Double units) throws Exception {
    if (period != null && units != null) {
      add(periods, period, -Math.round(checked("units", units) * MILLI), -1);
    }
  }

  /** Adds what others have, of session windows and of the first of two phases. */
  public void merge(Periods periods, Iterable<Periods> others) throws Exception {
    for (Periods other : others) {
      periods.gap = other.gap == null ? periods.gap : other.gap;
      for (Map.Entry<Long, Long> entry : other.milli.entries()) {
        add(periods, entry.getKey(), entry.getValue(), other.rows.get(entry.getKey()));
      }
    }
  }

  private static void add(Periods periods, Long period, long milli, long rows) throws Exception {
    Long sum = periods.milli.get(period);
    Long count = periods.rows.get(period);
    long sumLeft = (sum == null ? 0 : sum) + milli;
    long rowsLeft = (count == null ? 0 : count) + rows;
    // A part of the rows may take back what another has added: no rows left is not nothing left.
    if (rowsLeft == 0 && sumLeft == 0) {
      periods.milli.remove(period);
      periods.rows.remove(period);
    } else {
      periods.milli.put(period, sumLeft);
      periods.rows.put(period, rowsLeft);
    }
  }

  @Override
  @DataTypeHint("ARRAY<DOUBLE>")
  public Double[] getValue(Periods periods) {
    try {
      return value(periods);
    } catch (IllegalArgumentException refused) {
      throw refused;
    } catch (Exception unreadable) {
      throw new IllegalStateException(NAME + ": its state cannot be read", unreadable);
    }
  }

  private static Double[] value(Periods periods) throws Exception {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Long period : periods.milli.keys()) {
      first = Math.min(first, period);
      last = Math.max(last, period);
    }
    if (first > last) {
      return null;
    }
    // Written so that no difference can overflow.
    if (last - MOST_PERIODS >= first) {
      throw Allowed.refused(
          NAME, "period", "from " + first + " to " + last, MOST_PERIODS + " periods or fewer");
    }
    Double[] values = new Double[(int) (last - first + 1)];
    Arrays.fill(values, periods.gap);
    for (Map.Entry<Long, Long> entry : periods.milli.entries()) {
      values[(int) (entry.getKey() - first)] = entry.getValue() / MILLI;
    }
    return values;
  }

  private static Long number(LocalDate day) {
    return day == null ? null : day.toEpochDay();
  }

  private static double checked(String argument, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw Allowed.refused(NAME, argument, value, "-1e12 to 1e12");
    }
    return value;
  }
}
