package io.skucast.job.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Rejection;
import io.skucast.core.sale.RejectionReason;
import io.skucast.core.sale.Sale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class SaleWatermarksTest {
  private static final long MINUTE = 60_000;
  private final List<Long> emitted = new ArrayList<>();
  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          emitted.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          throw new AssertionError("never marks itself idle");
        }

        @Override
        public void markActive() {
          throw new AssertionError("never marks itself active");
        }
      };
  private final WatermarkGenerator<Incoming> watermarks =
      SaleWatermarks.strategy(Duration.ofMinutes(5)).createWatermarkGenerator(null);

  @Test
  void theWatermarkMovesWithTheRecordThatCrossesAMinute() {
    sale(10 * MINUTE);
    sale(10 * MINUTE + 59_999);
    sale(11 * MINUTE);
    sale(8 * MINUTE);
    assertThat(emitted).containsExactly(5 * MINUTE - 1, 6 * MINUTE - 1);
  }

  @Test
  void aPeriodThatEndsOnTheMinuteIsClosedByTheFirstSaleThatAllowsIt() {
    sale(14 * MINUTE + 59_999);
    assertThat(emitted).last().isEqualTo(9 * MINUTE - 1);
    sale(15 * MINUTE);
    assertThat(emitted).last().isEqualTo(10 * MINUTE - 1);
  }

  @Test
  void aRejectedRecordDoesNotMoveTheClockAndAClockRecordDoes() {
    sale(10 * MINUTE);
    Rejection rejection = new Rejection(RejectionReason.TIME_IN_FUTURE, "", "", "");
    watermarks.onEvent(Incoming.rejected(rejection), Long.MIN_VALUE, output);
    watermarks.onEvent(Incoming.clock(1440 * MINUTE), Long.MIN_VALUE, output);
    watermarks.onEvent(Incoming.clock(20 * MINUTE), Long.MIN_VALUE, output);
    watermarks.onPeriodicEmit(output);
    assertThat(emitted).containsExactly(5 * MINUTE - 1, 1440 * MINUTE - 1);
  }

  private void sale(long millis) {
    Sale sale = new Sale("1", "A", "all", millis, 1000, Sale.NO_PRICE, false, "");
    watermarks.onEvent(Incoming.accepted(sale), millis, output);
  }
}
