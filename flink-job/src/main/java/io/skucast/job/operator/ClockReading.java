package io.skucast.job.operator;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/** Shows how far event time has come: the least over all subtasks. */
final class ClockReading implements SimpleAccumulator<Long> {
  private transient LongSupplier source;
  private long least = Long.MAX_VALUE;

  ClockReading(LongSupplier source) {
    this.source = source;
  }

  @Override
  public void add(Long value) {
    least = Math.min(least, value);
  }

  @Override
  public Long getLocalValue() {
    return source == null ? least : Math.min(least, source.getAsLong());
  }

  @Override
  public void resetLocal() {
    least = Long.MAX_VALUE;
    source = null;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    add(other.getLocalValue());
  }

  /** A copy with the present value: what is sent must not change under way. */
  @Override
  public ClockReading clone() {
    ClockReading copy = new ClockReading(null);
    copy.least = getLocalValue();
    return copy;
  }

  /** Sent as a number, since the source of it stays with the operator. */
  private Object writeReplace() {
    return source == null ? this : clone();
  }
}
