package io.skucast.job.operator;

import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.OutputTag;

/** The context of a function as it is, but for its watermark, which says that all has come. */
final class EndOfTime<A, B, C>
    extends KeyedBroadcastProcessFunction<String, A, B, C>.ReadOnlyContext {
  private final KeyedBroadcastProcessFunction<String, A, B, C>.ReadOnlyContext actual;

  EndOfTime(
      KeyedBroadcastProcessFunction<String, A, B, C> function,
      KeyedBroadcastProcessFunction<String, A, B, C>.ReadOnlyContext actual) {
    function.super();
    this.actual = actual;
  }

  @Override
  public long currentWatermark() {
    return Long.MAX_VALUE;
  }

  @Override
  public TimerService timerService() {
    return actual.timerService();
  }

  @Override
  public String getCurrentKey() {
    return actual.getCurrentKey();
  }

  @Override
  public Long timestamp() {
    return actual.timestamp();
  }

  @Override
  public <X> void output(OutputTag<X> tag, X value) {
    actual.output(tag, value);
  }

  @Override
  public long currentProcessingTime() {
    return actual.currentProcessingTime();
  }

  @Override
  public <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(
      MapStateDescriptor<K, V> descriptor) {
    return actual.getBroadcastState(descriptor);
  }
}
