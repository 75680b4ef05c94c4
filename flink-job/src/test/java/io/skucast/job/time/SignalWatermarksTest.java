package io.skucast.job.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class SignalWatermarksTest {
  private boolean idle;
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          throw new AssertionError("signals have no clock: " + watermark);
        }

        @Override
        public void markIdle() {
          idle = true;
        }

        @Override
        public void markActive() {
          throw new AssertionError("would hold the clock back");
        }
      };
  private final WatermarkGenerator<Incoming> watermarks =
      SignalWatermarks.strategy().createWatermarkGenerator(null);

  @Test
  void aSourceThatIsSilentFromTheStartIsIdleAtOnce() {
    watermarks.onPeriodicEmit(output);
    assertThat(idle).isTrue();
  }

  @Test
  void aSignalOfAnyTimeLeavesTheClockToTheSales() {
    for (long millis : new long[] {0, 1L << 50}) {
      idle = false;
      Signal signal = new Signal("1", "A", "all", millis, SignalKind.STOCK, 0);
      watermarks.onEvent(Incoming.accepted(signal), millis, output);
      assertThat(idle).isTrue();
    }
  }
}
