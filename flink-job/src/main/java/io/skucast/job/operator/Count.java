package io.skucast.job.operator;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.SimpleAccumulator;

/**
 * Shows a count that an operator keeps in its checkpoint. A plain accumulator would start from zero
 * after a restart; this one only mirrors what was restored and counted since.
 */
final class Count implements SimpleAccumulator<Long> {
  private transient LongSupplier source;
  private long others;

  Count(LongSupplier source) {
    this.source = source;
  }

  @Override
  public void add(Long value) {
    others += value;
  }

  @Override
  public Long getLocalValue() {
    return others + (source == null ? 0 : source.getAsLong());
  }

  @Override
  public void resetLocal() {
    others = 0;
    source = null;
  }

  @Override
  public void merge(Accumulator<Long, Long> other) {
    others += other.getLocalValue();
  }

  /** A copy with the present value: what is sent must not change under way. */
  @Override
  public Count clone() {
    Count copy = new Count(null);
    copy.others = getLocalValue();
    return copy;
  }

  /** Sent as a number, since the source of it stays with the operator. */
  private Object writeReplace() {
    return source == null ? this : clone();
  }
}
