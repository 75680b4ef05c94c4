package io.skucast.job.time;

import io.skucast.core.sale.Incoming;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The clock of signals: none. A source of signals is idle from its start on, with and without
 * records, so that it neither holds back nor moves on the clock of the sales that it is joined
 * with. The largest watermark would do the same only until the sales fall silent: then it would be
 * the smallest one left, and close every period there will ever be.
 */
public final class SignalWatermarks implements WatermarkGenerator<Incoming> {
  private SignalWatermarks() {}

  public static WatermarkStrategy<Incoming> strategy() {
    return WatermarkStrategy.<Incoming>forGenerator(context -> new SignalWatermarks())
        .withTimestampAssigner(
            (incoming, unused) ->
                incoming.signal() == null ? Long.MIN_VALUE : incoming.signal().timeMillis());
  }

  @Override
  public void onEvent(Incoming incoming, long timestamp, WatermarkOutput output) {
    output.markIdle();
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
