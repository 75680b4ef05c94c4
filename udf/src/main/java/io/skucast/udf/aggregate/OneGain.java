package io.skucast.udf.aggregate;

import io.skucast.core.forecast.BankOptions;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;

/**
 * A smoother of one number a row, whose one parameter is its gain, the job's where it is not given.
 */
public abstract class OneGain extends SeriesAggregate<Double> {
  private static final double ALPHA = BankOptions.DEFAULT.alpha();

  OneGain(String name, String number) {
    super(name, new String[] {number}, new String[] {"alpha"}, 0, 1);
  }

  @Override
  final DataType result() {
    return DataTypes.DOUBLE();
  }

  /** Adds a row. */
  public void accumulate(TimedRows rows, Double value, Object time) {
    count(rows, 1, value, time, ALPHA);
  }

  /** Adds a row. */
  public void accumulate(TimedRows rows, Double value, Object time, Double alpha) {
    count(rows, 1, value, time, alpha(alpha));
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double value, Object time) {
    count(rows, -1, value, time, ALPHA);
  }

  /** Takes a row away. */
  public void retract(TimedRows rows, Double value, Object time, Double alpha) {
    count(rows, -1, value, time, alpha(alpha));
  }

  private double alpha(Double alpha) {
    return within("alpha", orElse(alpha, ALPHA), 0, 1);
  }
}
