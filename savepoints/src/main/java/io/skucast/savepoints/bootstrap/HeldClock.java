package io.skucast.savepoints.bootstrap;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.time.OriginClock;
import io.skucast.job.time.SaleWatermarks;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The clock of a history, which says that periods are over several at a time. What is learned of
 * them is the same; but a series then takes in its periods in one go, most of them sealed at once,
 * while its state is near, and not every series its next period after all others.
 *
 * <p>Nothing can tell the difference: a sale of a period that is over by the clock that is held
 * back (a correction, or one that is late) is told only after the clock.
 */
final class HeldClock {
  private final Calendars calendars;
  private final OriginClock origins;
  private final WatermarkGenerator<Incoming> clock;
  private final int periodsAtOnce;
  private final int exactFrom;

  private final WatermarkOutput reading =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          now = watermark.getTimestamp();
        }

        @Override
        public void markIdle() {
          throw new IllegalStateException("a history is never idle");
        }

        @Override
        public void markActive() {
          throw new IllegalStateException("a history is never idle");
        }
      };

  /** What the clock says, and what of it has been told. */
  private long now = Long.MIN_VALUE;

  private long told = Long.MIN_VALUE;
  private int lastEndedTold;

  /**
   * @param periodsAtOnce that are over before it is told; 1: each as soon as it is over
   * @param exactFrom from this period on each is told as soon as it is over: what waits in state at
   *     the end then waits as it would in a live job
   */
  HeldClock(Settings settings, int periodsAtOnce, int exactFrom) {
    this.calendars = settings.calendars();
    this.origins = new OriginClock(calendars);
    this.clock =
        SaleWatermarks.strategy(settings.get(Options.DISORDER))
            .createWatermarkGenerator(
                () -> {
                  throw new IllegalStateException("the clock of sales has no metrics");
                });
    this.periodsAtOnce = periodsAtOnce;
    this.exactFrom = exactFrom;
  }

  /** Before a record is told. */
  void before(Incoming incoming, WatermarkOutput output) {
    Sale sale = incoming.sale();
    // A sale after the clock is of no period that is over: the common case, and cheap.
    if (sale != null && sale.timeMillis() <= now && now > told) {
      BusinessCalendar calendar = calendars.of(sale.location());
      if (calendar.index(sale.timeMillis()) <= calendar.lastEndedBy(now + 1)) {
        release(output);
      }
    }
  }

  /** After a record was told, which may have moved the clock on. */
  void after(Incoming incoming, WatermarkOutput output) {
    long before = now;
    clock.onEvent(incoming, Long.MIN_VALUE, reading);
    if (now > before && (told == Long.MIN_VALUE || isDue(origins.lastEnded(now)))) {
      release(output);
    }
  }

  private boolean isDue(int lastEnded) {
    return lastEnded >= exactFrom || lastEnded - lastEndedTold >= periodsAtOnce;
  }

  /** Tells all that the clock says. */
  void release(WatermarkOutput output) {
    if (now > told) {
      told = now;
      lastEndedTold = origins.lastEnded(now);
      output.emitWatermark(new Watermark(now));
    }
  }
}
