package io.skucast.job.time;

import io.skucast.core.sale.Incoming;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * The clock of one partition: the latest accepted sale less the allowed disorder, or what a clock
 * record says. Rejected records do not move it.
 *
 * <p>It is emitted with the record that carries it over a minute, never by this machine's timer, so
 * that one partition's records give the same watermarks in every run: all periods of all calendars
 * end on whole minutes.
 */
public final class SaleWatermarks implements WatermarkGenerator<Incoming> {
  private static final long MINUTE_MILLIS = 60_000L;

  private final long disorderMillis;
  private long emitted = Long.MIN_VALUE;

  private SaleWatermarks(Duration disorder) {
    this.disorderMillis = disorder.toMillis();
  }

  /** The strategy of a source that is read to its end: no part of it is ever idle. */
  public static WatermarkStrategy<Incoming> strategy(Duration disorder) {
    return withTimes(WatermarkStrategy.forGenerator(context -> new SaleWatermarks(disorder)));
  }

  /** The strategy of a source that tells the clock itself: records have their times, no more. */
  public static WatermarkStrategy<Incoming> timesAlone() {
    return withTimes(WatermarkStrategy.noWatermarks());
  }

  private static WatermarkStrategy<Incoming> withTimes(WatermarkStrategy<Incoming> clock) {
    return clock.withTimestampAssigner(
        (incoming, unused) ->
            incoming.sale() == null ? Long.MIN_VALUE : incoming.sale().timeMillis());
  }

  /**
   * The strategy of a source that goes on: a partition without records for {@code idleAfter} no
   * longer holds the clock back.
   *
   * @param idleAfter zero: a silent partition is waited for without end
   */
  public static WatermarkStrategy<Incoming> strategy(Duration disorder, Duration idleAfter) {
    WatermarkStrategy<Incoming> strategy = strategy(disorder);
    return idleAfter.isZero() ? strategy : strategy.withIdleness(idleAfter);
  }

  @Override
  public void onEvent(Incoming incoming, long timestamp, WatermarkOutput output) {
    if (incoming.isClock()) {
      emit(incoming.closedUntilMillis() - 1, output);
    } else if (incoming.sale() != null) {
      long reached = incoming.sale().timeMillis() - disorderMillis;
      if (emitted == Long.MIN_VALUE
          || Math.floorDiv(reached, MINUTE_MILLIS) > Math.floorDiv(emitted + 1, MINUTE_MILLIS)) {
        emit(Math.floorDiv(reached, MINUTE_MILLIS) * MINUTE_MILLIS - 1, output);
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    // Nothing: a wall clock would make what is late depend on the speed of the machine.
  }

  private void emit(long millis, WatermarkOutput output) {
    if (millis > emitted) {
      emitted = millis;
      output.emitWatermark(new Watermark(millis));
    }
  }
}
