package io.skucast.udf.aggregate;

import io.skucast.core.score.ExactSum;

/**
 * Sums of a group's rows, exact in any order: what is retracted leaves nothing behind. State: a
 * POJO of POJOs.
 */
public class ForecastErrors {
  /** Rows counted; below zero where rows were retracted elsewhere than they were added. */
  public long rows;

  /** Of what is above the line of the ratio. */
  public ExactSum errors = new ExactSum();

  /** Of what is below it. */
  public ExactSum actuals = new ExactSum();

  void add(double error, double actual) {
    rows++;
    errors.add(error);
    actuals.add(actual);
  }

  void subtract(double error, double actual) {
    rows--;
    errors.subtract(error);
    actuals.subtract(actual);
  }

  void merge(Iterable<ForecastErrors> others) {
    for (ForecastErrors other : others) {
      rows += other.rows;
      errors.add(other.errors);
      actuals.add(other.actuals);
    }
  }

  void reset() {
    rows = 0;
    errors = new ExactSum();
    actuals = new ExactSum();
  }

  /** The ratio, or null where it has no finite value. */
  Double ratio() {
    double below = actuals.value();
    if (rows <= 0 || below == 0) {
      return null;
    }
    double ratio = errors.value() / below;
    return Double.isFinite(ratio) ? ratio : null;
  }
}
