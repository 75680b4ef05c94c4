package io.skucast.udf.aggregate;

import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import org.apache.flink.table.functions.AggregateFunction;

/** How often demand was in its band. */
@FunctionDoc(
    name = "COVERAGE",
    purpose =
        "The share of rows whose demand lies in the band between two quantiles, ends included: 0.8 is what the band from 0.1 to 0.9"
            + " should have.",
    arguments = {
      @Argument(name = "actual", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "lower", type = "DOUBLE", meaning = "units, -1e16 to 1e16"),
      @Argument(name = "upper", type = "DOUBLE", meaning = "units, from lower to 1e16")
    },
    nulls = "a row with a NULL does not count; NULL where no row counts",
    returns = "DOUBLE, 0 to 1",
    example =
        "SELECT COVERAGE(a, l, u) AS coverage FROM (VALUES (10, 7, 12), (30, 31, 39), (20, 20, 25), (0, 0, 0)) AS t (a, l, u)",
    result = "0.75")
public class Coverage extends AggregateFunction<Double, BandHits> {
  private static final String NAME = "COVERAGE";

  @Override
  public BandHits createAccumulator() {
    return new BandHits();
  }

  /** Adds a row. */
  public void accumulate(BandHits hits, Double actual, Double lower, Double upper) {
    count(hits, actual, lower, upper, 1);
  }

  /** Takes a row away. */
  public void retract(BandHits hits, Double actual, Double lower, Double upper) {
    count(hits, actual, lower, upper, -1);
  }

  private static void count(BandHits hits, Double actual, Double lower, Double upper, int rows) {
    if (actual == null || lower == null || upper == null) {
      return;
    }
    Allowed.number(NAME, "actual", actual);
    Allowed.number(NAME, "lower", lower);
    Allowed.number(NAME, "upper", upper);
    if (upper < lower) {
      throw Allowed.refused(NAME, "upper", upper, "lower, which is " + lower + ", or more");
    }
    hits.rows += rows;
    if (actual >= lower && actual <= upper) {
      hits.inside += rows;
    }
  }

  /** Joins parts of a group. */
  public void merge(BandHits hits, Iterable<BandHits> others) {
    for (BandHits other : others) {
      hits.rows += other.rows;
      hits.inside += other.inside;
    }
  }

  /** Starts anew. */
  public void resetAccumulator(BandHits hits) {
    hits.rows = 0;
    hits.inside = 0;
  }

  @Override
  public Double getValue(BandHits hits) {
    return hits.rows <= 0 ? null : (double) hits.inside / hits.rows;
  }
}
