package io.skucast.savepoints.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.time.SaleWatermarks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock that is held back against the one that is not. */
class HeldClockTest {
  private static final Settings SETTINGS =
      Settings.of(Map.of("calendar.zones", "north:America/Los_Angeles,south:Asia/Tokyo"));
  private static final long START = 1_700_000_000_000L;

  private final Calendars calendars = SETTINGS.calendars();

  /** Where the clock stands that it was last told. */
  private static final class Told implements WatermarkOutput {
    private long watermark = Long.MIN_VALUE;
    private int times;

    @Override
    public void emitWatermark(Watermark mark) {
      assertThat(mark.getTimestamp()).isGreaterThan(watermark);
      watermark = mark.getTimestamp();
      times++;
    }

    @Override
    public void markIdle() {
      throw new AssertionError("idle");
    }

    @Override
    public void markActive() {
      throw new AssertionError("active");
    }
  }

  /** Sales mostly in order; some are corrections, and some late. */
  private static List<Incoming> sales(long seed) {
    Random random = new Random(seed);
    List<Incoming> sales = new ArrayList<>();
    long time = START;
    for (int i = 0; i < 3_000; i++) {
      time += random.nextInt((int) Duration.ofMinutes(40).toMillis());
      long back =
          random.nextInt(100) == 0
              ? random.nextInt((int) Duration.ofDays(5).toMillis())
              : random.nextInt((int) Duration.ofMinutes(50).toMillis());
      String location = random.nextBoolean() ? "north" : "south";
      sales.add(
          Incoming.accepted(
              new Sale("id-" + i, "sku", location, time - back, 1_000, 1_000, false, "")));
    }
    return sales;
  }

  private int lastEnded(String location, long watermark) {
    BusinessCalendar calendar = calendars.of(location);
    return watermark == Long.MIN_VALUE ? Integer.MIN_VALUE : calendar.lastEndedBy(watermark + 1);
  }

  private int period(Sale sale) {
    return calendars.of(sale.location()).index(sale.timeMillis());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 100})
  void everySaleOfAPeriodThatIsOverMeetsTheClockAsItIs(int periodsAtOnce) {
    for (long seed = 0; seed < 20; seed++) {
      HeldClock held = new HeldClock(SETTINGS, periodsAtOnce, Integer.MAX_VALUE);
      Told told = new Told();
      Told exact = new Told();
      WatermarkGenerator<Incoming> clock =
          SaleWatermarks.strategy(SETTINGS.get(Options.DISORDER))
              .createWatermarkGenerator(() -> null);
      int closed = 0;
      for (Incoming incoming : sales(seed)) {
        held.before(incoming, told);
        Sale sale = incoming.sale();
        int ended = lastEnded(sale.location(), exact.watermark);
        boolean isOver = period(sale) <= ended;
        closed += isOver ? 1 : 0;
        assertThat(period(sale) <= lastEnded(sale.location(), told.watermark)).isEqualTo(isOver);
        if (isOver) {
          // How late a sale is too.
          assertThat(told.watermark).isEqualTo(exact.watermark);
        }
        held.after(incoming, told);
        clock.onEvent(incoming, sale.timeMillis(), exact);
        assertThat(told.watermark).isLessThanOrEqualTo(exact.watermark);
      }
      held.release(told);
      assertThat(told.watermark).isEqualTo(exact.watermark);
      assertThat(closed).isGreaterThan(5);
    }
  }

  @Test
  void periodsAreToldSeveralAtATime() {
    int days = 70;
    assertThat(timesTold(days, Integer.MAX_VALUE)).isBetween(days / 7, days / 7 + 2);
    int tenBefore = calendars.of("north").index(START + Duration.ofDays(days - 10).toMillis());
    assertThat(timesTold(days, tenBefore)).isBetween(60 / 7 + 9 * 24, 60 / 7 + 11 * 24);
  }

  private int timesTold(int days, int exactFrom) {
    HeldClock held = new HeldClock(SETTINGS, 7, exactFrom);
    Told told = new Told();
    for (int hour = 0; hour < days * 24; hour++) {
      Incoming incoming =
          Incoming.accepted(
              new Sale(
                  "id-" + hour,
                  "sku",
                  "north",
                  START + Duration.ofHours(hour).toMillis(),
                  1_000,
                  1_000,
                  false,
                  ""));
      held.before(incoming, told);
      held.after(incoming, told);
    }
    held.release(told);
    return told.times;
  }
}
