package io.skucast.udf.aggregate;

import io.skucast.udf.argument.Allowed;
import org.apache.flink.table.functions.AggregateFunction;

/** Sum of the errors of a group's forecasts over the sum of |actual|, both exact. */
public abstract class ErrorRatio extends AggregateFunction<Double, ForecastErrors> {
  private final String name;

  ErrorRatio(String name) {
    this.name = name;
  }

  /** What a row counts for, of actual - forecast. */
  abstract double counted(double error);

  @Override
  public ForecastErrors createAccumulator() {
    return new ForecastErrors();
  }

  /** Adds a row. */
  public void accumulate(ForecastErrors sums, Double actual, Double forecast) {
    if (actual != null && forecast != null) {
      sums.add(error(actual, forecast), Math.abs(actual));
    }
  }

  /** Takes a row away. */
  public void retract(ForecastErrors sums, Double actual, Double forecast) {
    if (actual != null && forecast != null) {
      sums.subtract(error(actual, forecast), Math.abs(actual));
    }
  }

  private double error(double actual, double forecast) {
    return counted(
        Allowed.number(name, "actual", actual) - Allowed.number(name, "forecast", forecast));
  }

  /** Joins parts of a group. */
  public void merge(ForecastErrors sums, Iterable<ForecastErrors> others) {
    sums.merge(others);
  }

  /** Starts anew. */
  public void resetAccumulator(ForecastErrors sums) {
    sums.reset();
  }

  @Override
  public Double getValue(ForecastErrors sums) {
    return sums.ratio();
  }
}
