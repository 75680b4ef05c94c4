package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetCalendarTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 25);
  private static final EventCalendar EVENTS =
      new EventCalendar.Builder().event(DAY, "fair").flag("stamps", "north", DAY).build();

  private static TargetCalendar calendar(PeriodUnit unit, EventCalendar events) {
    return new TargetCalendar(
        new Calendars(unit, ZoneId.of("Europe/London"), Map.of("far", ZoneId.of("Asia/Tokyo"))),
        "gb",
        List.of("fair", "stamps"),
        events);
  }

  private final TargetCalendar calendar = calendar(PeriodUnit.DAY, EVENTS);

  private float value(String name, int period, String location) {
    List<String> names = calendar.features().stream().map(Feature::name).toList();
    return calendar.of(period, location)[names.indexOf(name)];
  }

  private static int period(LocalDate date) {
    return (int) date.toEpochDay();
  }

  @Test
  void aDayIsItsWeekdayItsHolidayAndItsEvents() {
    int christmas = period(DAY);
    assertThat(value("weekday_3", christmas, "north")).isOne();
    assertThat(calendar.features()).noneMatch(feature -> feature.name().startsWith("month_"));
    assertThat(value("holiday", christmas, "north")).isOne();
    assertThat(value("flag=fair", christmas, "south")).as("everywhere").isOne();
    assertThat(value("flag=stamps", christmas, "north")).isOne();
    assertThat(value("flag=stamps", christmas, "south")).as("at another location").isZero();
    assertThat(value("before_event", christmas - 1, "far")).isOne();
    assertThat(value("payday_last", christmas, "north")).isZero();
    assertThat(value("payday_last", period(LocalDate.of(2024, 12, 31)), "north")).isOne();
  }

  @Test
  void theYearIsACircle() {
    int spring = period(LocalDate.of(2024, 4, 1));
    assertThat(value("year_sin", spring, "north")).isCloseTo(1, within(0.001f));
    assertThat(value("year_cos", spring, "north")).isCloseTo(0, within(0.02f));
    assertThat(value("year_cos", period(DAY), "north")).isGreaterThan(0.98f);
    assertThat(value("year_sin", spring + 365, "north")).isCloseTo(1, within(0.001f));
  }

  @Test
  void whatIsKeptIsWhatANewCalendarSays() {
    // Two periods that share a place, in turns; and the days of a changed clock.
    int first = period(LocalDate.of(2024, 3, 30));
    for (int period : new int[] {first, first + 4096, first, first + 1, first + 4097, first}) {
      for (String location : List.of("north", "far")) {
        assertThat(calendar.of(period, location))
            .containsExactly(calendar(PeriodUnit.DAY, EVENTS).of(period, location));
      }
    }
  }

  @Test
  void aRowHasANumberForEveryFeatureOfAnyUnit() {
    for (PeriodUnit unit : PeriodUnit.values()) {
      TargetCalendar of = calendar(unit, EventCalendar.NONE);
      assertThat(of.of(500, "north")).hasSize(of.features().size());
    }
  }
}
